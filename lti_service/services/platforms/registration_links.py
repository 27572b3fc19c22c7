"""Links by which an LMS registers itself: made, found, used once, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from lti_service.database import Database
from lti_service.errors import CommandError, RegistrationError
from lti_service.models import RegistrationLink
from lti_service.secret import fingerprint, new_token
from lti_service.services import rows
from lti_service.services.platforms.new_platforms import check_family, check_report

HOURS = 24
MOST_HOURS = 7 * 24
HOUR = timedelta(hours=1)
HELD = timedelta(minutes=5)
"""After it nobody registers with a link any more who has begun to: its process was killed. An
attempt ends within half a minute (`dynamic_registration.SECONDS`).
"""
KEPT_AFTER = timedelta(days=3)
NAME_LENGTH = 200


@dataclass(frozen=True)
class Wish:
    """What an administrator wants of the platform that will come. See `RegistrationLink`.

    `hours`: how long the link works.
    """

    name: str
    family: str = ""
    report: str = "score"
    allow_private: bool = False
    hours: int = HOURS


def make(session: Session, wish: Wish, now: datetime) -> str:
    """A new link; returns its token, of which only the fingerprint is stored.

    Raises CommandError.
    """
    _check(wish)
    token = new_token()
    link = RegistrationLink(
        token_hash=fingerprint(token),
        name=wish.name,
        family=wish.family,
        report=wish.report,
        allow_private=wish.allow_private,
        created_at=now,
        expires_at=now + wish.hours * HOUR,
    )
    session.add(link)
    session.flush()
    return token


def find(session: Session, token: str, now: datetime) -> RegistrationLink:
    """The link of a token that can still be used. Raises RegistrationError."""
    query = select(RegistrationLink).filter_by(token_hash=fingerprint(token))
    link = session.scalar(query)
    if link is None:
        raise RegistrationError(
            "registration-link-unknown",
            "This is no registration link of ours. Copy the whole link again, or ask for a "
            "new one.",
        )
    if _is_taken(link, now):
        raise RegistrationError(
            "registration-link-used",
            "This link was used already, and each works once. Ask for a new one.",
        )
    if link.expires_at <= now:
        raise RegistrationError(
            "registration-link-ended",
            f"This link ended on {link.expires_at:%d %B %Y at %H:%M} UTC. Ask for a new one.",
        )
    return link


def claim(database: Database, token: str, now: datetime) -> RegistrationLink:
    """Use a link up. Of several at once exactly one gets it. Raises RegistrationError.

    One whose process was killed before anything came of it is free again after a while.
    """
    with database.writing() as session:
        link = find(session, token, now)
        unused = update(RegistrationLink).where(
            RegistrationLink.id == link.id,
            _is_free(now),
        )
        if rows.change(session, unused.values(used_at=now)) == 0:
            told = "This link is being used by somebody else at this moment."
            raise RegistrationError("registration-link-used", told)
        session.refresh(link)
        return link


def release(database: Database, link: RegistrationLink) -> None:
    """Nothing came of a claim: the link may be used again, unless somebody else has it by now."""
    mine = update(RegistrationLink).where(_is_still(link))
    with database.writing() as session:
        rows.change(session, mine.values(used_at=None))


def finish(session: Session, link: RegistrationLink, registration_id: int) -> None:
    """What came of a claim. Raises RegistrationError where it is somebody else's by now.

    Or nobody's: an administrator has taken the link back.
    """
    mine = update(RegistrationLink).where(_is_still(link))
    if rows.change(session, mine.values(registration_id=registration_id)) == 0:
        told = "This took too long, and the link is no longer yours. Ask for a new one."
        raise RegistrationError("registration-link-used", told)


def unused(session: Session, now: datetime) -> Sequence[RegistrationLink]:
    """Links that can still be used, the newest first."""
    query = (
        select(RegistrationLink)
        .where(_is_free(now), RegistrationLink.expires_at > now)
        .order_by(RegistrationLink.id.desc())
    )
    return session.scalars(query).all()


def take_back(session: Session, number: int, now: datetime) -> str:
    """Delete a link that nobody has used; whom it was for. Raises CommandError."""
    link = None
    if 0 < number <= rows.MOST_ROWS:
        link = session.get(RegistrationLink, number)
    if link is None or _is_taken(link, now):
        told = f"No unused link has the number {number}. See: olw lti platforms links"
        raise CommandError("link-unknown", told)
    name = link.name
    session.delete(link)
    session.flush()
    return name


def forget_old(session: Session, now: datetime) -> None:
    """Delete links that ended, and those that were used as long ago."""
    ended = RegistrationLink.expires_at <= now - KEPT_AFTER
    session.execute(delete(RegistrationLink).where(ended))


def _is_taken(link: RegistrationLink, now: datetime) -> bool:
    """Something came of it, or may yet."""
    if link.used_at is None:
        return False
    return link.registration_id is not None or link.used_at > now - HELD


def _is_still(link: RegistrationLink) -> ColumnElement[bool]:
    """The link as it was claimed: nobody else has claimed it since, and nothing came of it."""
    return and_(
        RegistrationLink.id == link.id,
        RegistrationLink.used_at == link.used_at,
        RegistrationLink.registration_id.is_(None),
    )


def _is_free(now: datetime) -> ColumnElement[bool]:
    """The same as a condition, the other way round."""
    is_left = and_(
        RegistrationLink.registration_id.is_(None),
        RegistrationLink.used_at <= now - HELD,
    )
    return or_(RegistrationLink.used_at.is_(None), is_left)


def _check(wish: Wish) -> None:
    """Raises CommandError naming the value that cannot be used."""
    if not wish.name.strip() or len(wish.name) > NAME_LENGTH:
        told = f"A link has a name of 1 to {NAME_LENGTH} characters: whom is it for?"
        raise CommandError("link-name", told)
    if not 1 <= wish.hours <= MOST_HOURS:
        told = f"A link works for 1 to {MOST_HOURS} hours."
        raise CommandError("link-life", told)
    check_family(wish.family)
    check_report(wish.name, wish.report)
