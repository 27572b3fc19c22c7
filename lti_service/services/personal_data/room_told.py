"""What the room figures know of one person, for a person's request to see it."""

from __future__ import annotations

from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service.database import keyring_of
from lti_service.models import FirstWay, Learner, StayingOut, TalkFlags
from lti_service.services.figures import stops


class FirstWayTold(TypedDict):
    """A first way. `record`: opened; "" once it was counted, since it is deleted then."""

    module: str
    record: str
    finished: str
    counted: str | None


class FlagsTold(TypedDict):
    """What somebody wishes to talk about."""

    module: str
    scenes: list[str]


class RoomTold(TypedDict):
    """`stays_out_since`: None for who is in the figures. `stops_counted_for`: modules, by id."""

    stays_out_since: str | None
    first_ways: list[FirstWayTold]
    talk_about: list[FlagsTold]
    stops_counted_for: list[str]


def told(session: Session, learner: Learner) -> RoomTold:
    """All of it, opened."""
    out = session.get(StayingOut, learner.id)
    since = out.since.isoformat() if out else None
    return {
        "stays_out_since": since,
        "first_ways": _first_ways(session, learner),
        "talk_about": _flags(session, learner),
        "stops_counted_for": stops.modules_of(session, learner),
    }


def _first_ways(session: Session, learner: Learner) -> list[FirstWayTold]:
    """One for each module that they finished, opened."""
    seal = keyring_of(session).records
    query = select(FirstWay).filter_by(learner_id=learner.id).order_by(FirstWay.id)
    found: list[FirstWayTold] = []
    for row in session.scalars(query):
        counted = row.counted_at.isoformat() if row.counted_at else None
        found.append(
            {
                "module": row.module,
                "record": seal.open(row.record),
                "finished": row.finished_at.isoformat(),
                "counted": counted,
            }
        )
    return found


def _flags(session: Session, learner: Learner) -> list[FlagsTold]:
    """What they wish to talk about, opened."""
    seal = keyring_of(session).records
    query = select(TalkFlags).filter_by(learner_id=learner.id)
    found: list[FlagsTold] = []
    for row in session.scalars(query.order_by(TalkFlags.module)):
        scenes = [one for one in seal.open(row.scenes).split(",") if one]
        found.append({"module": row.module, "scenes": scenes})
    return found
