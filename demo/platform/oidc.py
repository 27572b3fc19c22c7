"""Launching: the page that begins a login at the tool, and the login page that answers with a signed token."""

from __future__ import annotations

import json
import secrets
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
    here = parts()
    activity, person = (
        here.config.course.activity(activity_id),
        here.config.course.person(person_id),
    )
    if activity is None or person is None:
        abort(404)
    fields = {
        "iss": here.config.issuer,
        "client_id": here.config.client_id,
        "lti_deployment_id": here.config.deployment_id,
        "target_link_uri": target(here.config, activity),
        "login_hint": person.id,
        "lti_message_hint": json.dumps(
            {"activity": activity.id, "launchid": secrets.token_hex(4)}
        ),
    }
    if here.config.storage:
        fields["lti_storage_target"] = "_parent"
    return render_template(
        "platform/post.html", action=here.config.tool_url + "/login", fields=fields
    )


@blueprint.route("/auth", methods=["GET", "POST"])
def auth() -> Response:
    """The login page: checks what the tool asks and posts the token to its registered address."""
    here, asked = parts(), request.values
    redirect_uri = here.config.tool_url + "/launch"
    wrong = [name for name, value in WANTED.items() if asked.get(name) != value]
    wrong += [name for name in ("state", "nonce", "login_hint") if not asked.get(name)]
    if (
        asked.get("client_id") != here.config.client_id
        or asked.get("redirect_uri") != redirect_uri
    ):
        wrong.append("client_id or redirect_uri")
    activity = here.config.course.activity(_hint(asked.get("lti_message_hint", "")))
    person = here.config.course.person(asked.get("login_hint", ""))
    if wrong or activity is None or person is None:
        return make_response(jsonify({"error": "invalid_request", "wrong": wrong}), 400)
    token = sign(
        here.store, claims(here.config, here.store, person, activity, asked["nonce"])
    )
    fields = {"id_token": token, "state": asked["state"]}
    if here.config.storage:
        fields["lti_storage_target"] = "_parent"
    return make_response(
        render_template("platform/post.html", action=redirect_uri, fields=fields)
    )


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
    try:
        hint: Any = json.loads(text)
    except ValueError:
        return ""
    return str(hint.get("activity", "")) if isinstance(hint, dict) else ""
