"""The origins in whose frames launches came, and that of a login on its way."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "login",
        sa.Column("framed_by", sa.Text(), nullable=False, server_default=""),
    )
    op.add_column("registration", sa.Column("framed_by", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("registration", "framed_by")
    op.drop_column("login", "framed_by")
