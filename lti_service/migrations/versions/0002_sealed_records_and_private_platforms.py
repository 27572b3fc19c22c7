"""Sealed records, private addresses by platform, and a log that outlives people.

Line items that may have been made are marked.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import context, op

from lti_service.models.base import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Where only completion is reported, the database holds no percentage
# (docs/decisions/0007-what-is-stored.md).
NO_PERCENTAGE = """
UPDATE attempt SET best = NULL WHERE resource_link_id IN (
    SELECT resource_link.id FROM resource_link
    JOIN deployment ON deployment.id = resource_link.deployment_id
    WHERE resource_link.report = 'completion'
       OR (resource_link.report = '' AND deployment.report = 'completion')
)
"""


def upgrade() -> None:
    op.create_table(
        "secret_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("sealed_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_secret_check")),
    )
    private: sa.Column[bool] = sa.Column(
        "allow_private",
        sa.Boolean(),
        nullable=False,
        server_default=sa.false(),
    )
    op.add_column("registration", private)
    if context.config.attributes.get("allow_private", False):
        # What one switch allowed to all platforms, each of them keeps.
        op.execute(
            sa.text("UPDATE registration SET allow_private = :yes").bindparams(yes=True)
        )
    asked: sa.Column[datetime] = sa.Column(
        "line_item_asked_at",
        UtcDateTime(timezone=True),
        nullable=True,
    )
    op.add_column("resource_link", asked)
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.alter_column("actor_id", existing_type=sa.Integer(), nullable=True)
    op.execute(NO_PERCENTAGE)


def downgrade() -> None:
    op.execute("DELETE FROM audit_event WHERE actor_id IS NULL")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.alter_column("actor_id", existing_type=sa.Integer(), nullable=False)
    # Not in batches: SQLite would copy the tables, which others refer to.
    op.execute("ALTER TABLE resource_link DROP COLUMN line_item_asked_at")
    op.execute("ALTER TABLE registration DROP COLUMN allow_private")
    op.drop_table("secret_check")
