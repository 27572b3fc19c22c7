"""The attempt record: one learner's state in one module as one short ASCII string, the same in every packaging.

`1.<module>.<version>.<attempt>.<steps>.<plan>.<done>.<check>`: docs/developers/formats.md, section 5. Fits SCORM 1.2's
CMIString4096 many times over. Reading is forgiving: it keeps the longest valid prefix and never loses `done`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

FORMAT = "1"
MAX_LENGTH = 4000
"""Longer texts are cut before reading: no LMS stores more for us."""

Notice = Literal[
    "", "record-damaged", "record-older", "record-newer", "record-other-module"
]
FULL = 100
"""Percent that a finished story counts for when its percentage was not kept (`Done.counted`)."""

_STEP = re.compile(r"([A-Za-z0-9]{2})([a-z0-9]{1,9}|_)\Z")
# The first edition also kept what would stop the learner and how sure they were: `c-a-f-25`.
# That tail is read over and never written again (docs/decisions/0007-what-is-stored.md).
_PLAN = re.compile(r"([a-z0-9]?)-([a-z0-9]?)(-[ctafun]?-[0-5][0-5])?\Z")
_DONE = re.compile(r"([0-9]{1,4})(?:-(100|[0-9]{1,2}))?\Z")
_SPACE = " \t\r\n"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Plan:
    """The learner's if-then plan as ids of the module's lists; "" = not chosen."""

    cue: str = ""
    action: str = ""


@dataclass(frozen=True)
class Done:
    """The best finished attempt: content version and percent, frozen when its ending was reached.

    `percent` is None where the record says only *that* the story was finished (report `completion`).
    """

    version: int
    percent: int | None

    @property
    def counted(self) -> int:
        """Percent that counts: the whole where none was kept, since that is what was sent then."""
        return FULL if self.percent is None else self.percent


@dataclass(frozen=True)
class Record:
    """One learner's attempt record; `steps` are (scene tag, answer) of the current attempt."""

    module: str
    version: int
    attempt: int = 1
    steps: tuple[tuple[str, str], ...] = ()
    plan: Plan = Plan()
    done: Done | None = None


def write(record: Record, report: str = "score") -> str:
    """The record as text. With report `completion` the percentage is left out."""
    plan = record.plan
    steps = "-".join(tag + answer for tag, answer in record.steps)
    kept = "" if plan == Plan() else f"{plan.cue}-{plan.action}"
    done = _done_text(record.done, report)
    body = f"{FORMAT}.{record.module}.{record.version}.{record.attempt}.{steps}.{kept}.{done}"
    return f"{body}.{checksum(body)}"


def _done_text(done: Done | None, report: str) -> str:
    if done is None:
        return ""
    if done.percent is None or report == "completion":
        return str(done.version)
    return f"{done.version}-{done.percent}"


def checksum(body: str) -> str:
    """CRC-32 modulo 36^5 as five base-36 digits."""
    return base36(zlib.crc32(body.encode("ascii", "replace")) % 36**5, 5)


def base36(number: int, width: int) -> str:
    """A number as `width` base-36 digits."""
    digits = ""
    for _ in range(width):
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits


def parse(text: str, module: str, version: int) -> tuple[Record, Notice]:
    """The record a text holds, as far as it can be understood without knowing the story.

    Never raises. The notice says what was unusual; an empty text is a fresh start without notice.
    """
    fresh = Record(module, version)
    if not text.strip(_SPACE):
        return fresh, ""
    body, _, check = text.strip(_SPACE)[:MAX_LENGTH].rpartition(".")
    notice: Notice = ""
    if checksum(body) == check:
        fields = body.split(".")
    else:
        fields, notice = text.strip(_SPACE)[:MAX_LENGTH].split("."), "record-damaged"
    fields += [""] * (7 - len(fields))
    if fields[1] != module:
        return fresh, "record-damaged" if notice else "record-other-module"
    if fields[0] != FORMAT:
        notice = "record-newer"
    return _fields(fields, fresh, notice)


def _fields(fields: list[str], fresh: Record, notice: Notice) -> tuple[Record, Notice]:
    version = (
        int(fields[2]) if re.fullmatch(r"[0-9]{1,4}", fields[2]) else fresh.version
    )
    attempt = int(fields[3]) if re.fullmatch(r"[1-9][0-9]{0,3}", fields[3]) else 1
    steps, whole = _steps(fields[4])
    plan, done = _PLAN.match(fields[5]), _DONE.match(fields[6])
    damaged = not whole or (fields[5] and not plan) or (fields[6] and not done)
    record = replace(
        fresh,
        version=version,
        attempt=attempt,
        steps=steps,
        plan=Plan(plan[1], plan[2]) if plan else Plan(),
        done=_done(done) if done else None,
    )
    if not notice and damaged:
        notice = "record-damaged"
    if not notice and version > fresh.version:
        notice = "record-newer"
    return record, notice


def _done(found: re.Match[str]) -> Done:
    percent = None if found[2] is None else int(found[2])
    return Done(int(found[1]), percent)


def _steps(text: str) -> tuple[tuple[tuple[str, str], ...], bool]:
    """(the longest readable prefix, whether that was all)."""
    found: list[tuple[str, str]] = []
    for part in text.split("-") if text else []:
        match = _STEP.match(part)
        if match is None:
            return tuple(found), False
        found.append((match[1], match[2]))
    return tuple(found), True


def longest_record(module: Mapping[str, Any]) -> int:
    """The greatest length a record of this compiled module can have, in characters."""
    story = module["story"]
    longest: list[int] = []  # by node index; links point backwards
    for node in story["nodes"]:
        item = None if node["item"] is None else story["items"][node["item"]]
        longest.append(
            0
            if item is None
            else 3 + _answer_length(item) + max(longest[t] for t in node["go"].values())
        )
    header = len(f"{FORMAT}.{module['id']}.9999.9999..c-c.9999-100.") + 5
    return header + max(
        0, longest[int(story["start"])] - 1
    )  # no dash before the first step


def _answer_length(item: Mapping[str, Any]) -> int:
    return {"choose": 1, "pick": int(item.get("k", 1))}.get(
        item["type"], len(item["options"])
    )
