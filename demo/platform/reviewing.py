"""Looking at how an activity went, from the gradebook (Submission Review 1.0)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template

from demo.platform.parts import parts
from demo.platform.people import Person
from demo.platform.posting import login
from demo.platform.tokens import CLAIM, target

blueprint = Blueprint("reviewing", __name__)
REVIEWED = "reviewed"
"""In our lti_message_hint: whose work it is about."""


@blueprint.get("/review/<activity_id>/<learner_id>/<person_id>")
def review(activity_id: str, learner_id: str, person_id: str) -> str:
    """The page around the tool's: `learner_id` is reviewed, by `person_id`."""
    here = parts()
    learner, person = _person(learner_id), _person(person_id)
    activity = here.activity(activity_id)
    if activity is None or not learner.is_learner:
        abort(404)
    return render_template(
        "platform/review.html",
        config=here.config,
        activity=activity,
        learner=learner,
        person=person,
    )


@blueprint.get("/review/<activity_id>/<learner_id>/<person_id>/start")
def start(activity_id: str, learner_id: str, person_id: str) -> str:
    """Inside the frame: posts the login initiation to the tool."""
    here = parts()
    activity = here.activity(activity_id)
    if activity is None:
        abort(404)
    about = {"activity": activity.id, REVIEWED: _person(learner_id).id}
    uri = target(here.config, activity)
    return login(here.config, _person(person_id).id, uri, about)


def changes(learner_id: str) -> dict[str, Any]:
    """In what the message differs from a launch of the activity.

    `learner_id`: "" for a whole column, as Moodle opens it from the grader report, *View External
    tool results* (mod/lti/grade.php without a user; lti_build_request in mod/lti/locallib.php).
    """
    of_somebody = {CLAIM + "for_user": {"user_id": learner_id}} if learner_id else {}
    return {CLAIM + "message_type": "LtiSubmissionReviewRequest", **of_somebody}


def _person(person_id: str) -> Person:
    """Someone of the course; 404 for everyone else."""
    person = parts().config.course.person(person_id)
    if person is None:
        abort(404)
    return person
