"""Verification codes of papers"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('papers', sa.Column('proof', sa.JSON(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back; restore a backup instead")
