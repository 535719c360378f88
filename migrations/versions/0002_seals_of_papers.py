"""Seals of papers: the register, and by which deed a paper was served"""

import sqlalchemy as sa
from alembic import op

import app.base.columns
from app.base.appendonly import guards

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('paper_seals',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('paper_id', sa.Uuid(), nullable=False),
    sa.Column('seal', sa.String(), nullable=False),
    sa.Column('way', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('copies', sa.Integer(), nullable=False),
    sa.Column('sealed_at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('sealed_by', sa.String(), nullable=False),
    sa.Column('recorded_at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=True),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('sealed_sha256', sa.String(), nullable=True),
    sa.Column('sealed_size', sa.Integer(), nullable=True),
    sa.Column('cancels', sa.Uuid(), nullable=True),
    sa.CheckConstraint("way IN ('hand', 'electronic')", name='paper_seals_way'),
    sa.CheckConstraint("way = 'hand' OR sealed_sha256 IS NOT NULL", name='paper_seals_copy'),
    sa.CheckConstraint('copies > 0', name='paper_seals_copies'),
    sa.ForeignKeyConstraint(['cancels'], ['paper_seals.id'], ),
    sa.ForeignKeyConstraint(['paper_id'], ['papers.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('cancels'),
    info={'append_only': True}
    )
    op.create_index(op.f('ix_paper_seals_paper_id'), 'paper_seals', ['paper_id'], unique=False)
    op.create_index(op.f('ix_paper_seals_recorded_at'), 'paper_seals', ['recorded_at'], unique=False)
    op.add_column('paper_events', sa.Column('deed_id', sa.Uuid(), nullable=True))
    op.add_column('paper_events', sa.Column('details', sa.JSON(), nullable=True))
    op.create_index(op.f('ix_paper_events_deed_id'), 'paper_events', ['deed_id'], unique=False)
    for statement in guards('paper_seals', op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back; restore a backup instead")
