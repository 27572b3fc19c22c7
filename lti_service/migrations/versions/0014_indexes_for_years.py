"""Indexes for what is asked every few seconds, or while somebody waits, of years of rows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PLAIN = (
    ("audit_event", "at"),
    ("audit_event", "actor_id"),
    ("launch_session", "learner_id"),
    ("membership", "learner_id"),
    ("score_delivery", "resource_link_id"),
)
OPEN = (
    ("score_delivery", "not_done", ["resource_link_id", "state"], "state != 'done'"),
    ("first_way", "uncounted", ["context_id", "module"], "counted_at IS NULL"),
)
DUE = "ix_score_delivery_due"


def upgrade() -> None:
    for table, column in PLAIN:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    for table, name, columns, where in OPEN:
        _index(f"ix_{table}_{name}", table, columns, where)
    if op.get_bind().dialect.name == "sqlite":
        op.drop_index(DUE, "score_delivery")
        _index(DUE, "score_delivery", ["due_at"], "state = 'waiting'")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.drop_index(DUE, "score_delivery")
        op.create_index(DUE, "score_delivery", ["due_at"])
    for table, name, _, _ in reversed(OPEN):
        op.drop_index(f"ix_{table}_{name}", table)
    for table, column in reversed(PLAIN):
        op.drop_index(op.f(f"ix_{table}_{column}"), table)


def _index(name: str, table: str, columns: list[str], where: str) -> None:
    rows = sa.text(where)
    op.create_index(
        name,
        table,
        columns,
        sqlite_where=rows,
        postgresql_where=rows,
    )
