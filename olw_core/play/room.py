"""A story at a server: stored text and a request's fields in; new text, View and what happened out.

Pure: the door keeps the text, then answers, then tells whom it may.
"""

from __future__ import annotations

from dataclasses import dataclass

from olw_core.engine import engine
from olw_core.engine.engine import Reading
from olw_core.engine.last_pictures import late_pictures
from olw_core.engine.record import Notice, Record
from olw_core.engine.story import Walk, percent, progress, walk
from olw_core.engine.view import past_of
from olw_core.formats.compiled import Module
from olw_core.formats.view import Past, View
from olw_core.play.happened import Decided, Ended, Happened, Planned, Retried, Started


@dataclass(frozen=True)
class Outcome:
    """What a request came to.

    `text`: to be stored. `view`: to be shown. `notice`: what was unusual in the text that was
    stored, "" for nothing. `ended`: the attempt stands at an ending. `progress`: 0-100, of this
    attempt. `changed`: the record is not the one that was stored; a thing may be kept that
    nobody is told of. `happened`: in the order in which it is to be told.
    """

    record: Record
    text: str
    view: View
    notice: Notice
    ended: bool
    progress: int
    changed: bool
    happened: tuple[Happened, ...] = ()

    @property
    def has_just_ended(self) -> bool:
        """Whether this request reached an ending."""
        return any(isinstance(one, Ended) for one in self.happened)

    @property
    def decided(self) -> int:
        """How many decisions of this attempt are answered."""
        return len(self.record.steps)

    @property
    def begun(self) -> bool:
        """Whether the learner has ever answered anything."""
        return bool(self.record.steps) or self.record.done is not None


@dataclass(frozen=True)
class Room:
    """One learner's record in one module, as it was stored."""

    module: Module
    report: str
    reading: Reading

    @property
    def record(self) -> Record:
        """As far as the stored text can be played on."""
        return self.reading.record

    def show(self) -> Outcome:
        """Where the learner stands."""
        record = self.record
        here = _here(self.module, record)
        return self._outcome(record, here)

    def met(self) -> list[Past]:
        """The decisions of this attempt that count, for the learner alone."""
        return engine.met(self.module, self.record)

    def reported(self) -> list[Past]:
        """The decisions of this attempt that others may be told of."""
        here = _here(self.module, self.record)
        told = []
        for step, decision in enumerate(here.reported):
            told.append(past_of(self.module, step, decision))
        return told

    def respond(
        self,
        *,
        attempt: int,
        step: int,
        response: str,
    ) -> Outcome:
        """Take one answer; the same one sent twice counts once.

        Raises Conflict (step-conflict), ResponseError (story-ended, answer-...).
        """
        before = self.record
        after = engine.respond(self.module, before, attempt, step, response)
        here = _here(self.module, after)
        if after == before:
            return self._outcome(after, here)
        happened = _answered(after, here)
        return self._outcome(after, here, *happened)

    def retry(self, *, attempt: int, step: int) -> Outcome:
        """Begin the next attempt from an ending. Raises Conflict, ResponseError (not-ended)."""
        after = engine.retry(self.module, self.record, attempt, step)
        here = _here(self.module, after)
        return self._outcome(after, here, Retried(after.attempt))

    def plan(self, *, cue: str, action: str) -> Outcome:
        """Keep the learner's plan. Raises ResponseError (not-ended, plan-unknown)."""
        choice = {"cue": cue, "action": action}
        after = engine.keep_plan(self.module, self.record, choice)
        here = _here(self.module, after)
        return self._outcome(after, here, Planned())

    def _outcome(self, record: Record, here: Walk, *happened: Happened) -> Outcome:
        view = engine.view_at(self.module, record, here, self.report)
        if here.ended:
            view["pictures"] = late_pictures(self.module, view)
        return Outcome(
            record=record,
            text=engine.write(record, self.report),
            view=view,
            notice=self.reading.notice,
            ended=here.ended,
            progress=progress(here),
            changed=record != self.record,
            happened=happened,
        )


def open_room(
    module: Module,
    stored: str,
    report: str,
) -> Room:
    """The room of a stored text, in clear. Never raises: what cannot be read is left out.

    `report`: what others are told (`olw_core.report`); a View has percentages only with a score.
    """
    return Room(module, report, engine.read(module, stored))


def _here(module: Module, record: Record) -> Walk:
    return walk(module, record.steps)[0]


def _answered(after: Record, here: Walk) -> list[Happened]:
    """What the last step of a record brought about; the short way has no decisions to tell."""
    told: list[Happened] = []
    attempt = after.attempt
    step = len(here.decisions) - 1
    last = here.decisions[step]
    scene = last.node["scene"]
    if step == 0:
        told.append(Started(attempt))
    if not here.left:
        told.append(Decided(attempt, step, scene, last.answer))
    if here.ended and after.done is not None:
        reached = percent(here)
        best = after.done.counted
        told.append(Ended(attempt, reached, best))
    return told
