"""The picker's form as it came, to be shown again, and what is wrong in its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import request

from lti_service.errors import LtiServiceError
from lti_service.messages.placement import USUAL_POINTS
from lti_service.views.offers import Offer

MOST = 100
"""Links in one choice: far more than there are stories."""


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong, in words for the author. `field`: the id of the place to mend it."""

    field: str
    words: str


class ChoiceError(LtiServiceError):
    """Nothing can be placed as the form is; the author is shown it again."""

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        told = "; ".join(problem.words for problem in problems)
        super().__init__("bad-request", told)
        self.problems = problems


@dataclass(frozen=True)
class Days:
    """As they were written; "" where a field was left empty."""

    opens: str = ""
    due: str = ""
    closes: str = ""


@dataclass(frozen=True)
class Own:
    """What one activity has for itself, as it was written."""

    name: str = ""
    points: str = ""
    days: Days = Days()


@dataclass(frozen=True)
class Filled:
    """The form as it came. `own`: by the activity's id, ticked or not."""

    what: list[str] = field(default_factory=list)
    report: str = ""
    target: str = ""
    days: Days = Days()
    own: Mapping[str, Own] = field(default_factory=dict)
    goes_back: bool = False


def empty(offered: Iterable[Offer]) -> Filled:
    """The form before anybody has written in it."""
    return Filled(own={offer.id: _usual(offer) for offer in offered})


def filled_in(offered: Iterable[Offer]) -> Filled:
    """The fields of this request's form."""
    form = request.form
    return Filled(
        what=form.getlist("what")[:MOST],
        report=form.get("report", ""),
        target=form.get("target", ""),
        days=_days(""),
        own={offer.id: _own(offer) for offer in offered},
        goes_back="back" in form,
    )


def opened(filled: Filled, offered: Iterable[Offer]) -> set[str]:
    """The activities whose own fields are shown: somebody has written in them."""
    found = set()
    for offer in offered:
        own = filled.own[offer.id]
        if own != _usual(offer):
            found.add(offer.id)
    return found


def _usual(offer: Offer) -> Own:
    return Own(offer.title, str(USUAL_POINTS))


def _own(offer: Offer) -> Own:
    usual = _usual(offer)
    end = f"-{offer.id}"
    name = _text("name" + end, usual.name)
    points = _text("points" + end, usual.points)
    return Own(name, points, _days(end))


def _days(end: str) -> Days:
    opens = _text("opens" + end)
    due = _text("due" + end)
    closes = _text("closes" + end)
    return Days(opens, due, closes)


def _text(name: str, usual: str = "") -> str:
    """A field in one line, without blanks around it; `usual` where a page has no such field."""
    return " ".join(request.form.get(name, usual).split())
