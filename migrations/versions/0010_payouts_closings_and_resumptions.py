"""Payouts, deferrals, closings of months, resumptions, agreed interest"""

import sqlalchemy as sa
from alembic import op

import app.base.columns
from app.base.appendonly import guards

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('closings',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('month', sa.String(), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=True),
    sa.PrimaryKeyConstraint('id'),
    info={'append_only': True}
    )
    with op.batch_alter_table('closings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_closings_month'), ['month'], unique=False)

    op.create_table('deferrals',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('ground', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('review_on', sa.Date(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    info={'append_only': True}
    )
    with op.batch_alter_table('deferrals', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_deferrals_case_id'), ['case_id'], unique=False)

    op.create_table('payouts',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=True),
    sa.Column('line_id', sa.Uuid(), nullable=True),
    sa.Column('amount', app.base.columns.MoneyColumn(), nullable=False),
    sa.Column('payee', sa.String(), nullable=False),
    sa.Column('payee_account', sa.String(), nullable=False),
    sa.Column('payee_bank', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('panel', sa.String(), nullable=False),
    sa.Column('panel_scan', sa.String(), nullable=True),
    sa.Column('levels', sa.JSON(), nullable=False),
    sa.Column('annex', sa.JSON(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('amount > 0', name='payout_positive'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('number'),
    info={'append_only': True}
    )
    with op.batch_alter_table('payouts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_payouts_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_payouts_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_payouts_line_id'), ['line_id'], unique=False)

    op.create_table('closing_checks',
    sa.Column('closing_id', sa.Uuid(), nullable=False),
    sa.Column('agrees', sa.Boolean(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['closing_id'], ['closings.id'], ),
    sa.PrimaryKeyConstraint('closing_id'),
    info={'append_only': True}
    )
    op.create_table('deferral_steps',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('deferral_id', sa.Uuid(), nullable=False),
    sa.Column('step', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['deferral_id'], ['deferrals.id'], ),
    sa.PrimaryKeyConstraint('id'),
    info={'append_only': True}
    )
    with op.batch_alter_table('deferral_steps', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_deferral_steps_deferral_id'), ['deferral_id'], unique=False)

    op.create_table('payout_steps',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('payout_id', sa.Uuid(), nullable=False),
    sa.Column('step', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('event_id', sa.Uuid(), nullable=True),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['payout_id'], ['payouts.id'], ),
    sa.PrimaryKeyConstraint('id'),
    info={'append_only': True}
    )
    with op.batch_alter_table('payout_steps', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_payout_steps_payout_id'), ['payout_id'], unique=False)

    op.create_table('resumptions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('plan_id', sa.Uuid(), nullable=False),
    sa.Column('step', sa.String(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('scan', sa.String(), nullable=True),
    sa.Column('on_day', sa.Date(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['plan_id'], ['plans.id'], ),
    sa.PrimaryKeyConstraint('id'),
    info={'append_only': True}
    )
    with op.batch_alter_table('resumptions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_resumptions_plan_id'), ['plan_id'], unique=False)

    op.add_column('plan_rows', sa.Column('interest', app.base.columns.MoneyColumn(), nullable=False, server_default='0'))

    for name in ['closings', 'deferrals', 'payouts', 'closing_checks', 'deferral_steps', 'payout_steps', 'resumptions']:
        for statement in guards(name, op.get_bind().dialect.name):
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back; restore a backup instead")
