"""Facts about the store itself."""

from typing import Final

from sqlalchemy.orm import Mapped, mapped_column

from app.base.columns import Row

RESTORING: Final = "restoring"
"""The fact that stands while a backup is put back."""


class StoreFact(Row):
    """One fact about this store: its epoch, whether it is a demonstration, its clock's offset."""

    __tablename__ = "store_facts"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
