"""What a clerk said of lines whose money stays where it is"""

import sqlalchemy as sa
from alembic import op

import app.base.columns
from app.base.appendonly import guards

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('line_remarks',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('line_id', sa.Uuid(), nullable=False),
    sa.Column('batch_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=True),
    sa.Column('cancels', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['line_id'], ['bank_lines.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('cancels'),
    info={'append_only': True}
    )
    with op.batch_alter_table('line_remarks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_line_remarks_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_line_remarks_line_id'), ['line_id'], unique=False)

    for statement in guards('line_remarks', op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back; restore a backup instead")
