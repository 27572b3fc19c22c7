"""The days of a choice: those of the whole, and an activity's own where it has some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from lti_service.views.choice_form import Days, FieldProblem

ZONE = ZoneInfo("Europe/London")
"""Days are those of the people who are trained: England's."""
LAST_MOMENT = time(23, 59, 59)
FIRST_YEAR = 2000
"""A date before it is a slip: England's clocks once differed by seconds from whole minutes."""
NAMES = ("opens", "due", "closes")
IN_ORDER = {
    ("opens", "due"): "The day it is due is before the first day.",
    ("due", "closes"): "The last day is before the day it is due.",
    ("opens", "closes"): "The last day is before the first day.",
}
"""Two fields, and what to say where the second is before the first."""


@dataclass(frozen=True)
class Times:
    """From the beginning of the first day to the end of the last; None = always."""

    opens: datetime | None
    due: datetime | None
    closes: datetime | None


@dataclass(frozen=True)
class Field:
    """A day, and the field it was written in."""

    id: str
    day: date | None


Read = dict[str, Field]


def read(days: Days, one: str, wrong: list[FieldProblem]) -> Read:
    """The days of a part of the form: `one` is an activity's id, "" for the whole choice."""
    end = f"-{one}" if one else ""
    found = {}
    for name in NAMES:
        place = name + end
        text = getattr(days, name)
        day = _day(text, place, wrong)
        found[name] = Field(place, day)
    _check_order(found, wrong)
    return found


def together(whole: Read, own: Read, wrong: list[FieldProblem]) -> Times:
    """An activity's own days in place of the whole choice's, one by one."""
    found = dict(whole)
    for name in NAMES:
        field = own[name]
        if field.day is not None:
            found[name] = field
    _check_mixed(found, whole, wrong)
    return Times(
        _moment(found["opens"], time.min),
        _moment(found["due"], LAST_MOMENT),
        _moment(found["closes"], LAST_MOMENT),
    )


def _check_order(found: Read, wrong: list[FieldProblem]) -> None:
    """What is wrong stands beside the later of two fields."""
    for later, _, words in _out_of_order(found):
        wrong.append(FieldProblem(later.id, words))
        return


def _check_mixed(found: Read, whole: Read, wrong: list[FieldProblem]) -> None:
    """An activity's own day against one of the whole choice: it stands beside the own one."""
    for later, earlier, words in _out_of_order(found):
        is_own = later not in whole.values()
        is_earlier_own = earlier not in whole.values()
        if is_own != is_earlier_own:
            field = later if is_own else earlier
            wrong.append(FieldProblem(field.id, words))
            return


def _out_of_order(found: Read) -> Iterator[tuple[Field, Field, str]]:
    """The field that should have the later day, the other one, and what to say."""
    for (first, second), words in IN_ORDER.items():
        earlier = found[first]
        later = found[second]
        if earlier.day is None or later.day is None:
            continue
        if later.day < earlier.day:
            yield later, earlier, f"{words} Change one of them."


def _day(text: str, place: str, wrong: list[FieldProblem]) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.year < FIRST_YEAR:
        told = f"“{text[:20]}” is not a date. Write it as year-month-day: 2027-03-31."
        wrong.append(FieldProblem(place, told))
        return None
    return day


def _moment(one: Field, moment: time) -> datetime | None:
    """The same in time; None for no day."""
    if one.day is None:
        return None
    return datetime.combine(one.day, moment, ZONE)
