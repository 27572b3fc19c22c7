"""Platform registrations and their deployments.

Finding the one a message is for, and changing them by hand. What an admin types in is checked by
`new_platforms.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from lti_service.errors import CommandError, RefusedError, UnknownDeploymentError
from lti_service.models import Deployment, Registration
from lti_service.models.registration import usual_algorithms
from lti_service.services import rows
from lti_service.services.known_platforms import AnyRegistration, only
from lti_service.services.platforms import deployments
from lti_service.services.platforms.new_platforms import (
    NewPlatform,
    check,
    check_algorithm,
    check_audience,
)
from lti_service.services.platforms.platform_families import named_by


def get(session: Session, known: AnyRegistration) -> Registration:
    """The whole row of a platform. Raises RefusedError where somebody has just removed it."""
    found = session.get(Registration, known.id)
    if found is None:
        raise RefusedError("platform-unknown", f"{known.name!r} has just been removed")
    return found


def find_one(session: Session, issuer: str, clients: Sequence[str]) -> Registration:
    """The one registration that a token can be for. Raises RefusedError (platform-...)."""
    is_named = Registration.client_id.in_(clients)
    query = select(Registration).where(Registration.issuer == issuer, is_named).limit(2)
    return only(
        session.scalars(query).all(),
        none=f"iss {issuer[:200]!r} is not registered with this aud",
        several=f"iss {issuer[:200]!r}: aud names several client ids of ours",
    )


def find_deployment(registration: Registration, deployment_id: str) -> Deployment:
    """A deployment of this registration. Raises UnknownDeploymentError for any other."""
    for deployment in registration.deployments:
        if deployment.deployment_id == deployment_id:
            return deployment
    raise unknown_deployment(registration, deployment_id)


def unknown_deployment(
    registration: AnyRegistration,
    deployment_id: str,
) -> UnknownDeploymentError:
    """What to raise for a deployment that this registration does not have."""
    told = f"deployment {deployment_id!r} is not known for {registration.name!r}"
    return UnknownDeploymentError(registration.id, deployment_id, told)


def add(session: Session, platform: NewPlatform, now: datetime) -> Registration:
    """Store a platform. Raises CommandError naming the value that cannot be used."""
    check(platform)
    check_free(session, platform)
    values = dict(vars(platform))
    reports = values.pop("deployments")
    # Without a list of its own, an empty one would be read again where no session is open.
    registration = Registration(**values, created_at=now, deployments=[])
    for deployment_id, report in reports.items():
        one = Deployment(deployment_id=deployment_id, report=report)
        registration.deployments.append(one)
    session.add(registration)
    session.flush()
    return registration


def check_free(
    session: Session,
    platform: NewPlatform,
    own: Registration | None = None,
) -> None:
    """No other has its issuer and client id. `own`: its row, once it is stored.

    Raises CommandError (platform-exists).
    """
    others = select(Registration.id).filter_by(
        issuer=platform.issuer,
        client_id=platform.client_id,
    )
    if own is not None:
        others = others.where(Registration.id != own.id)
    if session.scalar(others) is not None:
        told = f"{platform.issuer} is already registered with that client id."
        raise CommandError("platform-exists", told)


def learn_family(session: Session, known: AnyRegistration, product: str) -> str:
    """Which kind of LMS it is. Kept as its launch says (`Launch.product`), where nobody has said.

    So it is known where no launch is at hand too. An administrator's word stays.
    """
    named = "" if known.family else named_by(product)
    if not named:
        return known.family
    unsaid = update(Registration).where(
        Registration.id == known.id,
        Registration.family == "",
    )
    rows.change(session, unsaid.values(family=named))
    kept = session.scalar(select(Registration.family).filter_by(id=known.id))
    return kept or named


def add_deployment(
    session: Session,
    issuer: str,
    client_id: str,
    deployment_id: str,
    report: str,
) -> Registration:
    """Store one more deployment, or change the report switch of one that is there.

    Raises CommandError.
    """
    query = select(Registration).filter_by(issuer=issuer, client_id=client_id)
    registration = session.scalar(query)
    if registration is None:
        told = f"{issuer} is not registered with that client id. See: platforms list"
        raise CommandError("platform-unknown", told)
    deployments.keep(session, registration, deployment_id, report)
    return registration


def take_tokens(
    registration: Registration,
    algorithms: Sequence[str],
    audiences: Sequence[str],
) -> None:
    """Say how a platform's launches may be signed, and whom they may name besides us.

    Each list replaces the one so far; an empty one changes nothing. Raises CommandError.
    """
    for algorithm in algorithms:
        check_algorithm(algorithm)
    for audience in audiences:
        check_audience(audience)
    if algorithms:
        registration.algorithms = list(algorithms)
    if audiences:
        registration.trusted_audiences = list(audiences)


def take_usual_tokens(registration: Registration) -> None:
    """Back to what every platform may send: RS256, for us alone."""
    registration.algorithms = usual_algorithms()
    registration.trusted_audiences = []


def named(session: Session, text: str, client_id: str = "") -> Registration:
    """The platform of this name or issuer; the client id decides between several.

    Raises CommandError.
    """
    called = or_(Registration.name == text, Registration.issuer == text)
    query = select(Registration).where(called).order_by(Registration.id)
    if client_id:
        query = query.where(Registration.client_id == client_id)
    found = session.scalars(query.limit(2)).all()
    if not found:
        told = (
            f"No platform has the name or issuer {text!r}. See: olw lti platforms list"
        )
        raise CommandError("platform-unknown", told)
    if len(found) > 1:
        told = f"Several platforms are called {text!r}. Add --client-id: see platforms list"
        raise CommandError("platform-ambiguous", told)
    return found[0]


def every(session: Session) -> list[Registration]:
    """All registrations, oldest first."""
    return list(session.scalars(select(Registration).order_by(Registration.id)))
