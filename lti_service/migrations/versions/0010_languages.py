"""The language a platform shows, the one an activity asks for, and the one a learner chose."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

COLUMNS = (
    ("learner", "locale"),
    ("learner", "lang"),
    ("resource_link", "lang"),
)


def upgrade() -> None:
    for table, name in COLUMNS:
        column = sa.Column(name, sa.Text(), nullable=False, server_default="")
        op.add_column(table, column)


def downgrade() -> None:
    for table, name in reversed(COLUMNS):
        op.drop_column(table, name)
