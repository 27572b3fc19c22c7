"""Since when a score has not arrived. Of those that wait already the last try is known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from lti_service.models.base import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "score_delivery",
        sa.Column("since", UtcDateTime(), nullable=True),
    )
    op.execute("UPDATE score_delivery SET since = changed_at WHERE state != 'done'")


def downgrade() -> None:
    op.drop_column("score_delivery", "since")
