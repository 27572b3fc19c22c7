"""Launching: the page that begins a login at the tool, and the login page that answers with a
signed token.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    jsonify,
    make_response,
    render_template,
    request,
)

from demo.platform.parts import parts
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
    course = config.course_of(activity_id)
    activity = course.activity(activity_id)
    person = course.person(person_id)
    if activity is None or person is None:
        abort(404)
    hint = {"activity": activity.id, "launchid": secrets.token_hex(4)}
    fields = {
        "iss": config.issuer,
        "client_id": config.client_id,
        "lti_deployment_id": config.deployment_id,
        "target_link_uri": target(config, activity),
        "login_hint": person.id,
        "lti_message_hint": json.dumps(hint),
    }
    return _posting(config.tool_url + "/login", fields)


@blueprint.route("/auth", methods=["GET", "POST"])
def auth() -> Response:
    """The login page: checks what the tool asks and posts the token to its registered address."""
    here = parts()
    asked = request.values
    config = here.seen_by(asked.get("client_id", ""))
    redirect_uri = config.tool_url + "/launch"
    wrong = _wrong(asked, config.client_id, redirect_uri)
    wanted = _hint(asked.get("lti_message_hint", ""))
    course = config.course_of(wanted)
    activity = course.activity(wanted)
    person = course.person(asked.get("login_hint", ""))
    if wrong or activity is None or person is None:
        refusal = {"error": "invalid_request", "wrong": wrong}
        return make_response(jsonify(refusal), 400)
    told = claims(config, here.store, person, activity, asked["nonce"])
    fields = {
        "id_token": sign(here.store, told),
        "state": asked["state"],
    }
    return make_response(_posting(redirect_uri, fields))


def _wrong(asked: Mapping[str, str], client_id: str, redirect_uri: str) -> list[str]:
    """The names of the parameters that are not as they must be."""
    wrong = []
    for name, value in WANTED.items():
        if asked.get(name) != value:
            wrong.append(name)
    for name in ("state", "nonce", "login_hint"):
        if not asked.get(name):
            wrong.append(name)
    known = asked.get("client_id") == client_id
    if not known or asked.get("redirect_uri") != redirect_uri:
        wrong.append("client_id or redirect_uri")
    return wrong


def _posting(action: str, fields: dict[str, str]) -> str:
    """A page that posts these fields at once."""
    if parts().config.storage:
        fields = {**fields, "lti_storage_target": "_parent"}
    return render_template("platform/post.html", action=action, fields=fields)


@blueprint.get("/jwks")
def keys() -> Response:
    """The platform's public key."""
    parts().store.log.append("jwks")
    response = jsonify({"keys": [parts().store.key.as_dict(private=False)]})
    response.headers["Cache-Control"] = "public, max-age=600"
    return response


@blueprint.post("/token")
def token() -> Response:
    """Access tokens for the services."""
    here = parts()
    here.store.log.append("token")
    try:
        return jsonify(here.tokens.give(dict(request.form)))
    except ClientError as error:
        return make_response(jsonify({"error": str(error)}), 400)


def _hint(text: str) -> str:
    """The activity that our own lti_message_hint names; "" for another text."""
    try:
        hint: Any = json.loads(text)
    except ValueError:
        return ""
    return str(hint.get("activity", "")) if isinstance(hint, dict) else ""
