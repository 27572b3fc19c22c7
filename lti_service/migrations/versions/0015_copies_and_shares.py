"""Of which courses a course is a copy, where its group sets are, which way is shared; notices."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

from lti_service.models.base import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def _url() -> sa.Column[str]:
    return sa.Column("notices_url", sa.Text(), nullable=False, server_default="")


def _tried() -> sa.Column[datetime]:
    return sa.Column("notices_tried_at", UtcDateTime(), nullable=True)


def _named() -> sa.Column[datetime]:
    return sa.Column("notices_named_at", UtcDateTime(), nullable=True)


NOTICES = (_url, _tried, _named)


def upgrade() -> None:
    copied: sa.Column[list[str]] = sa.Column(
        "copied_from", sa.JSON(), nullable=False, server_default="[]"
    )
    op.add_column("context", copied)
    sets: sa.Column[str] = sa.Column(
        "group_sets_url", sa.Text(), nullable=False, server_default=""
    )
    op.add_column("context", sets)
    for column in NOTICES:
        op.add_column("deployment", column())
    _notice_seen()
    way: sa.Column[str] = sa.Column(
        "shared_way", sa.Text(), nullable=False, server_default=""
    )
    op.add_column("attempt", way)


def downgrade() -> None:
    # Not in a batch: SQLite would copy the table.
    op.execute("ALTER TABLE attempt DROP COLUMN shared_way")
    op.drop_table("notice_seen")
    for column in reversed(NOTICES):
        op.execute(f"ALTER TABLE deployment DROP COLUMN {column().name}")
    op.execute("ALTER TABLE context DROP COLUMN group_sets_url")
    op.execute("ALTER TABLE context DROP COLUMN copied_from")


def _notice_seen() -> None:
    op.create_table(
        "notice_seen",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("nonce_hash", sa.Text(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_notice_seen_registration_id_registration"),
        ),
        sa.PrimaryKeyConstraint(
            "registration_id",
            "nonce_hash",
            name=op.f("pk_notice_seen"),
        ),
    )
    op.create_index(op.f("ix_notice_seen_until"), "notice_seen", ["until"])
