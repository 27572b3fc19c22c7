"""The attempt record: one learner's state in one module as one short ASCII string. Twin of
olw_core/player/src/engine/record.ts.

`1.<module>.<version>.<attempt>.<steps>.<plan>.<done>.<check>`, the same in every packaging
(docs/developers/formats.md, section 5). It fits SCORM 1.2's CMIString4096 many times over. Reading
is forgiving: it keeps the longest valid prefix and never loses `done`.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Literal

FORMAT = "1"
MAX_LENGTH = 4000
"""Longer texts are cut before reading: no LMS stores more for us."""
CHECK_LENGTH = 5
"""Base-36 digits of the checksum."""
FULL = 100
"""Percent that a finished story counts for when its percentage was not kept."""

Notice = Literal[
    "",
    "record-damaged",
    "record-older",
    "record-newer",
    "record-other-module",
]
"""What was unusual about a stored text; "" = nothing."""

_VERSION = re.compile(r"[0-9]{1,4}")
_ATTEMPT = re.compile(r"[1-9][0-9]{0,3}")
_STEP = re.compile(r"([A-Za-z0-9]{2})([a-z0-9]{1,9}|_)\Z")
# The first edition also kept what would stop the learner and how sure they were: `c-a-f-25`.
# That tail is read over and never written again (docs/decisions/0007-what-is-stored.md).
_PLAN = re.compile(r"([a-z0-9]?)-([a-z0-9]?)(-[ctafun]?-[0-5][0-5])?\Z")
_DONE = re.compile(r"([0-9]{1,4})(?:-(100|[0-9]{1,2}))?\Z")
_SPACE = " \t\r\n"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


Step = tuple[str, str]
"""(scene tag, canonical answer)."""


@dataclass(frozen=True)
class Plan:
    """The learner's if-then plan as ids of the module's lists."""

    cue: str = ""
    """"" = not chosen."""
    action: str = ""
    """"" = not chosen."""


NO_PLAN = Plan()


@dataclass(frozen=True)
class Done:
    """The best finished attempt, frozen when its ending was reached."""

    version: int
    """Of the content then."""
    percent: int | None
    """None: the record says only *that* the story was finished (report `completion`)."""

    @property
    def counted(self) -> int:
        """Percent that counts: the whole where none was kept, since that was sent then."""
        if self.percent is None:
            return FULL
        return self.percent


@dataclass(frozen=True)
class Record:
    """One learner's attempt record."""

    module: str
    """Its id."""
    version: int
    """Of the content it was written with."""
    attempt: int = 1
    """1 = the first."""
    steps: tuple[Step, ...] = ()
    """Of the current attempt, oldest first."""
    plan: Plan = NO_PLAN
    """Chosen after an ending."""
    done: Done | None = None
    """None = not finished yet."""


def write(record: Record, report: str = "score") -> str:
    """The record as text. With report `completion` the percentage is left out."""
    steps = [tag + answer for tag, answer in record.steps]
    return checked(
        FORMAT,
        record.module,
        str(record.version),
        str(record.attempt),
        "-".join(steps),
        _plan_text(record.plan),
        _done_text(record.done, report),
    )


def checked(*fields: str) -> str:
    """The fields joined by dots, and their checksum behind the last."""
    body = ".".join(fields)
    return f"{body}.{checksum(body)}"


def _plan_text(plan: Plan) -> str:
    """`<cue>-<action>`, or "" where nothing is chosen."""
    if plan == NO_PLAN:
        return ""
    return f"{plan.cue}-{plan.action}"


def _done_text(done: Done | None, report: str) -> str:
    """`<version>-<percent>`, `<version>`, or "" for a story that is not finished."""
    if done is None:
        return ""
    if done.percent is None or report == "completion":
        return str(done.version)
    return f"{done.version}-{done.percent}"


def checksum(body: str) -> str:
    """CRC-32 modulo 36^5 as five base-36 digits."""
    octets = body.encode("ascii", "replace")
    crc = zlib.crc32(octets)
    return base36(crc, CHECK_LENGTH)


def base36(number: int, width: int) -> str:
    """The last `width` base-36 digits of a number, with zeros in front where it has fewer."""
    digits = ""
    for _ in range(width):
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits


def trimmed(text: str) -> str:
    """A stored text as far as it is read, without the space that an LMS may put around it."""
    return text.strip(_SPACE)[:MAX_LENGTH]


@dataclass(frozen=True)
class _Fields:
    """The fields of a stored text as they were found; "" where the text ended before."""

    format: str
    module: str
    version: str
    attempt: str
    steps: str
    plan: str
    done: str


def parse(
    text: str,
    module: str,
    version: int,
) -> tuple[Record, Notice]:
    """The record a text holds, as far as it can be understood without knowing the story.

    Never raises. The notice says what was unusual; an empty text is a fresh start without notice.
    """
    fresh = Record(module, version)
    whole = trimmed(text)
    if not whole:
        return fresh, ""
    body, _, check = whole.rpartition(".")
    intact = checksum(body) == check
    readable = body if intact else whole
    fields = _split(readable)
    if fields.module != module and intact:
        return fresh, "record-other-module"
    if fields.module != module:
        return fresh, "record-damaged"
    record = _understood(fields, fresh)
    if fields.format != FORMAT:
        return record, "record-newer"
    if not intact or _lost_something(fields, record):
        return record, "record-damaged"
    if record.version > version:
        return record, "record-newer"
    return record, ""


def _split(body: str) -> _Fields:
    """The first seven fields."""
    found = body.split(".")
    missing = [""] * 7
    return _Fields(*[*found, *missing][:7])


def _understood(fields: _Fields, fresh: Record) -> Record:
    """What can be read of each field; of the others what a fresh record has."""
    return Record(
        module=fresh.module,
        version=_number(_VERSION, fields.version, fresh.version),
        attempt=_number(_ATTEMPT, fields.attempt, fresh.attempt),
        steps=_steps(fields.steps),
        plan=_plan(fields.plan),
        done=_done(fields.done),
    )


def _number(
    allowed: re.Pattern[str],
    text: str,
    usual: int,
) -> int:
    """A whole number in decimal digits; `usual` for another text."""
    if allowed.fullmatch(text):
        return int(text)
    return usual


def _steps(text: str) -> tuple[Step, ...]:
    """The longest readable prefix."""
    found: list[Step] = []
    for part in text.split("-"):
        match = _STEP.match(part)
        if match is None:
            break
        tag, answer = match.groups()
        found.append((tag, answer))
    return tuple(found)


def _plan(text: str) -> Plan:
    """The plan; none where it cannot be read."""
    match = _PLAN.match(text)
    if match is None:
        return NO_PLAN
    return Plan(match[1], match[2])


def _done(text: str) -> Done | None:
    """The best finished attempt; None where it cannot be read."""
    match = _DONE.match(text)
    if match is None:
        return None
    version, percent = match.groups()
    if percent is None:
        return Done(int(version), None)
    return Done(int(version), int(percent))


def _lost_something(fields: _Fields, record: Record) -> bool:
    """Whether steps, plan or result hold something that could not be read."""
    dashes = fields.steps.count("-")
    if fields.steps and len(record.steps) <= dashes:
        return True
    if fields.plan and not _PLAN.match(fields.plan):
        return True
    return bool(fields.done) and record.done is None
