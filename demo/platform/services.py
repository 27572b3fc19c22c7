"""The platform's grade services: line items and scores (AGS 2.0), with Moodle's habits."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, request

from demo.platform.parts import parts
from demo.platform.people import Person
from demo.platform.service_calls import Body, entry, refuse, sent, typed
from demo.platform.store import Grade, LineItem
from demo.platform.tokens import AGS

blueprint = Blueprint("services", __name__, url_prefix="/services/<course>")
LINE_ITEM = "application/vnd.ims.lis.v2.lineitem+json"
LINE_ITEMS = "application/vnd.ims.lis.v2.lineitemcontainer+json"
SCORE = "application/vnd.ims.lis.v1.score+json"
RESULTS = "application/vnd.ims.lis.v2.resultcontainer+json"
_FILTERS = {
    "resource_link_id": "activity",
    "tag": "tag",
    "resource_id": "resource_id",
}
"""Parameter of the list of line items -> the field it asks for."""
_SCORED = ("userId", "timestamp", "activityProgress", "gradingProgress")
"""What every score must have."""


@blueprint.get("/lineitems")
def line_items(course: str) -> Response:
    """All columns; wants the exact Accept header, as Moodle does."""
    refused = entry("lineitems", AGS + "lineitem", AGS + "lineitem.readonly")
    if refused is not None:
        return refused
    if request.headers.get("Accept") != LINE_ITEMS:
        return refuse(400, "accept")
    wanted = _wanted(request.args)
    items = parts().store.items.values()
    shown = []
    for item in items:
        if _matches(item, wanted):
            shown.append(_shown(item))
    return _paged(shown, LINE_ITEMS, parts().config.items_per_page)


def _paged(rows: list[Body], media_type: str, size: int) -> Response:
    """One page of a list; its link to the next keeps what was asked for."""
    first = int(request.args.get("From", "0"))
    after = first + size
    response = typed(rows[first:after], media_type)
    if after < len(rows):
        asked = {**request.args, "From": after}
        following = f"{request.base_url}?{urlencode(asked)}"
        response.headers["link"] = f'<{following}>; rel="next"'
    return response


def _wanted(asked: Mapping[str, str]) -> dict[str, str]:
    """The fields that the list is narrowed to; none where the platform ignores filters."""
    if "filters" in parts().config.silent:
        return {}
    wanted = {}
    for name, column in _FILTERS.items():
        if name in asked:
            wanted[column] = asked[name]
    return wanted


def _matches(item: LineItem, wanted: Mapping[str, str]) -> bool:
    """Whether a line item has every value asked for."""
    values = [getattr(item, name) for name in wanted]
    return values == list(wanted.values())


@blueprint.post("/lineitems")
def create(course: str) -> Response:
    """A new column by the tool."""
    refused = entry("lineitem-create", AGS + "lineitem")
    if refused is not None:
        return refused
    dropped = parts().config.drops
    body = sent()
    for name in dropped:
        body.pop(name, None)
    complete = body.get("label") and body.get("scoreMaximum")
    if request.content_type != LINE_ITEM or not complete:
        return refuse(400, "line item")
    store = parts().store
    if parts().config.product == "canvas" and not _has_column(body):
        return refuse(404, "assignment")
    with store.lock:
        item = LineItem(
            secrets.token_hex(4),
            body["label"],
            float(body["scoreMaximum"]),
            body.get("resourceLinkId", ""),
            body.get("tag", ""),
            body.get("resourceId", ""),
        )
        store.items[item.id] = item
        store.save()
    return typed(_shown(item), LINE_ITEM, 201)


def _has_column(body: Body) -> bool:
    """Whether the link that a new column names is an assignment (canvas-lms,
    app/controllers/lti/ims/concerns/gradebook_services.rb, prepare_line_item_for_ags!)."""
    return body.get("resourceLinkId") in parts().store.items


@blueprint.post("/lineitems/<item_id>/lineitem/scores")
def score(course: str, item_id: str) -> Response:
    """One score. 409 unless its timestamp is a later whole second; anything not final wipes the
    grade."""
    refused = entry("score", AGS + "score")
    if refused is not None:
        return refused
    body = sent()
    store = parts().store
    item = store.items.get(item_id)
    if item is None:
        return refuse(404, "line item")
    person = _scored(body)
    if request.content_type != SCORE or person is None:
        return refuse(400, "score")
    moment = datetime.fromisoformat(body["timestamp"])
    second = int(moment.timestamp())
    if not _reckoned_alone(person):
        return refuse(502, "another score of this person")
    with store.lock:
        before = item.grades.get(person.id)
        if before is not None and second <= before.second:
            return refuse(409, "not newer")
        given = _given(body, item)
        grade = Grade(given, item.maximum, second)
        item.grades[person.id] = grade
        store.save()
    return make_response("", 204)


def _reckoned_alone(person: Person) -> bool:
    """Reckon the person's total anew, unless that is going on already."""
    store, seconds = parts().store, parts().config.regrades
    if not seconds:
        return True
    with store.lock:
        if person.id in store.regraded:
            return False
        store.regraded.add(person.id)
    time.sleep(seconds)
    store.regraded.remove(person.id)
    return True


def _scored(body: Body) -> Person | None:
    """The learner whom a complete score is about."""
    for name in _SCORED:
        if not body.get(name):
            return None
    course = parts().config.course
    person = course.person(str(body["userId"]))
    if person is None or not person.is_learner:
        return None
    return person


def _given(body: Body, item: LineItem) -> float | None:
    """The points of a final score, in units of the column; None for one that is not final."""
    if body["gradingProgress"] != "FullyGraded" or "scoreGiven" not in body:
        return None
    share: float = body["scoreGiven"] / body["scoreMaximum"]
    return share * item.maximum


@blueprint.get("/lineitems/<item_id>/lineitem/results")
def results(course: str, item_id: str) -> Response:
    """The grades of one column."""
    refused = entry("results", AGS + "result.readonly")
    if refused is not None:
        return refused
    item = parts().store.items.get(item_id)
    if item is None:
        return refuse(404, "line item")
    rows = []
    for person, grade in item.grades.items():
        row = {
            "userId": person,
            "resultScore": grade.given,
            "resultMaximum": grade.maximum,
        }
        rows.append(row)
    return typed(rows, RESULTS)


def _shown(item: LineItem) -> Body:
    """A line item as AGS 2.0 has it, without what this platform keeps to itself."""
    config = parts().config
    base = f"{config.services_url(config.course)}/lineitems"
    shown = {
        "id": f"{base}/{item.id}/lineitem",
        "label": item.label,
        "scoreMaximum": item.maximum,
        "resourceLinkId": item.activity,
        "tag": item.tag,
        "resourceId": item.resource_id,
    }
    for name in config.silent:
        shown.pop(name, None)
    return shown
