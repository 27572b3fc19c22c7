"""The picker's form, checked: what was chosen and how it is to be placed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lti_service import addresses
from lti_service.messages import history
from lti_service.messages.content_items import LONGEST_LABEL, Chosen, Column
from lti_service.messages.deep_linking import DeepLinking
from lti_service.messages.placement import (
    MAP,
    MOST_POINTS,
    USUAL_POINTS,
    name_of,
)
from lti_service.messages.text import is_storable
from lti_service.secret import new_key
from lti_service.services.scores.line_item_lists import tag_of
from lti_service.views import choice_days, offers
from lti_service.views.choice_days import Read
from lti_service.views.choice_form import ChoiceError, FieldProblem, Filled, Own
from lti_service.views.offers import Offer
from lti_service.wiring import wiring
from olw_core.report import DEFAULT

DIGITS = re.compile("[0-9]{1,4}")
FIRST_TICK = "what"
"""Where the page leads for what is wrong with the choice itself."""


def usual_report(deployment_report: str) -> str:
    """What the platform is told unless a placement says otherwise; LTI knows no `answers`."""
    return "completion" if deployment_report == "completion" else DEFAULT


def chosen(
    filled: Filled,
    asked: DeepLinking,
    deployment_report: str,
) -> Sequence[Chosen]:
    """The links to place, each once and in the order of the page. Raises ChoiceError."""
    wrong: list[FieldProblem] = []
    below: list[FieldProblem] = []
    wanted = _wanted(filled, asked, wrong)
    days = choice_days.read(filled.days, "", below)
    links = []
    for offer in wanted:
        own = filled.own[offer.id]
        links.append(_link(offer, own, days, filled, asked, deployment_report, wrong))
    if wrong or below:
        raise ChoiceError([*wrong, *below])
    return links


def _wanted(
    filled: Filled, asked: DeepLinking, wrong: list[FieldProblem]
) -> list[Offer]:
    """What was ticked."""
    found = []
    for one in dict.fromkeys(filled.what):
        offer = offers.offer(one)
        if offer is None:
            told = "One of the activities is no longer here. Choose again."
            wrong.append(FieldProblem(FIRST_TICK, told))
        else:
            found.append(offer)
    if not found and not wrong:
        wrong.append(FieldProblem(FIRST_TICK, "Choose at least one activity."))
    if len(found) > 1 and not asked.several:
        told = "Your learning system takes one activity at a time. Choose one."
        wrong.append(FieldProblem(FIRST_TICK, told))
    return found


def _link(
    offer: Offer,
    own: Own,
    days: Read,
    filled: Filled,
    asked: DeepLinking,
    deployment_report: str,
    wrong: list[FieldProblem],
) -> Chosen:
    title = _title(offer, own, wrong)
    points = _points(offer, own, wrong)
    own_days = choice_days.read(own.days, offer.id, wrong)
    times = choice_days.together(days, own_days, wrong)
    name = name_of(offer.id, new_key()[:12], points)
    target = filled.target if filled.target in asked.targets else ""
    return Chosen(
        url=addresses.launch_to(wiring().settings, offer.id),
        title=title,
        text=_text(offer),
        custom=_custom(offer, name, filled.report, deployment_report),
        column=_column(offer, title, name, points, asked),
        target=target,
        opens=times.opens,
        due=times.due,
        closes=times.closes,
    )


def _title(offer: Offer, own: Own, wrong: list[FieldProblem]) -> str:
    """What the course calls it."""
    place = f"name-{offer.id}"
    if len(own.name) > LONGEST_LABEL:
        told = f"The name has {len(own.name)} characters, and {LONGEST_LABEL} fit."
        wrong.append(FieldProblem(place, told))
    if not is_storable(own.name):
        wrong.append(
            FieldProblem(place, "The name has a character that cannot be shown.")
        )
    return own.name or offer.title


def _points(offer: Offer, own: Own, wrong: list[FieldProblem]) -> int:
    """Whole: Moodle takes no other (lib/form/modgrade.php, validate_point)."""
    if not offer.has_score or not own.points:
        return USUAL_POINTS
    if DIGITS.fullmatch(own.points) and 1 <= int(own.points) <= MOST_POINTS:
        return int(own.points)
    told = f"Points are a whole number from 1 to {MOST_POINTS}, as in 10."
    wrong.append(FieldProblem(f"points-{offer.id}", told))
    return USUAL_POINTS


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
    custom = {"module": offer.id, "placement": name, **history.ASKED}
    usual = usual_report(deployment_report)
    if report in ("score", "completion") and report != usual:
        custom["report"] = report
    return custom


def _column(
    offer: Offer,
    title: str,
    name: str,
    points: int,
    asked: DeepLinking,
) -> Column | None:
    """Its place in the gradebook, unless the platform says that it makes none.

    Called as the activity: Canvas calls the activity as its column (canvas-lms,
    app/controllers/lti/ims/concerns/deep_linking_modules.rb, validate_line_item!).
    """
    if not offer.has_score or not asked.line_items:
        return None
    is_the_lists = title == offer.title and offer.id == MAP
    label = "Our Leadership Way" if is_the_lists else title
    return Column(label, points, name, tag_of(name))
