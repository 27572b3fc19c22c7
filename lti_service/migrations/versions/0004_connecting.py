"""Connecting: deployments that wait, registration links, administrators' pages and their log."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

from lti_service.models.base import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NEW_WORDS = (("family", ""), ("usual_report", "score"))
"""Columns of a registration, with what the platforms known so far have in them."""


def upgrade() -> None:
    for name, usual in NEW_WORDS:
        column = sa.Column(name, sa.Text(), nullable=False, server_default=usual)
        op.add_column("registration", column)
    _pending_deployment()
    _registration_link()
    _admin_link()
    _admin_session()
    _admin_event()


def downgrade() -> None:
    op.drop_table("admin_event")
    op.drop_table("admin_session")
    op.drop_table("admin_link")
    op.drop_table("registration_link")
    op.drop_table("pending_deployment")
    # Not in batches: SQLite would copy the table, which others refer to.
    for name, _ in NEW_WORDS:
        op.execute(f"ALTER TABLE registration DROP COLUMN {name}")


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _time(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, UtcDateTime(timezone=True), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _of_registration(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_registration_id_registration")
    return sa.ForeignKeyConstraint(["registration_id"], ["registration.id"], name=name)


def _pending_deployment() -> None:
    op.create_table(
        "pending_deployment",
        _number("id"),
        _number("registration_id"),
        _words("deployment_id"),
        _time("first_at"),
        _time("last_at"),
        _number("tries"),
        _time("refused_at", nullable=True),
        _of_registration("pending_deployment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_deployment")),
        sa.UniqueConstraint(
            "registration_id",
            "deployment_id",
            name=op.f("uq_pending_deployment_registration_id_deployment_id"),
        ),
    )


def _registration_link() -> None:
    op.create_table(
        "registration_link",
        _number("id"),
        _words("token_hash"),
        _words("name"),
        _words("family"),
        _words("report"),
        sa.Column("allow_private", sa.Boolean(), nullable=False),
        _time("created_at"),
        _time("expires_at"),
        _time("used_at", nullable=True),
        _number("registration_id", nullable=True),
        _of_registration("registration_link"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_registration_link_token_hash")),
    )


def _admin_link() -> None:
    op.create_table(
        "admin_link",
        _words("token_hash"),
        _words("name"),
        _time("expires_at"),
        _time("used_at", nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_admin_link")),
    )
    op.create_index(op.f("ix_admin_link_expires_at"), "admin_link", ["expires_at"])


def _admin_session() -> None:
    op.create_table(
        "admin_session",
        _words("token_hash"),
        _words("name"),
        _time("expires_at"),
        _time("ends_at"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_admin_session")),
    )
    op.create_index(
        op.f("ix_admin_session_expires_at"), "admin_session", ["expires_at"]
    )


def _admin_event() -> None:
    op.create_table(
        "admin_event",
        _number("id"),
        _time("at"),
        _words("by"),
        _words("action"),
        _words("about"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admin_event")),
    )
    op.create_index(op.f("ix_admin_event_at"), "admin_event", ["at"])
