"""The database itself posts: a transfer raises the totals of its two accounts, and nothing else changes an account."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, Table

from app.base.tables import RESTORING

RAISES: Final = (
    "UPDATE ledger_accounts SET debits = debits + NEW.amount WHERE id = NEW.debit_id; "
    "UPDATE ledger_accounts SET credits = credits + NEW.amount WHERE id = NEW.credit_id;"
)
KEPT: Final = (
    "NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.key <> OLD.key OR NEW.side <> OLD.side "
    "OR NEW.debits < OLD.debits OR NEW.credits < OLD.credits"
)
WHOLE: Final = f"EXISTS (SELECT 1 FROM store_facts WHERE name = '{RESTORING}')"  # noqa: S608 - a name of ours
"""While a backup is put back, accounts come with their totals and transfers are not posted anew."""
CHANGED: Final = "ledger_accounts is posted to only"


def posts(dialect: str) -> Iterator[str]:
    """The statements that make this kind of database post transfers and keep accounts from any other change."""
    return _embedded() if dialect == "sqlite" else _served()


def post_on_create(_table: Table, connection: Connection, **_: object) -> None:
    """After `create_all` (tests), with the later of the two tables. Migrations add it by themselves."""
    for statement in posts(connection.dialect.name):
        connection.exec_driver_sql(statement)


def _embedded() -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END"
    yield f"CREATE TRIGGER transfers_post AFTER INSERT ON transfers WHEN NOT {WHOLE} BEGIN {RAISES} END"
    yield f"CREATE TRIGGER ledger_accounts_kept BEFORE UPDATE ON ledger_accounts WHEN {KEPT} {refuse}"
    yield f"CREATE TRIGGER ledger_accounts_no_delete BEFORE DELETE ON ledger_accounts {refuse}"


def _served() -> Iterator[str]:
    head = "RETURNS trigger LANGUAGE plpgsql AS"
    yield f"CREATE FUNCTION transfers_post() {head} $$ BEGIN IF NOT {WHOLE} THEN {RAISES} END IF; RETURN NULL; END $$"
    yield "CREATE TRIGGER transfers_post AFTER INSERT ON transfers FOR EACH ROW EXECUTE FUNCTION transfers_post()"
    yield (
        f"CREATE FUNCTION ledger_accounts_kept() {head} $$ BEGIN "
        f"IF TG_OP = 'DELETE' THEN RAISE EXCEPTION '{CHANGED}'; ELSIF {KEPT} THEN RAISE EXCEPTION '{CHANGED}'; END IF; "
        f"RETURN NEW; END $$"
    )
    yield (
        "CREATE TRIGGER ledger_accounts_kept BEFORE UPDATE OR DELETE ON ledger_accounts "
        "FOR EACH ROW EXECUTE FUNCTION ledger_accounts_kept()"
    )
