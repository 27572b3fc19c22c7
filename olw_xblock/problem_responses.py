"""Rows for the platform's "problem responses" report: what the report switch allows, never the key.

Status rows always; the best score with `score` and `answers`; one row per decision only with
`answers`. What the columns mean stands in docs/lms-admins/open-edx.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from olw_core import player
from olw_core.authoring.compiler.markdown import plain
from olw_core.engine import progress
from olw_core.errors import OlwError
from olw_core.formats.view import Past
from olw_core.play.room import Room
from olw_core.play.sealing import SealError
from olw_xblock.block_protocol import Block, Stored
from olw_xblock.i18n import mark
from olw_xblock.module_state import state_of
from olw_xblock.visit import Visit

STATUSES = (mark("not started"), mark("in progress"), mark("completed"))
SEALED = mark("cannot be opened: put the earlier secret back")
GONE = mark("unknown: the module is not installed here")

Row = dict[str, str]


def rows(
    block: Block,
    user_states: Iterable[Any],
    limit: int | None,
) -> Iterator[tuple[str, Row]]:
    """(user name, row) for each learner's state, at most `limit` rows (None or 0: all)."""
    visit = Visit(block, for_all=True)
    count = 0
    for user_state in user_states:
        for row in _learners_rows(visit, user_state.state):
            yield user_state.username, row
            count += 1
            if count == limit:
                return


def _learners_rows(visit: Visit, state: Stored) -> Iterator[Row]:
    """One learner's rows. Never raises: it would take the whole unit's report with it.

    edx-platform, instructor_task/tasks_helper/grades.py, ProblemResponses: all in one loop.
    """
    block = visit.block
    state = state_of(state, block.module)
    try:
        room = visit.opened(state.get("record"))
    except SealError:
        yield _named(block, SEALED)
        return
    except OlwError:
        yield _named(block, GONE)
        return
    if block.show == "cards":
        yield _cards_row(block, state)
        return
    yield _status_row(block, room, state)
    if block.report == "answers":
        yield from _decision_rows(block, room)


def _named(block: Block, status: str) -> Row:
    return {
        block.gettext("Module"): block.module,
        block.gettext("Status"): block.gettext(status),
    }


def _cards_row(block: Block, state: Stored) -> Row:
    """Cards are complete once one was answered, as the platform has been told; no score."""
    if state.get("card_log"):
        return _named(block, "completed")
    return _named(block, "not started")


def _status_row(
    block: Block,
    room: Room,
    state: Stored,
) -> Row:
    """With `completion` nothing but the status, as learners are told."""
    standing = progress.standing(room.module, room.record)
    row = _named(block, standing.status)
    if block.report == "completion":
        return row
    _ = block.gettext
    endings = 0 if _is_of_other(room) else state.get("attempts") or 0
    row[_("Endings reached")] = str(endings)
    best = standing.percent
    row[_("Best score (%)")] = "" if best is None else str(best)
    return row


def _is_of_other(room: Room) -> bool:
    """A state from before blocks noted what they play, of a module that was changed since."""
    return room.reading.notice == "record-other-module"


def _decision_rows(block: Block, room: Room) -> Iterator[Row]:
    """Stepping away is no decision, and nobody's business."""
    for past in room.reported():
        yield _decision_row(block, room, past)


def _decision_row(
    block: Block,
    room: Room,
    past: Past,
) -> Row:
    """The words, and beside them the codes, which stay the same when words are mended."""
    _ = block.gettext
    return {
        _("Module"): block.module,
        _("Version"): str(room.module["version"]),
        _("Attempt"): str(room.record.attempt),
        _("Decision"): str(past["step"] + 1),
        _("Scene"): past["scene"],
        _("Kind"): past["type"],
        _("Question"): plain(past["prompt"]),
        _("Answer"): "; ".join(_answered(block, past)),
        _("Answer code"): past["answer"],
    }


def _answered(block: Block, past: Past) -> Iterator[str]:
    """Each line that was picked or put in order; of rate each statement with its level."""
    chosen = [plain(html) for html in past["chosen"]]
    if past["type"] != "rate":
        yield from chosen
        return
    levels = player.strings(player.ENGLISH)
    for statement, level in zip(chosen, past["answer"], strict=True):
        yield f"{statement} = {block.gettext(levels[level])}"
