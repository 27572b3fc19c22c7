"""Links by which an LMS registers itself: made, found, used once, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from lti_service.database import Database
from lti_service.errors import CommandError, RegistrationError
from lti_service.models import RegistrationLink
from lti_service.secret import fingerprint, new_token
from lti_service.services import rows
from lti_service.services.platforms.new_platforms import check_family, check_report

REGISTERING_LIFE = timedelta(days=3)
NAME_LENGTH = 200


@dataclass(frozen=True)
class Wish:
    """What an administrator wants of the platform that will come. See `RegistrationLink`."""

    name: str
    family: str = ""
    report: str = "score"
    allow_private: bool = False


def make(session: Session, wish: Wish, now: datetime) -> str:
    """A new link; returns its token, of which only the fingerprint is stored.

    Raises CommandError.
    """
    _check(wish)
    token = new_token()
    link = RegistrationLink(
        token_hash=fingerprint(token),
        created_at=now,
        expires_at=now + REGISTERING_LIFE,
        **vars(wish),
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
    if link.used_at is not None:
        raise RegistrationError(
            "registration-link-used",
            "This link was used already, and each works once. Ask for a new one.",
        )
    if link.expires_at <= now:
        raise RegistrationError(
            "registration-link-ended",
            f"This link ended after {REGISTERING_LIFE.days} days. Ask for a new one.",
        )
    return link


def claim(database: Database, token: str, now: datetime) -> RegistrationLink:
    """Use a link up. Of several at once exactly one gets it. Raises RegistrationError."""
    with database.writing() as session:
        link = find(session, token, now)
        unused = update(RegistrationLink).where(
            RegistrationLink.id == link.id,
            RegistrationLink.used_at.is_(None),
        )
        if rows.change(session, unused.values(used_at=now)) == 0:
            told = "This link is being used by somebody else at this moment."
            raise RegistrationError("registration-link-used", told)
        return link


def release(database: Database, link: RegistrationLink) -> None:
    """Nothing came of it: the link may be used again."""
    used = update(RegistrationLink).where(RegistrationLink.id == link.id)
    with database.writing() as session:
        rows.change(session, used.values(used_at=None))


def unused(session: Session, now: datetime) -> Sequence[RegistrationLink]:
    """Links that can still be used, the newest first."""
    query = (
        select(RegistrationLink)
        .where(RegistrationLink.used_at.is_(None), RegistrationLink.expires_at > now)
        .order_by(RegistrationLink.id.desc())
    )
    return session.scalars(query).all()


def take_back(session: Session, number: int) -> str:
    """Delete a link that nobody has used; whom it was for. Raises CommandError."""
    link = None
    if 0 < number <= rows.MOST_ROWS:
        link = session.get(RegistrationLink, number)
    if link is None or link.used_at is not None:
        told = f"No unused link has the number {number}. See: olw lti platforms links"
        raise CommandError("link-unknown", told)
    name = link.name
    session.delete(link)
    session.flush()
    return name


def forget_old(session: Session, now: datetime) -> None:
    """Delete links that ended, and those that were used as long ago."""
    old = delete(RegistrationLink).where(
        RegistrationLink.expires_at <= now - REGISTERING_LIFE
    )
    session.execute(old)


def _check(wish: Wish) -> None:
    """Raises CommandError naming the value that cannot be used."""
    if not wish.name.strip() or len(wish.name) > NAME_LENGTH:
        told = f"A link has a name of 1 to {NAME_LENGTH} characters: whom is it for?"
        raise CommandError("link-name", told)
    check_family(wish.family)
    check_report(wish.name, wish.report)
