"""How an approval was given: who took part, on which basis, by whose authority"""

import sqlalchemy as sa
from alembic import op

import app.base.columns
from app.base.appendonly import guards

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('decisions', sa.Column('told', sa.JSON(), nullable=False, server_default='{}'))

    op.create_table('registrations',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('proposal_id', sa.Uuid(), nullable=False),
    sa.Column('basis', sa.String(), nullable=False),
    sa.Column('approver_id', sa.Uuid(), nullable=False),
    sa.Column('decided_at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('endorser_id', sa.Uuid(), nullable=True),
    sa.Column('endorsed_at', app.base.columns.InstantColumn(length=24), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('overrides', sa.JSON(), nullable=False),
    sa.Column('scan', sa.String(), nullable=True),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], ),
    sa.PrimaryKeyConstraint('id'),
    info={'append_only': True}
    )
    with op.batch_alter_table('registrations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_registrations_proposal_id'), ['proposal_id'], unique=False)

    op.create_table('registration_checks',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('registration_id', sa.Uuid(), nullable=False),
    sa.Column('agrees', sa.Boolean(), nullable=False),
    sa.Column('remark', sa.String(), nullable=False),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('registration_id'),
    info={'append_only': True}
    )
    op.create_table('authorisations',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('for_id', sa.Uuid(), nullable=False),
    sa.Column('to_id', sa.Uuid(), nullable=False),
    sa.Column('kinds', sa.JSON(), nullable=False),
    sa.Column('from_at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('until_at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('ends_id', sa.Uuid(), nullable=True),
    sa.Column('at', app.base.columns.InstantColumn(length=24), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['ends_id'], ['authorisations.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('ends_id'),
    info={'append_only': True}
    )
    with op.batch_alter_table('authorisations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_authorisations_to_id'), ['to_id'], unique=False)

    for name in ['registrations', 'registration_checks', 'authorisations']:
        for statement in guards(name, op.get_bind().dialect.name):
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back; restore a backup instead")
