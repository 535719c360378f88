"""The printer that goes along with a squad"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('squads', sa.Column('printer', sa.String(), server_default='', nullable=False))


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back; restore a backup instead")
