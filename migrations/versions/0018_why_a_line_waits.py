"""Why a line of the bank is left for later"""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('line_remarks', sa.Column('note', sa.String(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back; restore a backup instead")
