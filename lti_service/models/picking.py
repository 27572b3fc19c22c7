"""An author's visit to the picker: what the platform asked for, until a choice goes back to it.

Nothing of the person is kept: the platform alone knows who places what.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lti_service.models.base import Base
from lti_service.models.registration import Deployment


class Picking(Base):
    """Found by the fingerprint of its token, as a launch session is.

    `asked`: a messages.deep_linking.DeepLinking as JSON.
    """

    __tablename__ = "picking"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    deployment_id: Mapped[int] = mapped_column(ForeignKey("deployment.id"))
    asked: Mapped[dict[str, Any]]
    expires_at: Mapped[datetime] = mapped_column(index=True)

    deployment: Mapped[Deployment] = relationship()
