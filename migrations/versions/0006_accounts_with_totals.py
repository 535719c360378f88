"""Accounts keep their totals, posted and guarded by the database"""

from alembic import op

from app.money.posting import posts

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    for column in (
        "side INTEGER NOT NULL DEFAULT 1",
        "debits BIGINT NOT NULL DEFAULT 0",
        "credits BIGINT NOT NULL DEFAULT 0 CONSTRAINT not_below_zero CHECK ((debits - credits) * side >= 0)",
    ):
        connection.exec_driver_sql(f"ALTER TABLE ledger_accounts ADD COLUMN {column}")
    assets = "'bank', 'cash_in_hand', 'cash_at_finance', 'transfer_awaited', 'outgoing', 'direct'"
    summed = "(SELECT COALESCE(SUM(amount), 0) FROM transfers WHERE {} = ledger_accounts.id)"
    connection.exec_driver_sql(
        f"UPDATE ledger_accounts SET side = CASE WHEN kind IN ({assets}) THEN 1 ELSE -1 END, "
        f"debits = {summed.format('debit_id')}, credits = {summed.format('credit_id')}"
    )
    for statement in posts(connection.dialect.name):
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back; restore a backup instead")
