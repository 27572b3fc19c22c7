"""The picker: an author chooses stories, the map, the cards or the group's page for a course.

Deep Linking 2.0. The page needs no script: its form goes to us, and our answer goes to the platform
by itself, or by its button where scripts are off.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, make_response, render_template, request

from lti_service import addresses
from lti_service.headers import allow_platform, send_forms_to
from lti_service.messages.content_items import Chosen
from lti_service.messages.deep_linking import DeepLinking
from lti_service.messages.placement import USUAL_POINTS
from lti_service.models import Deployment, Picking, Registration
from lti_service.services.launching import pickings
from lti_service.views import choice_form, choices, offers
from lti_service.views.choice_form import ChoiceError, FieldProblem, Filled
from lti_service.wiring import wiring

blueprint = Blueprint("picker", __name__)


def open_picker(registration: Registration, asked: DeepLinking) -> Response:
    """The page for a request that was checked. Raises RefusedError (deployment-unknown)."""
    here = wiring()
    with here.database.writing() as session:
        registration = session.merge(registration, load=False)
        token = pickings.begin(session, registration, asked, here.clock())
        visit = pickings.find(session, token, here.clock())
        page = _page(visit, token, choice_form.empty(offers.everything()), ())
    return make_response(page)


@blueprint.post("/picked")
def pick() -> str:
    """The choice, on its way to the platform; or the form again, with what is wrong in it."""
    here = wiring()
    token = request.form.get("session", "")
    now = here.clock()
    with here.database.writing() as session:
        visit = pickings.find(session, token, now)
        allow_platform(visit.deployment.registration)
        asked = pickings.asked_of(visit)
        filled = choice_form.filled_in(offers.everything())
        try:
            chosen = _chosen(filled, asked, visit.deployment)
        except ChoiceError as error:
            return _page(visit, token, filled, error.problems)
        answer = pickings.answer(session, visit, chosen, now)
    send_forms_to(asked.return_url)
    return render_template(
        "picked.html",
        action=asked.return_url,
        answer=answer,
        titles=[one.title for one in chosen],
    )


def _chosen(
    filled: Filled,
    asked: DeepLinking,
    deployment: Deployment,
) -> Sequence[Chosen]:
    """Nothing for an author who goes back. Raises ChoiceError."""
    if filled.goes_back:
        return []
    return choices.chosen(filled, asked, deployment.report)


def _page(
    visit: Picking, token: str, filled: Filled, problems: Sequence[FieldProblem]
) -> str:
    asked = pickings.asked_of(visit)
    offered = offers.everything()
    return render_template(
        "picker.html",
        course=asked.context_title,
        sections=offers.sections(),
        whole=offers.whole(),
        asked=asked,
        filled=filled,
        report=filled.report or choices.usual_report(visit.deployment.report),
        problems=problems,
        wrong={problem.field: problem.words for problem in problems},
        opened=choice_form.opened(filled, offered),
        titles={offer.id: offer.title for offer in offered},
        usual_points=USUAL_POINTS,
        token=token,
        action=addresses.local("picker.pick"),
    )
