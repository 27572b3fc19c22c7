"""Of which courses a course is a copy, where its group sets are, and which story is shared."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    copied: sa.Column[list[str]] = sa.Column(
        "copied_from", sa.JSON(), nullable=False, server_default="[]"
    )
    op.add_column("context", copied)
    sets: sa.Column[str] = sa.Column(
        "group_sets_url", sa.Text(), nullable=False, server_default=""
    )
    op.add_column("context", sets)
    op.add_column("attempt", sa.Column("shared_try", sa.Integer(), nullable=True))


def downgrade() -> None:
    # Not in a batch: SQLite would copy the table.
    op.execute("ALTER TABLE attempt DROP COLUMN shared_try")
    op.execute("ALTER TABLE context DROP COLUMN group_sets_url")
    op.execute("ALTER TABLE context DROP COLUMN copied_from")
