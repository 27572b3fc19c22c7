"""What would stop people: counts of those who asked for it, and who has been counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from lti_service.models.base import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stop_figures",
        number("registration_id"),
        text("module"),
        text("waiting"),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("moved_at", UtcDateTime(), nullable=True),
        refers("stop_figures", "registration_id", "registration"),
        key("stop_figures", "registration_id", "module"),
    )
    op.create_table(
        "stops_counted",
        number("learner_id"),
        text("modules"),
        refers("stops_counted", "learner_id", "learner"),
        key("stops_counted", "learner_id"),
    )


def downgrade() -> None:
    op.drop_table("stops_counted")
    op.drop_table("stop_figures")


def number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name)


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))
