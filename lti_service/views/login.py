"""The OIDC login (Security Framework 5.1.1.1).

Remember it once, send the browser to the platform's login page.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import Blueprint, Response, make_response, redirect, render_template

from lti_service import addresses, cookies
from lti_service.errors import RefusedError
from lti_service.headers import allow_platform
from lti_service.messages.text import origin
from lti_service.secret import fingerprint
from lti_service.services import known_platforms
from lti_service.services.known_platforms import AnyRegistration
from lti_service.services.launching import logins
from lti_service.services.launching.logins import LoginRequest, Started
from lti_service.views import forms, in_frame, limiting
from lti_service.wiring import wiring

blueprint = Blueprint("login", __name__)


@blueprint.route("/login", methods=["GET", "POST"])
def begin() -> Response:
    """A platform begins a launch."""
    here = wiring()
    values = forms.login_values()
    target = values["target_link_uri"]
    if addresses.named_in(here.settings, target) is None:
        raise RefusedError("target-not-ours", f"target_link_uri {target[:200]!r}")
    asked = LoginRequest(
        target_link_uri=target,
        login_hint=values["login_hint"],
        message_hint=values["lti_message_hint"],
        deployment_hint=values["lti_deployment_id"],
        storage_target=values["lti_storage_target"],
        framed_by=in_frame.framed_by(),
    )
    with here.database.singly() as connection:
        registration = known_platforms.find(
            connection, values["iss"], values["client_id"]
        )
        limiting.arriving(registration)
        first = in_frame.before_login(registration, values)
        if first:
            return first
        with here.database.in_turn():
            started = logins.start(connection, registration, asked, here.clock())
    return send_on(registration, asked, started)


@blueprint.post("/launch/again")
def again() -> Response:
    """The same login once more, in a window of its own, where our cookies are first-party."""
    here = wiring()
    state = forms.state()
    with here.database.singly() as connection:
        before = logins.find_for_restart(connection, state, here.clock())
        registration = before.registration
        limiting.arriving(registration)
        asked = LoginRequest(
            target_link_uri=before.target_link_uri,
            login_hint=before.login_hint,
            message_hint=before.message_hint,
            deployment_hint=before.deployment_hint,
        )
        with here.database.in_turn():
            started = logins.start(connection, registration, asked, here.clock())
    return send_on(registration, asked, started)


def cookie_name(state: str) -> str:
    """One cookie per login: two activities on one course page must not overwrite each other's."""
    whole = fingerprint(state)
    return cookies.LOGIN + whole[:16]


def send_on(
    registration: AnyRegistration,
    asked: LoginRequest,
    started: Started,
) -> Response:
    """To the platform's login page.

    By way of a page of ours when the platform offers to store the secret.
    """
    allow_platform(registration)
    response = _on(registration, asked, started)
    name = cookie_name(started.state)
    cookies.write(response, name, started.browser, logins.LOGIN_LIFE)
    return response


def storage(
    registration: AnyRegistration,
    storage_target: str,
    state: str,
) -> dict[str, str]:
    """What the page's script needs for the platform's storage.

    LTI Client Side postMessages 0.1.
    """
    return {
        "target": storage_target,
        "origin": origin(registration.login_url),
        "key": cookie_name(state),
    }


def _on(
    registration: AnyRegistration,
    asked: LoginRequest,
    started: Started,
) -> Response:
    target = _login_page(registration, asked, started)
    if not asked.storage_target:
        # 302, for GET and POST alike.
        return make_response(redirect(target, 302))
    where = storage(registration, asked.storage_target, started.state)
    data = {"storage": where, "value": started.browser, "next": target}
    return make_response(render_template("login.html", data=data, next=target))


def _login_page(
    registration: AnyRegistration,
    asked: LoginRequest,
    started: Started,
) -> str:
    """Its address with our authentication request (OpenID Connect Core 3.1.2.1)."""
    parameters = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": registration.client_id,
        "redirect_uri": addresses.launch_url(wiring().settings),
        "state": started.state,
        "nonce": started.nonce,
        "login_hint": asked.login_hint,
    }
    if asked.message_hint:
        parameters["lti_message_hint"] = asked.message_hint
    parts = urlsplit(registration.login_url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    pairs += parameters.items()
    return urlunsplit(parts._replace(query=urlencode(pairs)))
