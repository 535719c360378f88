"""Strikes: who is to be called on at once, by the judge's word"""

import sqlalchemy as sa
from alembic import op

import app.base.columns

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('strike_notes',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sweep_id', sa.Uuid(), nullable=False),
    sa.Column('one_id', sa.Uuid(), nullable=False),
    sa.Column('other_id', sa.Uuid(), nullable=False),
    sa.Column('together', sa.Boolean(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['sweep_id'], ['sweeps.id'], ),
    sa.ForeignKeyConstraint(['one_id'], ['targets.id'], ),
    sa.ForeignKeyConstraint(['other_id'], ['targets.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('one_id', 'other_id')
    )
    with op.batch_alter_table('strike_notes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_strike_notes_sweep_id'), ['sweep_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_strike_notes_other_id'), ['other_id'], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back; restore a backup instead")
