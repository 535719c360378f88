"""Plans of distribution among creditors, and what applicants of one case claim"""

import sqlalchemy as sa
from alembic import op

import app.base.columns
from app.base.appendonly import guards

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('applicant_claims',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('claims', sa.JSON(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    info={'append_only': True}
    )
    with op.batch_alter_table('applicant_claims', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_applicant_claims_case_id'), ['case_id'], unique=False)

    op.create_table('distributions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('amount', app.base.columns.MoneyColumn(), nullable=False),
    sa.Column('value_on', sa.Date(), nullable=False),
    sa.Column('proceeds', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('parties', sa.JSON(), nullable=False),
    sa.Column('levels', sa.JSON(), nullable=False),
    sa.Column('annex', sa.JSON(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('amount > 0', name='distribution_positive'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('number'),
    info={'append_only': True}
    )
    with op.batch_alter_table('distributions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_distributions_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_distributions_case_id'), ['case_id'], unique=False)

    op.create_table('distribution_shares',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('distribution_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('creditor', sa.String(), nullable=False),
    sa.Column('rank', sa.String(), nullable=False),
    sa.Column('basis', sa.String(), nullable=False),
    sa.Column('claim', app.base.columns.MoneyColumn(), nullable=False),
    sa.Column('amount', app.base.columns.MoneyColumn(), nullable=False),
    sa.CheckConstraint('amount >= 0 AND amount <= claim', name='share_within_claim'),
    sa.ForeignKeyConstraint(['distribution_id'], ['distributions.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('distribution_id', 'position'),
    info={'append_only': True}
    )
    with op.batch_alter_table('distribution_shares', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_distribution_shares_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_distribution_shares_distribution_id'), ['distribution_id'], unique=False)

    op.create_table('distribution_steps',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('distribution_id', sa.Uuid(), nullable=False),
    sa.Column('step', sa.String(), nullable=False),
    sa.Column('party', sa.String(), nullable=False),
    sa.Column('on_day', sa.Date(), nullable=True),
    sa.Column('share_ids', sa.JSON(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('refers', sa.Uuid(), nullable=True),
    sa.Column('event_id', sa.Uuid(), nullable=True),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['distribution_id'], ['distributions.id'], ),
    sa.ForeignKeyConstraint(['event_id'], ['money_events.id'], ),
    sa.PrimaryKeyConstraint('id'),
    info={'append_only': True}
    )
    with op.batch_alter_table('distribution_steps', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_distribution_steps_distribution_id'), ['distribution_id'], unique=False)

    op.create_table('share_payouts',
    sa.Column('payout_id', sa.Uuid(), nullable=False),
    sa.Column('share_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['payout_id'], ['payouts.id'], ),
    sa.ForeignKeyConstraint(['share_id'], ['distribution_shares.id'], ),
    sa.PrimaryKeyConstraint('payout_id'),
    info={'append_only': True}
    )
    with op.batch_alter_table('share_payouts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_share_payouts_share_id'), ['share_id'], unique=False)

    for name in ['applicant_claims', 'distributions', 'distribution_shares', 'distribution_steps', 'share_payouts']:
        for statement in guards(name, op.get_bind().dialect.name):
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back; restore a backup instead")
