"""Accounts and their sign-ins."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.base.columns import APPEND_ONLY, Row
from app.base.instant import Instant


class Account(Row):
    """A person of the court who may sign in."""

    __tablename__ = "accounts"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    officer_kind: Mapped[str | None]
    sex: Mapped[str]
    badge: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    drives: Mapped[bool] = mapped_column(default=False)
    password_hash: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[Instant | None]
    roles: Mapped[list["AccountRole"]] = relationship(lazy="selectin")


class AccountRole(Row):
    """One role of one account."""

    __tablename__ = "account_roles"
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)


class AccountChange(Row):
    """An account was closed or opened again: by whom, when and why."""

    __tablename__ = "account_changes"
    __table_args__ = ({"info": APPEND_ONLY},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    active: Mapped[bool]
    reason: Mapped[str]
    at: Mapped[Instant]
    by_id: Mapped[UUID | None]


class SignIn(Row):
    """A session kept by the server. The browser holds a random token; we hold its hash."""

    __tablename__ = "sign_ins"
    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    begun_at: Mapped[Instant]
    seen_at: Mapped[Instant]
    fresh_at: Mapped[Instant]
    ended_at: Mapped[Instant | None]
    agent: Mapped[str] = mapped_column(default="")
