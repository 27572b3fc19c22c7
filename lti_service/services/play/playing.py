"""Who plays what: a session and the attempt that it may open, read together in one statement."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from lti_service.errors import RefusedError
from lti_service.models import Attempt, LaunchSession, ResourceLink
from lti_service.secret import fingerprint
from lti_service.services.glances import AnyAttempt, AnyPlace, Glance

_BOTH = (
    select(LaunchSession, Attempt)
    .join(Attempt, Attempt.key == bindparam("key"))
    .where(LaunchSession.token_hash == bindparam("token_hash"))
    .options(
        joinedload(LaunchSession.learner, innerjoin=True),
        joinedload(LaunchSession.resource_link, innerjoin=True).joinedload(
            ResourceLink.deployment,
            innerjoin=True,
        ),
    )
)
_BOTH_TO_CHANGE = _BOTH.with_for_update(of=Attempt)


class OwnerAndAttempt(NamedTuple):
    """`owner` is somebody's session, which may be over; the attempt may be another's."""

    owner: LaunchSession
    attempt: Attempt


def read(
    session: Session, token: str, key: str, *, to_change: bool
) -> OwnerAndAttempt | None:
    """The session of a token and the attempt of a key, locked if it is to change.

    None where one of them is not there.
    """
    query = _BOTH_TO_CHANGE if to_change else _BOTH
    asked = {"token_hash": fingerprint(token), "key": key}
    found = session.execute(query, asked).one_or_none()
    return OwnerAndAttempt(*found) if found is not None else None


def check(played: OwnerAndAttempt | Glance) -> None:
    """The attempt is this learner's, and the placement opens it.

    Raises RefusedError (not-yours).
    """
    owner, attempt = played
    same_learner = attempt.learner_id == owner.learner_id
    if not (same_learner and _opens(owner.resource_link, attempt)):
        detail = "the attempt belongs to another learner or placement"
        raise RefusedError("not-yours", detail)


def _opens(link: AnyPlace, attempt: AnyAttempt) -> bool:
    """Whether a placement is in the attempt's course, or is its own outside courses."""
    if attempt.context_id is None:
        return attempt.resource_link_id == link.id
    return attempt.context_id == link.context_id
