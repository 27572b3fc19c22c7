"""Within one course a story is one record per learner, whatever it was opened from.

Where there are several, the furthest becomes the course's. The others stay where they are, for
their learner alone (`olw lti export`): nothing is deleted.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

from lti_service.models.base import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

PLACE = ("learner_id", "resource_link_id", "module")
OUTSIDE = "uq_attempt_outside_courses"
PARKED = "ix_score_delivery_parked"
# A completion without a percentage counts in full (docs/decisions/0007-what-is-stored.md).
FURTHEST = """
UPDATE attempt SET context_id = (
    SELECT resource_link.context_id FROM resource_link
    WHERE resource_link.id = attempt.resource_link_id
)
WHERE attempt.id IN (
    SELECT ranked.id FROM (
        SELECT attempt.id AS id, ROW_NUMBER() OVER (
            PARTITION BY attempt.learner_id, resource_link.context_id, attempt.module
            ORDER BY
                CASE WHEN attempt.completed_at IS NULL THEN 1 ELSE 0 END,
                CASE WHEN attempt.completed_at IS NULL THEN 0
                    ELSE COALESCE(attempt.best, 100) END DESC,
                attempt.progress DESC,
                attempt.id
        ) AS place
        FROM attempt
        JOIN resource_link ON resource_link.id = attempt.resource_link_id
        WHERE resource_link.context_id IS NOT NULL
    ) AS ranked
    WHERE ranked.place = 1
)
"""
# One of several that the later schema has for one placement: those outside courses go first.
TWICE = """
DELETE FROM attempt WHERE id NOT IN (
    SELECT MAX(id) FROM attempt GROUP BY learner_id, resource_link_id, module
)
"""


def upgrade() -> None:
    settled: sa.Column[datetime] = sa.Column(
        "settled_at",
        UtcDateTime(timezone=True),
        nullable=True,
    )
    old = op.f("uq_attempt_learner_id_resource_link_id_module")
    new = op.f("uq_attempt_learner_id_context_id_module")
    with op.batch_alter_table("attempt") as batch:
        batch.add_column(sa.Column("context_id", sa.Integer(), nullable=True))
        batch.add_column(settled)
        batch.create_foreign_key(
            op.f("fk_attempt_context_id_context"),
            "context",
            ["context_id"],
            ["id"],
        )
        batch.drop_constraint(old, type_="unique")
        batch.create_unique_constraint(new, ["learner_id", "context_id", "module"])
    op.create_index(op.f("ix_attempt_context_id"), "attempt", ["context_id"])
    op.execute(FURTHEST)
    where = sa.text("context_id IS NULL")
    op.create_index(
        OUTSIDE,
        "attempt",
        list(PLACE),
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )
    # Asked at each answer: is a column of the course gone?
    parked = sa.text("state = 'parked'")
    op.create_index(
        PARKED,
        "score_delivery",
        ["resource_link_id"],
        sqlite_where=parked,
        postgresql_where=parked,
    )


def downgrade() -> None:
    op.drop_index(PARKED, "score_delivery")
    op.drop_index(OUTSIDE, "attempt")
    op.drop_index(op.f("ix_attempt_context_id"), "attempt")
    op.execute(TWICE)
    old = op.f("uq_attempt_learner_id_resource_link_id_module")
    with op.batch_alter_table("attempt") as batch:
        batch.drop_constraint(
            op.f("uq_attempt_learner_id_context_id_module"),
            type_="unique",
        )
        batch.drop_constraint(op.f("fk_attempt_context_id_context"), type_="foreignkey")
        batch.create_unique_constraint(old, list(PLACE))
        batch.drop_column("settled_at")
        batch.drop_column("context_id")
