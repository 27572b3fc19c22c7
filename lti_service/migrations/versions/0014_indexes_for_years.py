"""Indexes for what is asked every few seconds, or while somebody waits, of years of rows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

Named = tuple[str, list[str]]
"""An index and its columns."""

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
WAITING = ("ix_first_way_waiting", ["context_id", "module", "counted_at"])
COUNTED = ("ix_first_way_counted", ["context_id", "counted_at", "module"])
"""In this order SQLite does not read it whole for those not yet counted: they have their own."""


def upgrade() -> None:
    for table, column in PLAIN:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    for table, name, columns, where in OPEN:
        _index(f"ix_{table}_{name}", table, columns, where)
    if op.get_bind().dialect.name == "sqlite":
        op.drop_index(DUE, "score_delivery")
        _index(DUE, "score_delivery", ["due_at"], "state = 'waiting'")
    _change("first_way", WAITING, COUNTED)


def downgrade() -> None:
    _change("first_way", COUNTED, WAITING)
    if op.get_bind().dialect.name == "sqlite":
        op.drop_index(DUE, "score_delivery")
        op.create_index(DUE, "score_delivery", ["due_at"])
    for table, name, _, _ in reversed(OPEN):
        op.drop_index(f"ix_{table}_{name}", table)
    for table, column in reversed(PLAIN):
        op.drop_index(op.f(f"ix_{table}_{column}"), table)


def _change(table: str, old: Named, new: Named) -> None:
    op.drop_index(old[0], table)
    op.create_index(new[0], table, new[1])


def _index(name: str, table: str, columns: list[str], where: str) -> None:
    rows = sa.text(where)
    op.create_index(
        name,
        table,
        columns,
        sqlite_where=rows,
        postgresql_where=rows,
    )
