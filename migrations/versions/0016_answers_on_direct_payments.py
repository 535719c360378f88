"""What creditors said of direct payments"""

import sqlalchemy as sa
from alembic import op

import app.base.columns
from app.base.appendonly import guards

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('direct_answers',
    sa.Column('event_id', sa.Uuid(), nullable=False),
    sa.Column('receipt_number', sa.String(), nullable=False),
    sa.Column('answer', sa.String(), nullable=False),
    sa.Column('how', sa.String(), nullable=False),
    sa.Column('agent', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('authority', sa.String(), nullable=False),
    sa.Column('officer_ids', sa.JSON(), nullable=False),
    sa.Column('scan', sa.String(), nullable=True),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['money_events.id']),
    sa.ForeignKeyConstraint(['receipt_number'], ['receipts.number']),
    sa.PrimaryKeyConstraint('event_id'),
    info={'append_only': True}
    )
    op.create_index(op.f('ix_direct_answers_receipt_number'), 'direct_answers', ['receipt_number'], unique=False)
    for statement in guards('direct_answers', op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back; restore a backup instead")
