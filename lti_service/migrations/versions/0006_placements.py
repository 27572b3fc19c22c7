"""A placement may show cards or the group's page, and knows the name that the picker gave it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMNS = ("shows", "placed_as")


def upgrade() -> None:
    for name in COLUMNS:
        column: sa.Column[str] = sa.Column(
            name,
            sa.Text(),
            nullable=False,
            server_default="",
        )
        op.add_column("resource_link", column)


def downgrade() -> None:
    # Not in batches: SQLite would copy the tables, which others refer to.
    for name in COLUMNS:
        op.execute(f"ALTER TABLE resource_link DROP COLUMN {name}")
