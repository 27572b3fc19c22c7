"""The address for notices that was named to a platform last, and when a notice named a course."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

from lti_service.models.base import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "deployment",
        sa.Column("notices_handler", sa.Text(), nullable=False, server_default=""),
    )
    noticed: sa.Column[datetime] = sa.Column("noticed_at", UtcDateTime(), nullable=True)
    op.add_column("context", noticed)
    op.create_index(op.f("ix_context_noticed_at"), "context", ["noticed_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_context_noticed_at"), "context")
    # Not in a batch: SQLite would copy the table.
    op.execute("ALTER TABLE context DROP COLUMN noticed_at")
    op.execute("ALTER TABLE deployment DROP COLUMN notices_handler")
