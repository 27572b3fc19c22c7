"""Launching: the page that begins a login at the tool, and the login page that answers with a
signed token.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    jsonify,
    make_response,
    request,
)

from demo.platform import choosing, reviewing
from demo.platform.parts import Parts, parts
from demo.platform.posting import login, posting
from demo.platform.tokens import ClientError, claims, sign, target

blueprint = Blueprint("oidc", __name__)
WANTED = {
    "scope": "openid",
    "response_type": "id_token",
    "response_mode": "form_post",
    "prompt": "none",
}


@blueprint.get("/start/<activity_id>/<person_id>")
def start(activity_id: str, person_id: str) -> str:
    """Inside the frame or the new window: posts the login initiation to the tool."""
    config = parts().seen_by(request.args.get("tool", ""))
    activity = parts().activity(activity_id)
    person = config.course_of(activity_id).person(person_id)
    if activity is None or person is None:
        abort(404)
    uri = target(config, activity)
    about = {"activity": activity.id}
    return login(config, person.id, uri, about)


@blueprint.route("/auth", methods=["GET", "POST"])
def auth() -> Response:
    """The login page: checks what the tool asks and posts the token to its registered address."""
    here = parts()
    asked = request.values
    config = here.seen_by(asked.get("client_id", ""))
    redirect_uri = config.tool_url + "/launch"
    wrong = _wrong(asked, config.client_id, redirect_uri)
    told = None if wrong else _told(replace(here, config=config), asked)
    if told is None:
        refusal = {"error": "invalid_request", "wrong": wrong}
        return make_response(jsonify(refusal), 400)
    fields = {
        "id_token": sign(here.store, told),
        "state": asked["state"],
    }
    return make_response(posting(redirect_uri, fields))


def _told(here: Parts, asked: Mapping[str, str]) -> dict[str, Any] | None:
    """The token's claims for what our own hint names; None for a hint or a person not ours.

    `here`: with the configuration as the tool knows it.
    """
    hint = _hint(asked.get("lti_message_hint", ""))
    nonce = asked["nonce"]
    wanted = str(hint.get("activity", ""))
    person = here.config.course_of(wanted).person(asked["login_hint"])
    if person is None:
        return None
    if choosing.CHOOSING in hint:
        return choosing.claims(here, person, nonce)
    activity = here.activity(wanted)
    if activity is None:
        return None
    told = claims(here.config, here.store, person, activity, nonce)
    reviewed = str(hint.get(reviewing.REVIEWED, ""))
    if reviewed:
        told.update(reviewing.changes(reviewed))
    return told


def _wrong(
    asked: Mapping[str, str],
    client_id: str,
    redirect_uri: str,
) -> list[str]:
    """The names of the parameters that are not as they must be."""
    wrong = []
    for name, value in WANTED.items():
        if asked.get(name) != value:
            wrong.append(name)
    for name in ("state", "nonce", "login_hint"):
        if not asked.get(name):
            wrong.append(name)
    ours = {
        "client_id": client_id,
        "redirect_uri": redirect_uri,
    }
    for name, value in ours.items():
        if asked.get(name) != value:
            wrong.append(name)
    return wrong


@blueprint.get("/jwks")
def keys() -> Response:
    """The platform's public key."""
    parts().store.log.append("jwks")
    public = parts().store.key.as_dict(private=False)
    response = jsonify({"keys": [public]})
    response.headers["Cache-Control"] = "public, max-age=600"
    return response


@blueprint.post("/token")
def token() -> Response:
    """Access tokens for the services."""
    here = parts()
    here.store.log.append("token")
    try:
        form = dict(request.form)
        given = here.tokens.give(form)
    except ClientError as error:
        refusal = {"error": str(error)}
        return make_response(jsonify(refusal), 400)
    return jsonify(given)


def _hint(text: str) -> dict[str, Any]:
    """Our own lti_message_hint; empty for another text."""
    try:
        hint: Any = json.loads(text)
    except ValueError:
        return {}
    return hint if isinstance(hint, dict) else {}
