"""The address for notices that was named to a platform last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "deployment",
        sa.Column("notices_handler", sa.Text(), nullable=False, server_default=""),
    )


def downgrade() -> None:
    # Not in a batch: SQLite would copy the table.
    op.execute("ALTER TABLE deployment DROP COLUMN notices_handler")
