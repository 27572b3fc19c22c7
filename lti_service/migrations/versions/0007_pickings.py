"""Authors' visits to the picker of Deep Linking."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from lti_service.models.base import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "picking",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("deployment_id", sa.Integer(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("expires_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["deployment_id"],
            ["deployment.id"],
            name=op.f("fk_picking_deployment_id_deployment"),
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_picking")),
    )
    index = op.f("ix_picking_expires_at")
    op.create_index(index, "picking", ["expires_at"])


def downgrade() -> None:
    op.drop_table("picking")
