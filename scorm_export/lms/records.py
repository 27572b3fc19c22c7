"""What a suspend_data text says, in words, when it is ours: `<record>~<counter>`, several records
joined by `~~`.
"""

from __future__ import annotations

import re
from typing import TypedDict

from olw_core.engine import record

# The text of all records, and how often it was written.
_COUNTER = re.compile(r"(.*[^~])~(\d{1,9})\Z", re.DOTALL)
# The head of a record: format, module, version (formats.md, section 5).
_OURS = re.compile(r"1\.[a-z][a-z0-9_]{0,19}\.\d{1,4}\.")


class RecordTold(TypedDict):
    """One record in words; "" for what it does not hold."""

    module: str
    """Its id."""
    version: int
    """Of the module that was played."""
    attempt: int
    """Counted from 1."""
    answers: list[str]
    """Tag and answer of each step, as "qu: a"."""
    finished: str
    """The best result."""
    plan: str
    """The letters of its cue and its action."""
    notice: str
    """A notice code of the record: what could not be taken over."""


class Explained(TypedDict):
    """A whole text. `counter`: how often it was written."""

    counter: int
    modules: list[RecordTold]
    """In the order of the text."""


def explain(text: str) -> Explained | None:
    """What the text says; None for a text that is not ours."""
    body, counter = text[: record.MAX_LENGTH], 0
    found = _COUNTER.match(body)
    if found:
        body, counter = found[1], int(found[2])
    parts = body.split("~~")
    if not all(_OURS.match(part) for part in parts):
        return None
    return {"counter": counter, "modules": [_one(part) for part in parts]}


def _one(text: str) -> RecordTold:
    """One record, read as far as it can be; `notice` says what is wrong with it."""
    _, module, version, _ = text.split(".", 3)
    read, notice = record.parse(text, module, int(version))
    return {
        "module": module,
        "version": read.version,
        "attempt": read.attempt,
        "answers": [f"{tag}: {answer}" for tag, answer in read.steps],
        "finished": _finished(read.done),
        "plan": _plan(read.plan),
        "notice": notice,
    }


def _finished(done: record.Done | None) -> str:
    """The best result, in percent."""
    if done is None:
        return ""
    if done.percent is None:
        return "yes, no percentage kept"
    return f"{done.percent}%"


def _plan(plan: record.Plan) -> str:
    """Which lines of the lists the learner picked."""
    parts = []
    if plan.cue:
        parts.append(f"cue {plan.cue}")
    if plan.action:
        parts.append(f"action {plan.action}")
    return ", ".join(parts)
