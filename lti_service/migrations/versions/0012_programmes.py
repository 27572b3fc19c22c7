"""Programmes: courses of one platform with a page together, and steps that they share."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from lti_service.models.base import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _programme()
    _programme_course()
    _programme_figures()
    none = sa.false()
    pooled: sa.Column[bool] = sa.Column(
        "is_pooled", sa.Boolean(), nullable=False, server_default=none
    )
    op.add_column("first_way", pooled)


def downgrade() -> None:
    # Not in a batch: SQLite would copy the table.
    op.execute("ALTER TABLE first_way DROP COLUMN is_pooled")
    op.drop_table("programme_figures")
    op.drop_table("programme_course")
    op.drop_table("programme")


def number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name)


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _programme() -> None:
    op.create_table(
        "programme",
        number("id"),
        number("registration_id"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        refers("programme", "registration_id", "registration"),
        key("programme", "id"),
        sa.UniqueConstraint(
            "registration_id",
            "name",
            name=op.f("uq_programme_registration_id_name"),
        ),
    )


def _programme_course() -> None:
    op.create_table(
        "programme_course",
        number("context_id"),
        number("programme_id"),
        refers("programme_course", "context_id", "context"),
        refers("programme_course", "programme_id", "programme"),
        key("programme_course", "context_id"),
    )
    op.create_index(
        op.f("ix_programme_course_programme_id"),
        "programme_course",
        ["programme_id"],
    )


def _programme_figures() -> None:
    op.create_table(
        "programme_figures",
        number("programme_id"),
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        number("people"),
        number("plans"),
        sa.Column("moved_at", UtcDateTime(), nullable=False),
        refers("programme_figures", "programme_id", "programme"),
        key("programme_figures", "programme_id", "module"),
    )
