"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from lti_service.models.base import UtcDateTime

revision = "${up_revision}"
down_revision = ${'None' if down_revision is None else '"%s"' % down_revision}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
