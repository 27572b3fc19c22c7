"""First ways, room figures, flags, and who stays out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from lti_service.models.base import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _first_way()
    _course_figures()
    _trust_figures()
    _talk_flags()
    _listed_decision()
    _staying_out()


def downgrade() -> None:
    op.drop_table("staying_out")
    op.drop_table("listed_decision")
    op.drop_table("talk_flags")
    op.drop_table("trust_figures")
    op.drop_table("course_figures")
    op.drop_table("first_way")


def number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def time(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, UtcDateTime(), nullable=nullable)


def counts() -> sa.Column[dict[str, Any]]:
    return sa.Column("counts", sa.JSON(), nullable=False)


def refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name)


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _first_way() -> None:
    op.create_table(
        "first_way",
        number("id"),
        number("learner_id"),
        number("context_id"),
        words("module"),
        words("record"),
        sa.Column("planned", sa.Boolean(), nullable=False),
        time("finished_at"),
        time("counted_at", nullable=True),
        refers("first_way", "learner_id", "learner"),
        refers("first_way", "context_id", "context"),
        key("first_way", "id"),
        sa.UniqueConstraint(
            "learner_id",
            "module",
            name=op.f("uq_first_way_learner_id_module"),
        ),
    )
    op.create_index(
        "ix_first_way_waiting",
        "first_way",
        ["context_id", "module", "counted_at"],
    )


def _course_figures() -> None:
    op.create_table(
        "course_figures",
        number("context_id"),
        words("module"),
        counts(),
        number("people"),
        number("plans"),
        time("moved_at"),
        refers("course_figures", "context_id", "context"),
        key("course_figures", "context_id", "module"),
    )


def _trust_figures() -> None:
    op.create_table(
        "trust_figures",
        number("registration_id"),
        words("module"),
        counts(),
        time("moved_at"),
        refers("trust_figures", "registration_id", "registration"),
        key("trust_figures", "registration_id", "module"),
    )


def _talk_flags() -> None:
    op.create_table(
        "talk_flags",
        number("learner_id"),
        number("context_id"),
        words("module"),
        words("scenes"),
        refers("talk_flags", "learner_id", "learner"),
        refers("talk_flags", "context_id", "context"),
        key("talk_flags", "learner_id", "context_id", "module"),
    )


def _listed_decision() -> None:
    op.create_table(
        "listed_decision",
        number("context_id"),
        words("module"),
        words("scene"),
        refers("listed_decision", "context_id", "context"),
        key("listed_decision", "context_id", "module", "scene"),
    )


def _staying_out() -> None:
    op.create_table(
        "staying_out",
        number("learner_id"),
        time("since"),
        refers("staying_out", "learner_id", "learner"),
        key("staying_out", "learner_id"),
    )
