"""What a lawyer confirmed: articles compared with their text"""

import sqlalchemy as sa
from alembic import op

import app.base.columns
from app.base.appendonly import guards

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('source_confirmations',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('confirmed', sa.Boolean(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    info={'append_only': True}
    )
    op.create_index(op.f('ix_source_confirmations_key'), 'source_confirmations', ['key'], unique=False)
    for statement in guards('source_confirmations', op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back; restore a backup instead")
