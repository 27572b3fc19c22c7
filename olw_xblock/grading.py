"""The score: published raw at an ending, and the best attempt counts.

Raw scores run from 0 to 1; the platform multiplies by `weight`. With `report: completion` an ending
earns the whole, because a graded subsection needs a number and no judgement may be sent.
"""

from __future__ import annotations

from xblock.scorable import Score

from olw_core.engine.record import Record
from olw_core.errors import OlwError
from olw_xblock.block_protocol import Block
from olw_xblock.visit import Visit

MAX_RAW = 1.0


def max_score(block: Block) -> float:
    """The most that can be earned, in points: staff type an override in points.

    A platform refuses an override above this, and divides both by the weight to have them raw
    (edx-platform, instructor_task/tasks_helper/module_state.py, override_score_module_state).
    """
    weight = 1.0 if block.weight is None else block.weight
    return weight * MAX_RAW


def finished_record(block: Block) -> Record | None:
    """What counts, once an ending has been reached; a story half told has no score.

    None for a module that is not installed and a record that cannot be opened: a platform
    rescores many blocks in one task, which passes over a block without an answer and fails as a
    whole when one raises (edx-platform, instructor_task/tasks_helper/module_state.py).
    """
    try:
        record = Visit(block).counted.record
    except OlwError:
        return None
    return record if record.done is not None else None


def stored_score(block: Block) -> Score:
    """As stored; nothing earned yet is 0."""
    return Score(
        raw_earned=block.raw_earned or 0.0,
        raw_possible=block.raw_possible or MAX_RAW,
    )


def store_score(block: Block, score: Score) -> None:
    """Store a score as it is: a staff override may also lower it."""
    block.raw_earned = score.raw_earned
    block.raw_possible = score.raw_possible


def earned_score(record: Record, report: str) -> Score:
    """The raw score of the best finished attempt in a record."""
    if record.done is None:
        return Score(raw_earned=0.0, raw_possible=MAX_RAW)
    if report == "completion":
        return Score(raw_earned=MAX_RAW, raw_possible=MAX_RAW)
    return Score(raw_earned=record.done.counted / 100, raw_possible=MAX_RAW)


def raise_score(block: Block, record: Record) -> bool:
    """Store what a record earns if it is the first score or a better one; says whether it was."""
    score = earned_score(record, block.report)
    first = block.raw_earned is None
    better = first or _share(score) > _share(stored_score(block))
    if better:
        store_score(block, score)
    return better


def rescore(block: Block) -> None:
    """Replay the record with today's key and publish. Never lowers.

    Raises TypeError where there is no score and ValueError where nothing was finished, as the
    platform expects. An error of the publish is the platform's own and goes back to it.
    """
    if not block.has_score:
        raise TypeError(block.gettext("Return cards have no score."))
    record = finished_record(block)
    if record is None:
        words = block.gettext("This learner has not reached an ending yet.")
        raise ValueError(words)
    raise_score(block, record)
    publish_grade(block)


def publish_grade(block: Block, score: Score | None = None) -> None:
    """Publish the stored score (or the one given), raw.

    `only_if_higher` is never asked for: the stored score is the best one already. Asked for it, a
    platform makes a number of a grade that is still None, and fails (edx-platform,
    grades/signals/handlers.py, score_published_handler).
    """
    score = score or stored_score(block)
    grade = {
        "value": score.raw_earned,
        "max_value": score.raw_possible,
        "only_if_higher": False,
    }
    block.runtime.publish(block, "grade", grade)


def _share(score: Score) -> float:
    """Earned as a share of possible, which is never 0 here."""
    return float(score.raw_earned / score.raw_possible)
