"""Numbers for a monitor, in Prometheus' text format 0.0.4: counts alone, and nobody's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lti_service.models import (
    LaunchSession,
    PendingDeployment,
    Registration,
    ScoreDelivery,
)
from lti_service.models.score_delivery import AS_WAITING
from lti_service.services.keys import tool_keys
from lti_service.services.scores import queue_overview

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class _Kind(NamedTuple):
    """By which scores that have not arrived are counted: no platform is named."""

    state: str
    problem: str


def text(session: Session, now: datetime) -> str:
    """All numbers as they are now, one in each line."""
    lines = _lines(session, now)
    return "\n".join(lines) + "\n"


def _lines(session: Session, now: datetime) -> Iterator[str]:
    yield from _platforms(session)
    yield from _sessions(session, now)
    yield from _keys(session, now)
    yield from _scores(session)
    yield from _overdue(session, now)


def _platforms(session: Session) -> Iterator[str]:
    """Those that are connected, and the deployments that wait."""
    connected = select(func.count()).select_from(Registration)
    number = _count(session, connected)
    yield from _gauge("olw_platforms", "Platforms that are connected.", number)
    waiting = (
        select(func.count())
        .select_from(PendingDeployment)
        .where(PendingDeployment.refused_at.is_(None))
    )
    number = _count(session, waiting)
    told = "Deployments that wait for approval."
    yield from _gauge("olw_deployments_pending", told, number)


def _sessions(session: Session, now: datetime) -> Iterator[str]:
    """Those that are open."""
    here = (
        select(func.count())
        .select_from(LaunchSession)
        .where(LaunchSession.expires_at > now)
    )
    number = _count(session, here)
    yield from _gauge("olw_sessions", "Sessions that are open.", number)


def _keys(session: Session, now: datetime) -> Iterator[str]:
    """How old the newest one is."""
    newest = max(key.created_at for key in tool_keys.every(session))
    age = now - newest
    seconds = round(age.total_seconds())
    told = "Age of the newest signing key."
    yield from _gauge("olw_signing_key_age_seconds", told, seconds)


def _scores(session: Session) -> Iterator[str]:
    """Scores that have not arrived, by state and problem."""
    counts: Counter[_Kind] = Counter()
    for one in queue_overview.queued(session):
        kind = _Kind(one.state, one.problem)
        counts[kind] += one.rows
    yield "# HELP olw_scores Scores that have not arrived."
    yield "# TYPE olw_scores gauge"
    for kind, number in sorted(counts.items()):
        labels = f'state="{kind.state}",problem="{kind.problem}"'
        yield f"olw_scores{{{labels}}} {number}"


def _overdue(session: Session, now: datetime) -> Iterator[str]:
    """For how long the worker has not come to the score that should have left first.

    Seconds where it works; it grows where none does.
    """
    waiting = select(func.min(ScoreDelivery.due_at))
    waiting = waiting.where(ScoreDelivery.state == AS_WAITING)
    due_at = session.scalar(waiting) or now
    late = max(now - due_at, timedelta(0))
    told = "For how long a score has been due."
    yield from _gauge("olw_scores_overdue_seconds", told, round(late.total_seconds()))


def _gauge(name: str, told: str, value: int) -> Iterator[str]:
    """A number with what is told of it."""
    yield f"# HELP {name} {told}"
    yield f"# TYPE {name} gauge"
    yield f"{name} {value}"


def _count(session: Session, query: Select[int]) -> int:
    return session.scalar(query) or 0
