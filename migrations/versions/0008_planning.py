"""Planning: suppositions, who does not ride, rosters and changes proposed, ways by road"""

import sqlalchemy as sa
from alembic import op

import app.base.columns
from app.base.appendonly import guards

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('stops', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stay_s', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('opens_at', app.base.columns.InstantColumn(length=24), nullable=True))
        batch_op.add_column(sa.Column('chance', sa.Integer(), nullable=True))

    op.create_table('travel_times',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('start', sa.String(), nullable=False),
    sa.Column('goal', sa.String(), nullable=False),
    sa.Column('seconds', sa.Integer(), nullable=False),
    sa.Column('metres', sa.Integer(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.PrimaryKeyConstraint('source', 'start', 'goal')
    )
    op.create_table('planning_settings',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('from_at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=True),
    sa.Column('settings', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('version'),
    info={'append_only': True}
    )
    op.create_table('duty_notes',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('other_id', sa.Uuid(), nullable=True),
    sa.Column('case_id', sa.Uuid(), nullable=True),
    sa.Column('from_day', sa.Date(), nullable=True),
    sa.Column('until_day', sa.Date(), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=True),
    sa.Column('ended_at', app.base.columns.InstantColumn(length=24), nullable=True),
    sa.Column('ended_by', sa.Uuid(), nullable=True),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('duty_notes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_duty_notes_officer_id'), ['officer_id'], unique=False)

    op.create_table('roster_runs',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sweep_id', sa.Uuid(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=True),
    sa.Column('wanted', sa.JSON(), nullable=False),
    sa.Column('answer', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['sweep_id'], ['sweeps.id'], ),
    sa.PrimaryKeyConstraint('id'),
    info={'append_only': True}
    )
    with op.batch_alter_table('roster_runs', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_roster_runs_sweep_id'), ['sweep_id'], unique=False)

    op.create_table('plan_changes',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sweep_id', sa.Uuid(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=True),
    sa.Column('event', sa.JSON(), nullable=False),
    sa.Column('stood', sa.String(), nullable=False),
    sa.Column('change', sa.JSON(), nullable=False),
    sa.Column('decided', sa.String(), nullable=False),
    sa.Column('decided_at', app.base.columns.InstantColumn(length=24), nullable=True),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['sweep_id'], ['sweeps.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('plan_changes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_changes_sweep_id'), ['sweep_id'], unique=False)

    for name in ['planning_settings', 'roster_runs']:
        for statement in guards(name, op.get_bind().dialect.name):
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back; restore a backup instead")
