"""Platform registrations and their deployments: finding the one a message is for, adding one by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lti_service.errors import CommandError, RefusedError
from lti_service.messages.id_token import ALLOWED_ALGORITHMS
from lti_service.messages.text import ID_LENGTH, origin
from lti_service.models import Deployment, Registration
from lti_service.models.registration import USUAL_ALGORITHM
from olw_core.report import REPORTS
from olw_core.trust import is_link


@dataclass(frozen=True)
class NewPlatform:
    """What an admin types in. Addresses are the platform's; `deployments` maps a deployment id to its report switch."""

    name: str
    issuer: str
    client_id: str
    login_url: str
    token_url: str
    keys_url: str
    deployments: dict[str, str]
    token_audience: str = ""
    frame_ancestors: list[str] = field(default_factory=list)
    allow_anonymous: bool = False
    allow_private: bool = False
    support: list[dict[str, str]] = field(default_factory=list)


def find(session: Session, issuer: str, client_id: str) -> Registration:
    """The registration of an issuer; without `client_id` (it is optional in a login) only if there is just one."""
    query = select(Registration).where(Registration.issuer == issuer)
    if client_id:
        query = query.where(Registration.client_id == client_id)
    found = session.scalars(query.limit(2)).all()
    if not found:
        raise RefusedError(
            "platform-unknown",
            f"iss {issuer[:200]!r} client_id {client_id[:200]!r} is not registered",
        )
    if len(found) > 1:
        raise RefusedError(
            "platform-ambiguous",
            f"iss {issuer[:200]!r} has several client ids, the login names none",
        )
    return found[0]


def find_deployment(registration: Registration, deployment_id: str) -> Deployment:
    """A deployment of this registration. Raises RefusedError for any other."""
    for deployment in registration.deployments:
        if deployment.deployment_id == deployment_id:
            return deployment
    raise RefusedError(
        "deployment-unknown",
        f"deployment {deployment_id!r} is not known for {registration.name!r}",
    )


def add(session: Session, platform: NewPlatform, now: datetime) -> Registration:
    """Store a platform. Raises CommandError naming the value that cannot be used."""
    _check(platform)
    taken = select(Registration.id).filter_by(
        issuer=platform.issuer, client_id=platform.client_id
    )
    if session.scalar(taken) is not None:
        raise CommandError(
            "platform-exists",
            f"{platform.issuer} is already registered with that client id.",
        )
    values = {
        name: value for name, value in vars(platform).items() if name != "deployments"
    }
    registration = Registration(**values, created_at=now)
    registration.deployments = [
        Deployment(deployment_id=deployment, report=report)
        for deployment, report in platform.deployments.items()
    ]
    session.add(registration)
    session.flush()
    return registration


def add_deployment(
    session: Session, issuer: str, client_id: str, deployment_id: str, report: str
) -> Registration:
    """Store one more deployment, or change the report switch of one that is there. Raises CommandError."""
    registration = session.scalar(
        select(Registration).filter_by(issuer=issuer, client_id=client_id)
    )
    if registration is None:
        raise CommandError(
            "platform-unknown",
            f"{issuer} is not registered with that client id. See: platforms list",
        )
    _check_deployments({deployment_id: report})
    known = {one.deployment_id: one for one in registration.deployments}
    if deployment_id in known:
        known[deployment_id].report = report
    else:
        registration.deployments.append(
            Deployment(deployment_id=deployment_id, report=report)
        )
    session.flush()
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
        if algorithm not in ALLOWED_ALGORITHMS:
            known = ", ".join(sorted(ALLOWED_ALGORITHMS))
            told = f"{algorithm!r} is no signing algorithm that we take. Use one of: {known}."
            raise CommandError("platform-algorithm", told)
    for audience in audiences:
        if not audience.strip() or len(audience) > ID_LENGTH:
            told = f"An audience has 1 to {ID_LENGTH} characters. Copy it from the LMS."
            raise CommandError("platform-audience", told)
    registration.algorithms = list(algorithms) or registration.algorithms
    registration.trusted_audiences = list(audiences) or registration.trusted_audiences


def take_usual_tokens(registration: Registration) -> None:
    """Back to what every platform may send: RS256, for us alone."""
    registration.algorithms, registration.trusted_audiences = [USUAL_ALGORITHM], []


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


def _check(platform: NewPlatform) -> None:
    for name in ("login_url", "token_url", "keys_url"):
        url = getattr(platform, name)
        if not origin(url):
            raise CommandError(
                "platform-url",
                f"{name}: {url!r} is not an https address. Copy it from the LMS.",
            )
        if url.startswith("http:") and not platform.allow_private:
            raise CommandError(
                "platform-url",
                f"{name}: {url!r} is not an https address. For an LMS inside your own network add --private.",
            )
    _check_words(platform)
    _check_support(platform)


def _check_words(platform: NewPlatform) -> None:
    for ancestor in platform.frame_ancestors:
        if origin(ancestor) != ancestor:
            raise CommandError(
                "platform-frame",
                f"frame ancestor {ancestor!r}: give scheme and host only.",
            )
    _check_deployments(platform.deployments)


def _check_deployments(deployments: dict[str, str]) -> None:
    for deployment, report in deployments.items():
        if not deployment or report not in REPORTS:
            raise CommandError(
                "platform-report",
                f"report of {deployment!r} must be one of {', '.join(REPORTS)}.",
            )


def _check_support(platform: NewPlatform) -> None:
    for link in platform.support:
        if not link.get("label") or not is_link(link.get("url", ""), intranet=True):
            told = f"support link {link}: give words=address, the address beginning https://, mailto: or tel:."
            raise CommandError("platform-support", told)
