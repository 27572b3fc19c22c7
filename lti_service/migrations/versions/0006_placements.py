"""A placement may show cards or the group's page, and knows the name that the picker gave it.

A course knows its groups service.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None

COLUMNS = (
    ("resource_link", "shows"),
    ("resource_link", "placed_as"),
    ("context", "groups_url"),
)


def upgrade() -> None:
    for table, name in COLUMNS:
        column: sa.Column[str] = sa.Column(
            name,
            sa.Text(),
            nullable=False,
            server_default="",
        )
        op.add_column(table, column)


def downgrade() -> None:
    # Not in batches: SQLite would copy the tables, which others refer to.
    for table, name in COLUMNS:
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
