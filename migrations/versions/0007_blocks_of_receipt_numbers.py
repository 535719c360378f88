"""Blocks of receipt numbers that squads take along"""

import sqlalchemy as sa
from alembic import op

import app.base.columns
from app.base.appendonly import guards

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('number_blocks',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('series', sa.String(), nullable=False),
    sa.Column('prefix', sa.String(), nullable=False),
    sa.Column('first', sa.Integer(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.Column('bearer_id', sa.Uuid(), nullable=False),
    sa.Column('squad_id', sa.Uuid(), nullable=True),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint('first > 0 AND first <= last', name='number_blocks_row'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('series', 'first'),
    sa.UniqueConstraint('series', 'last'),
    info={'append_only': True}
    )
    for column in ('bearer_id', 'prefix', 'squad_id'):
        op.create_index(op.f(f'ix_number_blocks_{column}'), 'number_blocks', [column], unique=False)
    op.create_table('number_ends',
    sa.Column('block_id', sa.Uuid(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('how', sa.String(), nullable=False),
    sa.Column('event_id', sa.Uuid(), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("how <> 'used' OR event_id IS NOT NULL", name='number_ends_used_by'),
    sa.CheckConstraint("how = 'used' OR reason <> ''", name='number_ends_reason'),
    sa.CheckConstraint("how IN ('used', 'void', 'returned')", name='number_ends_how'),
    sa.ForeignKeyConstraint(['block_id'], ['number_blocks.id'], ),
    sa.ForeignKeyConstraint(['event_id'], ['money_events.id'], ),
    sa.PrimaryKeyConstraint('block_id', 'place'),
    info={'append_only': True}
    )
    for column in ('how', 'number'):
        op.create_index(op.f(f'ix_number_ends_{column}'), 'number_ends', [column], unique=False)
    for table in ('number_blocks', 'number_ends'):
        for statement in guards(table, op.get_bind().dialect.name):
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back; restore a backup instead")
