"""What a person is at a placement is called a role, as LTI calls it; it was called standing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = ("membership", "launch_session")
LOGIN = sa.table(
    "login",
    sa.column("state_hash", sa.Text()),
    sa.column("launch", sa.JSON(none_as_null=True)),
)


def upgrade() -> None:
    _rename("standing", "role")


def downgrade() -> None:
    _rename("role", "standing")


def _rename(old: str, new: str) -> None:
    """Everywhere: in both tables and in what waits."""
    # Not in batches: SQLite would copy the tables, which others refer to.
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")
    _rename_in_held_launches(old, new)


def _rename_in_held_launches(old: str, new: str) -> None:
    """A launch that waits for its browser's proof lies in its login as JSON."""
    connection = op.get_bind()
    held = sa.select(LOGIN).where(LOGIN.c.launch.is_not(None))
    for row in connection.execute(held).all():
        if not isinstance(row.launch, dict) or old not in row.launch:
            continue
        launch = dict(row.launch)
        launch[new] = launch.pop(old)
        is_it = LOGIN.c.state_hash == row.state_hash
        connection.execute(sa.update(LOGIN).where(is_it).values(launch=launch))
