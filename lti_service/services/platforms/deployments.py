"""Deployments: those that were approved, and those that came and wait for an administrator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from lti_service.database import Database
from lti_service.errors import CommandError, UnknownDeploymentError
from lti_service.models import Deployment, PendingDeployment, Registration
from lti_service.services import rows
from lti_service.services.platforms.new_platforms import check_deployment

MOST_PENDING = 100
"""Of one platform. For one more, that whose last launch is longest ago leaves the list."""


def note_unknown(
    database: Database, error: UnknownDeploymentError, now: datetime
) -> str:
    """Put an unknown deployment on the list of those that wait; the refusal's code.

    Opens a unit of its own: the launch's has been rolled back.
    """
    with database.writing() as session:
        place = {
            "registration_id": error.registration_id,
            "deployment_id": error.deployment_id,
        }
        query = select(PendingDeployment).filter_by(**place)
        if session.scalar(query) is None:
            _make_room(session, error.registration_id)
        first = {"first_at": now, "last_at": now, "tries": 0}
        row = rows.get_or_create(session, PendingDeployment, place, first)
        row.last_at = now
        row.tries += 1
        return "deployment-refused" if row.refused_at else error.code


def pending(session: Session) -> Sequence[PendingDeployment]:
    """All that came and were not approved, those that were refused among them, newest first."""
    query = (
        select(PendingDeployment)
        .options(joinedload(PendingDeployment.registration))
        .order_by(PendingDeployment.last_at.desc(), PendingDeployment.id)
    )
    return session.scalars(query).all()


def keep(
    session: Session,
    registration: Registration,
    deployment_id: str,
    report: str,
) -> None:
    """Approve a deployment, or change what one is told. Raises CommandError."""
    check_deployment(deployment_id, report)
    known = {one.deployment_id: one for one in registration.deployments}
    if deployment_id in known:
        known[deployment_id].report = report
    else:
        added = Deployment(deployment_id=deployment_id, report=report)
        registration.deployments.append(added)
    session.flush()
    waiting = delete(PendingDeployment).where(
        PendingDeployment.registration_id == registration.id,
        PendingDeployment.deployment_id == deployment_id,
    )
    rows.change(session, waiting)


def approve(
    session: Session,
    registration: Registration,
    deployment_id: str,
    report: str = "",
) -> str:
    """Approve a deployment that waits; what it is told from now on.

    Without `report` what the platform's deployments usually are. Raises CommandError.
    """
    _find(session, registration, deployment_id)
    told = report or registration.usual_report
    keep(session, registration, deployment_id, told)
    return told


def refuse(
    session: Session,
    registration: Registration,
    deployment_id: str,
    now: datetime,
) -> None:
    """Say no to a deployment that waits. It can still be approved. Raises CommandError."""
    _find(session, registration, deployment_id).refused_at = now


def _find(
    session: Session,
    registration: Registration,
    deployment_id: str,
) -> PendingDeployment:
    """Raises CommandError (deployment-not-pending)."""
    query = select(PendingDeployment).filter_by(
        registration_id=registration.id,
        deployment_id=deployment_id,
    )
    found = session.scalar(query)
    if found is None:
        raise CommandError(
            "deployment-not-pending",
            f"No launch from {registration.name} has named the deployment {deployment_id!r}. "
            "Copy it from `olw lti platforms pending`, or add it with "
            "`olw lti platforms add-deployment`.",
        )
    return found


def _make_room(session: Session, registration_id: int) -> None:
    """Whose launch is refused now reads that it waits: so it has to be on the list."""
    query = (
        select(PendingDeployment)
        .filter_by(registration_id=registration_id)
        .order_by(PendingDeployment.last_at.desc(), PendingDeployment.id.desc())
        .offset(MOST_PENDING - 1)
    )
    for oldest in session.scalars(query).all():
        session.delete(oldest)
