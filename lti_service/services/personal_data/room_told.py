"""What the room figures know of one person, for a person's request to see it."""

from __future__ import annotations

from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service.database import keyring_of
from lti_service.models import FirstWay, Learner, StayingOut, TalkFlags
from lti_service.services.figures import stops
from olw_core.play.sealing import SealError


class FirstWayTold(TypedDict):
    """A first way. `record`: opened; "" once it was counted, since it is deleted then.

    `unopened`: the record lies sealed under a secret that is not here, and is "".
    """

    module: str
    record: str
    finished: str
    counted: str | None
    unopened: bool


class FlagsTold(TypedDict):
    """What somebody wishes to talk about. `unopened`: the scenes lie sealed, as a first way."""

    module: str
    scenes: list[str]
    unopened: bool


class RoomTold(TypedDict):
    """`stays_out_since`: None for who is in the figures. `stops_counted_for`: modules, by id;
    None where they lie sealed under a secret that is not here.
    """

    stays_out_since: str | None
    first_ways: list[FirstWayTold]
    talk_about: list[FlagsTold]
    stops_counted_for: list[str] | None


def told(session: Session, learner: Learner) -> RoomTold:
    """All of it, opened as far as a secret of this server opens it."""
    out = session.get(StayingOut, learner.id)
    since = out.since.isoformat() if out else None
    return {
        "stays_out_since": since,
        "first_ways": _first_ways(session, learner),
        "talk_about": _flags(session, learner),
        "stops_counted_for": _stops(session, learner),
    }


def is_whole(told: RoomTold) -> bool:
    """Whether everything could be opened."""
    sealed = [one["unopened"] for one in (*told["first_ways"], *told["talk_about"])]
    return told["stops_counted_for"] is not None and not any(sealed)


def _stops(session: Session, learner: Learner) -> list[str] | None:
    try:
        return stops.modules_of(session, learner)
    except SealError:
        return None


def _readable(session: Session, text: str) -> str | None:
    """The text that was sealed; None where no secret of this server opens it."""
    try:
        return keyring_of(session).records.open(text)
    except SealError:
        return None


def _first_ways(session: Session, learner: Learner) -> list[FirstWayTold]:
    """One for each module that they finished, opened."""
    query = select(FirstWay).filter_by(learner_id=learner.id).order_by(FirstWay.id)
    found: list[FirstWayTold] = []
    for row in session.scalars(query):
        counted = row.counted_at.isoformat() if row.counted_at else None
        record = _readable(session, row.record)
        found.append(
            {
                "module": row.module,
                "record": record or "",
                "finished": row.finished_at.isoformat(),
                "counted": counted,
                "unopened": record is None,
            }
        )
    return found


def _flags(session: Session, learner: Learner) -> list[FlagsTold]:
    """What they wish to talk about, opened."""
    query = select(TalkFlags).filter_by(learner_id=learner.id)
    found: list[FlagsTold] = []
    for row in session.scalars(query.order_by(TalkFlags.module)):
        text = _readable(session, row.scenes)
        scenes = [one for one in (text or "").split(",") if one]
        found.append({"module": row.module, "scenes": scenes, "unopened": text is None})
    return found
