"""The margins a paper's bytes were made with"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('papers', sa.Column('margins', sa.String(), server_default='37/26/35/28', nullable=False))


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back; restore a backup instead")
