"""The first tables."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from lti_service.models.base import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _registration()
    _tool_key()
    _deployment()
    _learner()
    _login()
    _platform_keys()
    _context()
    _audit_event()
    _membership()
    _resource_link()
    _attempt()
    _launch_session()
    _score_delivery()


def downgrade() -> None:
    op.drop_table("score_delivery")
    op.drop_table("launch_session")
    op.drop_table("attempt")
    op.drop_table("resource_link")
    op.drop_table("membership")
    op.drop_table("audit_event")
    op.drop_table("context")
    op.drop_table("platform_keys")
    op.drop_table("login")
    op.drop_table("learner")
    op.drop_table("deployment")
    op.drop_table("tool_key")
    op.drop_table("registration")


def number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def data(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=nullable)


def time(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, UtcDateTime(timezone=True), nullable=nullable)


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    name = "_".join(("uq", table, *columns))
    return sa.UniqueConstraint(*columns, name=op.f(name))


def refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


def _registration() -> None:
    op.create_table(
        "registration",
        number("id"),
        words("name"),
        words("issuer"),
        words("client_id"),
        words("login_url"),
        words("token_url"),
        words("keys_url"),
        words("token_audience"),
        data("algorithms"),
        data("trusted_audiences"),
        data("frame_ancestors"),
        flag("allow_anonymous"),
        data("support"),
        time("created_at"),
        key("registration", "id"),
        unique("registration", "issuer", "client_id"),
    )


def _tool_key() -> None:
    op.create_table(
        "tool_key",
        words("kid"),
        words("sealed"),
        time("signs_from"),
        time("retires_at", nullable=True),
        time("created_at"),
        key("tool_key", "kid"),
    )


def _deployment() -> None:
    op.create_table(
        "deployment",
        number("id"),
        number("registration_id"),
        words("deployment_id"),
        words("report"),
        refers("deployment", "registration_id", "registration"),
        key("deployment", "id"),
        unique("deployment", "registration_id", "deployment_id"),
    )


def _learner() -> None:
    op.create_table(
        "learner",
        number("id"),
        number("registration_id"),
        words("sub"),
        flag("anonymous"),
        time("last_seen_at"),
        refers("learner", "registration_id", "registration"),
        key("learner", "id"),
        unique("learner", "registration_id", "sub"),
    )


def _login() -> None:
    op.create_table(
        "login",
        words("state_hash"),
        words("nonce_hash"),
        words("browser_hash"),
        number("registration_id"),
        words("target_link_uri"),
        words("login_hint"),
        words("message_hint"),
        words("deployment_hint"),
        words("storage_target"),
        time("created_at"),
        time("expires_at"),
        time("used_at", nullable=True),
        time("proved_at", nullable=True),
        data("launch", nullable=True),
        refers("login", "registration_id", "registration"),
        key("login", "state_hash"),
    )
    op.create_index("ix_login_expires_at", "login", ["expires_at"])


def _platform_keys() -> None:
    op.create_table(
        "platform_keys",
        number("registration_id"),
        data("document"),
        time("asked_at"),
        time("expires_at"),
        refers("platform_keys", "registration_id", "registration"),
        key("platform_keys", "registration_id"),
    )


def _context() -> None:
    op.create_table(
        "context",
        number("id"),
        words("key"),
        number("deployment_id"),
        words("context_id"),
        words("title"),
        words("memberships_url"),
        refers("context", "deployment_id", "deployment"),
        key("context", "id"),
        unique("context", "deployment_id", "context_id"),
        unique("context", "key"),
    )


def _audit_event() -> None:
    op.create_table(
        "audit_event",
        number("id"),
        time("at"),
        number("actor_id"),
        words("action"),
        number("context_id"),
        number("people"),
        refers("audit_event", "actor_id", "learner"),
        refers("audit_event", "context_id", "context"),
        key("audit_event", "id"),
    )
    op.create_index("ix_audit_event_context_id", "audit_event", ["context_id"])


def _membership() -> None:
    op.create_table(
        "membership",
        number("context_id"),
        number("learner_id"),
        words("standing"),
        time("seen_at"),
        refers("membership", "context_id", "context"),
        refers("membership", "learner_id", "learner"),
        key("membership", "context_id", "learner_id"),
    )


def _resource_link() -> None:
    op.create_table(
        "resource_link",
        number("id"),
        words("key"),
        number("deployment_id"),
        number("context_id", nullable=True),
        words("resource_link_id"),
        words("module"),
        words("report"),
        words("line_item_url"),
        words("line_items_url"),
        data("grade_scopes"),
        time("line_item_leased_until", nullable=True),
        refers("resource_link", "context_id", "context"),
        refers("resource_link", "deployment_id", "deployment"),
        key("resource_link", "id"),
        unique("resource_link", "deployment_id", "resource_link_id"),
        unique("resource_link", "key"),
    )
    op.create_index("ix_resource_link_context_id", "resource_link", ["context_id"])


def _attempt() -> None:
    op.create_table(
        "attempt",
        number("id"),
        words("key"),
        number("learner_id"),
        number("resource_link_id"),
        words("module"),
        words("record"),
        words("card_log"),
        number("progress"),
        number("best", nullable=True),
        time("started_at", nullable=True),
        time("completed_at", nullable=True),
        time("changed_at"),
        refers("attempt", "learner_id", "learner"),
        refers("attempt", "resource_link_id", "resource_link"),
        key("attempt", "id"),
        unique("attempt", "key"),
        unique("attempt", "learner_id", "resource_link_id", "module"),
    )
    op.create_index("ix_attempt_resource_link_id", "attempt", ["resource_link_id"])


def _launch_session() -> None:
    op.create_table(
        "launch_session",
        number("id"),
        words("token_hash"),
        number("learner_id"),
        number("resource_link_id"),
        words("standing"),
        time("expires_at"),
        refers("launch_session", "learner_id", "learner"),
        refers("launch_session", "resource_link_id", "resource_link"),
        key("launch_session", "id"),
        unique("launch_session", "token_hash"),
    )
    op.create_index("ix_launch_session_expires_at", "launch_session", ["expires_at"])


def _score_delivery() -> None:
    op.create_table(
        "score_delivery",
        number("id"),
        number("learner_id"),
        number("resource_link_id"),
        number("score"),
        number("sent", nullable=True),
        words("state"),
        words("problem"),
        number("tries"),
        time("due_at"),
        time("stamped_at", nullable=True),
        words("lease"),
        time("leased_until", nullable=True),
        time("changed_at"),
        refers("score_delivery", "learner_id", "learner"),
        refers("score_delivery", "resource_link_id", "resource_link"),
        key("score_delivery", "id"),
        unique("score_delivery", "learner_id", "resource_link_id"),
    )
    op.create_index(
        "ix_score_delivery_due",
        "score_delivery",
        ["due_at"],
        postgresql_where=sa.text("state = 'waiting'"),
    )
