"""Administrators at the pages under /admin: signing in by a link that works once, and sessions.

There is no password. Who can run commands on the server makes the link, and is an administrator
already.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from lti_service.errors import CommandError, RefusedError
from lti_service.models import AdminLink, AdminSession
from lti_service.secret import fingerprint, new_token
from lti_service.services import rows

LINK_LIFE = timedelta(minutes=15)
IDLE = timedelta(minutes=20)
"""Without use. The pages can show people's data."""
LONGEST_SESSION = timedelta(hours=8)
"""However much it is used: a working day."""
PROLONG_EVERY = timedelta(minutes=1)
NAME_LENGTH = 100


def make_link(session: Session, name: str, now: datetime) -> str:
    """A link for one sign-in; returns its token. Raises CommandError (link-name)."""
    is_named = bool(name.strip())
    if not is_named or len(name) > NAME_LENGTH:
        told = f"Say in 1 to {NAME_LENGTH} characters who will sign in, for the log."
        raise CommandError("link-name", told)
    token = new_token()
    expires_at = now + LINK_LIFE
    token_hash = fingerprint(token)
    link = AdminLink(token_hash=token_hash, name=name, expires_at=expires_at)
    session.add(link)
    session.flush()
    return token


def find_link(session: Session, token: str, now: datetime) -> AdminLink:
    """The link of a token that can still be used. Raises RefusedError (admin-link)."""
    token_hash = fingerprint(token)
    link = session.get(AdminLink, token_hash)
    if link is None or link.used_at is not None or link.expires_at <= now:
        raise RefusedError("admin-link", "the sign-in link is unknown, used or too old")
    return link


def use_link(session: Session, token: str, now: datetime) -> str:
    """Use a link up; returns the token of a new session. Raises RefusedError (admin-link).

    One statement decides, so of two requests with one link exactly one gets in.
    """
    link = find_link(session, token, now)
    is_it = AdminLink.token_hash == link.token_hash
    is_unused = AdminLink.used_at.is_(None)
    unused = update(AdminLink).where(is_it, is_unused)
    used = rows.change(session, unused.values(used_at=now))
    if used == 0:
        raise RefusedError("admin-link", "the sign-in link was used at the same moment")
    made = new_token()
    begun = AdminSession(
        token_hash=fingerprint(made),
        name=link.name,
        expires_at=now + IDLE,
        ends_at=now + LONGEST_SESSION,
    )
    session.add(begun)
    session.flush()
    return made


def find(session: Session, token: str, now: datetime) -> AdminSession:
    """The session of a cookie, kept alive by this use. Raises RefusedError (admin-session)."""
    token_hash = fingerprint(token)
    found = session.get(AdminSession, token_hash) if token else None
    if found is None or found.expires_at <= now:
        raise RefusedError("admin-session", "no session of an administrator")
    unused_until = now + IDLE
    later = min(unused_until, found.ends_at)
    if found.expires_at < later - PROLONG_EVERY:
        found.expires_at = later
    return found


def end(session: Session, token: str) -> None:
    """Sign out."""
    is_it = AdminSession.token_hash == fingerprint(token)
    gone = delete(AdminSession).where(is_it)
    session.execute(gone)


def end_all(session: Session) -> int:
    """Sign everybody out, and end all sign-in links. How many sessions that were."""
    session.execute(delete(AdminLink))
    everyone = delete(AdminSession)
    return rows.change(session, everyone)


def count(session: Session, now: datetime) -> int:
    """How many administrators are signed in."""
    is_open = AdminSession.expires_at > now
    query = select(AdminSession.token_hash).where(is_open)
    found = session.scalars(query).all()
    return len(found)


def forget_old(session: Session, now: datetime) -> None:
    """Delete sessions and links that have ended."""
    for kind in (AdminSession, AdminLink):
        old = delete(kind).where(kind.expires_at <= now)
        session.execute(old)
