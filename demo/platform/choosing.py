"""Adding activities to the course: Deep Linking 2.0, from the request to the tool's signed answer.

How the answer is checked: answers.py.
"""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template, request

from demo.platform.answers import DEEP_LINKING, AnswerRefusedError, items_of
from demo.platform.course import Activity
from demo.platform.parts import Parts, parts
from demo.platform.people import Person
from demo.platform.posting import login
from demo.platform.store import LineItem
from demo.platform.tokens import ENDPOINT, message

blueprint = Blueprint("choosing", __name__)
CHOOSING = "choosing"
"""In our lti_message_hint: the login is for a choice."""

Body = dict[str, Any]


@blueprint.get("/choose/<person_id>")
def choose(person_id: str) -> str:
    """The page around the tool's picker."""
    person = _author(person_id)
    return render_template(
        "platform/choose.html",
        config=parts().config,
        person=person,
    )


@blueprint.get("/choose/<person_id>/start")
def start(person_id: str) -> str:
    """Inside the frame: posts the login initiation to the tool."""
    person = _author(person_id)
    config = parts().config
    uri = config.tool_url + "/launch"
    about = {CHOOSING: "yes"}
    return login(config, person.id, uri, about)


@blueprint.post("/chosen")
def chosen() -> Response:
    """The tool's answer: what was chosen is added to the course."""
    here = parts()
    try:
        items = items_of(here, request.form.get("JWT", ""))
    except AnswerRefusedError as error:
        return make_response(f"The tool's answer does not hold: {error}", 400)
    with here.store.lock:
        added = [_add(here, item) for item in items]
        here.store.save()
    page = render_template("platform/chosen.html", config=here.config, added=added)
    return make_response(page)


def settings(here: Parts) -> Body:
    """The claim of a request; the configuration changes or takes away what it names."""
    data = secrets.token_hex(8)
    here.store.choosing.add(data)
    usual = {
        "deep_link_return_url": here.config.public_url + "/chosen",
        "accept_types": ["ltiResourceLink"],
        "accept_presentation_document_targets": ["iframe", "window"],
        "accept_multiple": True,
        "accept_lineitem": True,
        "auto_create": True,
        "data": data,
    }
    told = {**usual, **here.config.deep_linking}
    return {name: value for name, value in told.items() if value != "left out"}


def claims(here: Parts, person: Person, nonce: str) -> Body:
    """The id_token's claims. As in Moodle, the grade service names an empty line item."""
    config = here.config
    uri = config.tool_url + "/launch"
    return {
        **message(config, config.course, person, "LtiDeepLinkingRequest", uri, nonce),
        DEEP_LINKING + "deep_linking_settings": settings(here),
        ENDPOINT: {
            "lineitem": "",
        },
    }


def _author(person_id: str) -> Person:
    """Someone who may change the course; 404 for everyone else."""
    person = parts().config.course.person(person_id)
    if person is None or person.is_learner:
        abort(404)
    return person


def _add(here: Parts, item: Body) -> Activity:
    """A content item as an activity of the course, with its column."""
    column = item.get("lineItem")
    if column is None and here.config.always_columns:
        column = {"scoreMaximum": 100}
    activity = Activity(
        id=secrets.token_hex(4),
        title=_title(here, item),
        custom=item.get("custom", {}),
        own_line_item=column is not None,
        short=_title(here, item),
        url=item["url"],
        window=here.config.follows_targets and _is_for_a_window(item),
    )
    here.store.added[activity.id] = activity
    if column is not None:
        here.store.items[activity.id] = LineItem(
            activity.id,
            column.get("label") or activity.title,
            float(column["scoreMaximum"]),
            activity.id,
            column.get("tag", ""),
            column.get("resourceId", ""),
        )
    return activity


def _title(here: Parts, item: Body) -> str:
    """Canvas calls an activity as its column (canvas-lms,
    app/controllers/lti/ims/concerns/deep_linking_modules.rb, validate_line_item!)."""
    title: str = item["title"]
    if here.config.product == "canvas":
        title = item.get("lineItem", {}).get("label") or title
    return title


def _is_for_a_window(item: Body) -> bool:
    """As strict as Canvas: for this name alone (canvas-lms,
    app/controllers/lti/ims/concerns/deep_linking_modules.rb, open_in_new_tab?)."""
    window: Body = item.get("window", {})
    return window.get("targetName") == "_blank"
