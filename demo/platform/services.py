"""The platform's services: line items and scores (AGS 2.0) with Moodle's habits, and the roster (NRPS 2.0), paged."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, jsonify, make_response, request

from demo.platform.parts import Parts, parts
from demo.platform.store import Grade, LineItem
from demo.platform.tokens import AGS, NRPS

blueprint = Blueprint("services", __name__, url_prefix="/services/<course>")
LINE_ITEM = "application/vnd.ims.lis.v2.lineitem+json"
LINE_ITEMS = "application/vnd.ims.lis.v2.lineitemcontainer+json"
SCORE = "application/vnd.ims.lis.v1.score+json"
MEMBERS = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"


def _entry(name: str, *scopes: str) -> Response | None:
    """Count the call; a refusal if the service is in trouble or the token does not allow it."""
    here = parts()
    here.store.log.append(name)
    if name in here.store.trouble:
        status, headers = here.store.trouble[name]
        return make_response(jsonify({"error": "trouble"}), status, headers)
    if not here.tokens.allows(request.headers.get("Authorization", ""), set(scopes)):
        return _refuse(401, "token")
    return None


def _refuse(status: int, why: str) -> Response:
    return make_response(jsonify({"error": why}), status)


def _typed(body: Any, media_type: str, status: int = 200) -> Response:
    response = make_response(jsonify(body), status)
    response.headers["Content-Type"] = media_type
    return response


@blueprint.get("/lineitems")
def line_items(course: str) -> Response:
    """All columns; wants the exact Accept header, as Moodle does."""
    refused = _entry("lineitems", AGS + "lineitem", AGS + "lineitem.readonly")
    if refused is not None:
        return refused
    if request.headers.get("Accept") != LINE_ITEMS:
        return _refuse(400, "accept")
    wanted = {
        "activity": request.args.get("resource_link_id"),
        "tag": request.args.get("tag"),
        "resource_id": request.args.get("resource_id"),
    }
    if "filters" in parts().config.silent:
        wanted = {}
    items = [
        _shown(parts(), item)
        for item in parts().store.items.values()
        if all(
            value is None or getattr(item, name) == value
            for name, value in wanted.items()
        )
    ]
    return _typed(items, LINE_ITEMS)


@blueprint.post("/lineitems")
def create(course: str) -> Response:
    """A new column by the tool."""
    refused = _entry("lineitem-create", AGS + "lineitem")
    if refused is not None:
        return refused
    body, here = request.get_json(silent=True) or {}, parts()
    if (
        request.content_type != LINE_ITEM
        or not body.get("label")
        or not body.get("scoreMaximum")
    ):
        return _refuse(400, "line item")
    with here.store.lock:
        item = LineItem(
            secrets.token_hex(4),
            body["label"],
            float(body["scoreMaximum"]),
            body.get("resourceLinkId", ""),
            body.get("tag", ""),
            body.get("resourceId", ""),
        )
        here.store.items[item.id] = item
        here.store.save()
    return _typed(_shown(here, item), LINE_ITEM, 201)


@blueprint.post("/lineitems/<item_id>/lineitem/scores")
def score(course: str, item_id: str) -> Response:
    """One score. 409 unless its timestamp is a later whole second; anything not final wipes the grade."""
    refused = _entry("score", AGS + "score")
    if refused is not None:
        return refused
    here, body = parts(), request.get_json(silent=True) or {}
    item = here.store.items.get(item_id)
    person = here.config.course.person(str(body.get("userId")))
    if item is None:
        return _refuse(404, "line item")
    missing = [
        name
        for name in ("userId", "timestamp", "activityProgress", "gradingProgress")
        if not body.get(name)
    ]
    if (
        request.content_type != SCORE
        or missing
        or person is None
        or not person.is_learner
    ):
        return _refuse(400, "score")
    second = int(datetime.fromisoformat(body["timestamp"]).timestamp())
    with here.store.lock:
        before = item.grades.get(person.id)
        if before is not None and second <= before.second:
            return _refuse(409, "not newer")
        final = body["gradingProgress"] == "FullyGraded" and "scoreGiven" in body
        given = (
            body["scoreGiven"] / body["scoreMaximum"] * item.maximum if final else None
        )
        item.grades[person.id] = Grade(given, item.maximum, second)
        here.store.save()
    return make_response("", 204)


@blueprint.get("/lineitems/<item_id>/lineitem/results")
def results(course: str, item_id: str) -> Response:
    """The grades of one column."""
    refused = _entry("results", AGS + "result.readonly")
    item = parts().store.items.get(item_id)
    if refused is not None or item is None:
        return refused or _refuse(404, "line item")
    rows = [
        {"userId": person, "resultScore": grade.given, "resultMaximum": grade.maximum}
        for person, grade in item.grades.items()
    ]
    return _typed(rows, "application/vnd.ims.lis.v2.resultcontainer+json")


@blueprint.get("/members")
def members(course: str) -> Response:
    """The roster in pages; the next page's address has capitals that must survive."""
    refused = _entry("members", NRPS)
    if refused is not None:
        return refused
    config = parts().config
    first = int(request.args.get("From", "0"))
    shown = config.course.people[first : first + config.page_size]
    body = {
        "id": request.base_url,
        "context": {"id": config.course.id, "title": config.course.title},
        "members": [
            {
                "user_id": one.id,
                "roles": [role.rsplit("#")[-1] for role in one.roles],
                "status": "Active",
            }
            | ({"name": one.name} if config.names else {})
            for one in shown
        ],
    }
    response = _typed(body, MEMBERS)
    if first + config.page_size < len(config.course.people):
        following = f"{config.public_url}/services/{course}/members?From={first + config.page_size}"
        response.headers["link"] = f'<{following}>; rel="next"'
    return response


def _shown(here: Parts, item: LineItem) -> dict[str, Any]:
    base = f"{here.config.public_url}/services/{here.config.course.id}/lineitems"
    shown = {
        "id": f"{base}/{item.id}/lineitem",
        "label": item.label,
        "scoreMaximum": item.maximum,
        "resourceLinkId": item.activity,
        "tag": item.tag,
        "resourceId": item.resource_id,
    }
    for name in here.config.silent:
        shown.pop(name, None)
    return shown
