"""Sessions end, however much they are used. Those that are open are not prolonged any more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from lti_service.models.base import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("launch_session") as batch:
        batch.add_column(sa.Column("ends_at", UtcDateTime(), nullable=True))
    op.execute("UPDATE launch_session SET ends_at = expires_at")
    with op.batch_alter_table("launch_session") as batch:
        batch.alter_column("ends_at", existing_type=UtcDateTime(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("launch_session") as batch:
        batch.drop_column("ends_at")
