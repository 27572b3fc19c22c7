"""Adding activities to the course: Deep Linking 2.0, from the request to the tool's signed answer.

The answer is checked as strictly as the specification lets a platform check it; real ones check
less. What is wrong is told in words, since it is the tool's fault and a test's failure.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import httpx2
from flask import Blueprint, Response, abort, make_response, render_template, request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from demo.platform.config import PlatformConfig
from demo.platform.course import Activity, Person
from demo.platform.parts import Parts, parts
from demo.platform.posting import posting
from demo.platform.store import LineItem
from demo.platform.tokens import CLAIM

blueprint = Blueprint("choosing", __name__)
DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/"
CHOOSING = "choosing"
"""In our lti_message_hint: the login is for a choice."""
LEEWAY = 5  # seconds
LONGEST_LIFE = 3600  # seconds

Body = dict[str, Any]


class ChoiceRefusedError(Exception):
    """The tool's answer does not hold; the text says why."""


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
    config = parts().config
    person = _author(person_id)
    fields = {
        "iss": config.issuer,
        "client_id": config.client_id,
        "lti_deployment_id": config.deployment_id,
        "target_link_uri": config.tool_url + "/launch",
        "login_hint": person.id,
        "lti_message_hint": json.dumps({CHOOSING: secrets.token_hex(4)}),
    }
    return posting(config.tool_url + "/login", fields)


@blueprint.post("/chosen")
def chosen() -> Response:
    """The tool's answer: what was chosen is added to the course."""
    here = parts()
    try:
        items = _items(here, request.form.get("JWT", ""))
    except ChoiceRefusedError as error:
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
    config, now = here.config, int(time.time())
    course = config.course
    return {
        "iss": config.issuer,
        "aud": config.client_id,
        "sub": person.id,
        "iat": now,
        "exp": now + 60,
        "nonce": nonce,
        CLAIM + "message_type": "LtiDeepLinkingRequest",
        CLAIM + "version": "1.3.0",
        CLAIM + "deployment_id": config.deployment_id,
        CLAIM + "target_link_uri": config.tool_url + "/launch",
        CLAIM + "roles": list(person.roles),
        CLAIM + "context": {"id": course.id, "title": course.title},
        DEEP_LINKING + "deep_linking_settings": settings(here),
        "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint": {"lineitem": ""},
    }


def _author(person_id: str) -> Person:
    """Someone who may change the course; 404 for everyone else."""
    person = parts().config.course.person(person_id)
    if person is None or person.is_learner:
        abort(404)
    return person


def _items(here: Parts, token: str) -> list[Body]:
    """The content items of an answer. Raises ChoiceRefusedError."""
    try:
        address = here.config.tool_url + "/jwks"
        answer = httpx2.get(address, timeout=5, trust_env=False)
        keys = KeySet.import_key_set(answer.json())
        told = jwt.decode(token, keys, algorithms=["RS256"])
    except (JoseError, ValueError, httpx2.HTTPError) as error:
        raise ChoiceRefusedError(f"signature: {error}") from error
    if not told.header.get("kid"):
        raise ChoiceRefusedError("kid")
    _check(here, told.claims)
    items = told.claims.get(DEEP_LINKING + "content_items")
    if not isinstance(items, list):
        raise ChoiceRefusedError("content_items")
    if len(items) > 1 and here.config.deep_linking.get("accept_multiple") is False:
        raise ChoiceRefusedError("several items")
    for item in items:
        _check_item(here.config, item)
    return items


def _check(here: Parts, told: Mapping[str, Any]) -> None:
    """Everything but the items (Security Framework 5.2.3; Deep Linking 2.0, 4.4)."""
    config, now = here.config, time.time()
    must = {
        "iss": config.client_id,
        "aud": config.issuer,
        CLAIM + "message_type": "LtiDeepLinkingResponse",
        CLAIM + "version": "1.3.0",
        CLAIM + "deployment_id": config.deployment_id,
    }
    wrong = [name for name, value in must.items() if told.get(name) != value]
    if not now - LONGEST_LIFE < told.get("iat", 0) <= now + LEEWAY:
        wrong.append("iat")
    if not now < told.get("exp", 0) < now + LONGEST_LIFE:
        wrong.append("exp")
    nonce = told.get("nonce")
    if not nonce or nonce in here.store.nonces:
        wrong.append("nonce")
    wrong += _wrong_data(here, told)
    if wrong:
        raise ChoiceRefusedError(", ".join(wrong))
    here.store.nonces.add(str(nonce))


def _wrong_data(here: Parts, told: Mapping[str, Any]) -> list[str]:
    """`data` comes back exactly as it was sent, and not at all where none was."""
    name = DEEP_LINKING + "data"
    sent = here.config.deep_linking.get("data")
    if sent is None and "data" not in here.config.deep_linking:
        return [] if told.get(name) in here.store.choosing else ["data"]
    if sent in (None, "left out"):
        return ["data"] if name in told else []
    return [] if told.get(name) == sent else ["data"]


def _check_item(config: PlatformConfig, item: Body) -> None:
    """One resource link item (Deep Linking 2.0, 4.1.5). Raises ChoiceRefusedError."""
    if item.get("type") != "ltiResourceLink" or not item.get("title"):
        raise ChoiceRefusedError("type or title")
    if not str(item.get("url")).startswith(config.tool_url + "/launch"):
        raise ChoiceRefusedError("url")
    if not all(isinstance(value, str) for value in item.get("custom", {}).values()):
        raise ChoiceRefusedError("custom")
    if "iframe" in item and "window" in item:
        raise ChoiceRefusedError("iframe and window")
    column = item.get("lineItem")
    if column is not None and not column.get("scoreMaximum", 0) > 0:
        raise ChoiceRefusedError("lineItem")
    for times in (item.get("available", {}), item.get("submission", {})):
        _check_times(times)


def _check_times(times: Mapping[str, str]) -> None:
    """ISO 8601 with a zone. Raises ChoiceRefusedError."""
    for text in times.values():
        if datetime.fromisoformat(text).tzinfo is None:
            raise ChoiceRefusedError("a date without a zone")


def _add(here: Parts, item: Body) -> Activity:
    """A content item as an activity of the course, with its column."""
    column = item.get("lineItem")
    activity = Activity(
        id=secrets.token_hex(4),
        title=item["title"],
        custom=item.get("custom", {}),
        own_line_item=column is not None,
        short=item["title"],
        url=item["url"],
        window="window" in item,
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
