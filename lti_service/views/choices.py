"""The picker's form, read and checked: what was chosen and how it is to be placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from flask import request

from lti_service import addresses
from lti_service.errors import LtiServiceError
from lti_service.messages.content_items import Chosen, Column
from lti_service.messages.deep_linking import DeepLinking
from lti_service.messages.placement import CARDS, GROUP, MAP
from lti_service.secret import new_key
from lti_service.services.scores.line_item_lists import tag_of
from lti_service.services.scores.line_items import MAXIMUM
from lti_service.views import offers
from lti_service.views.offers import Offer
from lti_service.wiring import wiring
from olw_core.report import DEFAULT

ZONE = ZoneInfo("Europe/London")
"""Days are those of the people who are trained: England's."""
LAST_MOMENT = time(23, 59, 59)
WITHOUT_SCORE = (CARDS, GROUP)
MOST = 100
"""Links in one choice: far more than there are stories."""


class ChoiceError(LtiServiceError):
    """What is wrong in the form, in words for the author, who is shown it again."""

    def __init__(self, told: str) -> None:
        super().__init__("bad-request", told)


@dataclass(frozen=True)
class Filled:
    """The form as it came, to be shown again; "" where a field was left empty."""

    what: list[str] = field(default_factory=list)
    report: str = ""
    target: str = ""
    opens: str = ""
    closes: str = ""
    goes_back: bool = False


def filled_in() -> Filled:
    """The fields of this request's form."""
    form = request.form
    return Filled(
        what=form.getlist("what")[:MOST],
        report=form.get("report", ""),
        target=form.get("target", ""),
        opens=form.get("opens", "").strip(),
        closes=form.get("closes", "").strip(),
        goes_back="back" in form,
    )


def usual_report(deployment_report: str) -> str:
    """What the platform is told unless a placement says otherwise; LTI knows no `answers`."""
    return "completion" if deployment_report == "completion" else DEFAULT


def chosen(
    filled: Filled,
    asked: DeepLinking,
    deployment_report: str,
) -> Sequence[Chosen]:
    """The links to place, each once and in the order of the page. Raises ChoiceError."""
    wanted = _wanted(filled, asked)
    opens, closes = _days(filled)
    target = filled.target if filled.target in asked.targets else ""
    links = []
    for offer in wanted:
        name = f"{offer.id}-{new_key()[:12]}"
        link = Chosen(
            url=addresses.launch_to(wiring().settings, offer.id),
            title=offer.title,
            text=_text(offer),
            custom=_custom(offer, name, filled.report, deployment_report),
            column=_column(offer, name, asked),
            target=target,
            opens=opens,
            closes=closes,
        )
        links.append(link)
    return links


def _wanted(filled: Filled, asked: DeepLinking) -> list[Offer]:
    """What was ticked. Raises ChoiceError."""
    found = []
    for one in dict.fromkeys(filled.what):
        offer = offers.offer(one)
        if offer is None:
            raise ChoiceError("One of the activities is no longer here. Choose again.")
        found.append(offer)
    if not found:
        raise ChoiceError("Choose at least one activity.")
    if len(found) > 1 and not asked.several:
        raise ChoiceError(
            "Your learning system takes one activity at a time. Choose one."
        )
    return found


def _text(offer: Offer) -> str:
    if not offer.minutes:
        return offer.text
    return f"{offer.text} About {offer.minutes} minutes."


def _custom(
    offer: Offer,
    name: str,
    report: str,
    deployment_report: str,
) -> dict[str, str]:
    """What each launch of the link brings. `report` only where it is not the usual one."""
    custom = {"module": offer.id, "placement": name}
    usual = usual_report(deployment_report)
    if report in ("score", "completion") and report != usual:
        custom["report"] = report
    return custom


def _column(offer: Offer, name: str, asked: DeepLinking) -> Column | None:
    """Its place in the gradebook, unless the platform says that it makes none."""
    if offer.id in WITHOUT_SCORE or not asked.line_items:
        return None
    label = "Our Leadership Way" if offer.id == MAP else offer.title
    return Column(label, MAXIMUM, name, tag_of(name))


def _days(filled: Filled) -> tuple[datetime | None, datetime | None]:
    """From the beginning of the first day to the end of the last. Raises ChoiceError."""
    opens = _day(filled.opens, time.min)
    closes = _day(filled.closes, LAST_MOMENT)
    if opens and closes and closes < opens:
        raise ChoiceError("The last day is before the first day. Change one of them.")
    return opens, closes


def _day(text: str, moment: time) -> datetime | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        told = f"“{text[:20]}” is not a date. Write it as year-month-day: 2027-03-31."
        raise ChoiceError(told) from None
    return datetime.combine(day, moment, ZONE)
