"""Will it work in this browser? A page that anybody may open, also inside an LMS's frame.

It knows nobody and stores nothing: it sets a cookie for a minute and looks whether it comes back.
With a platform in its address, as a login names one, only that LMS can frame it, as it can frame
activities.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, jsonify, make_response, render_template, request

from lti_service import addresses, cookies
from lti_service.errors import RefusedError
from lti_service.headers import allow_anyone_to_frame, allow_platform
from lti_service.messages.text import ID_LENGTH, is_storable, origin
from lti_service.services import known_platforms
from lti_service.services.known_platforms import KnownPlatform
from lti_service.wiring import wiring

blueprint = Blueprint("here", __name__)


@blueprint.get("/here")
def show() -> Response:
    """The page; its script fills in what it finds. Raises RefusedError (platform-unknown)."""
    data = {"cookie": addresses.local("here.cookie"), "origin": ""}
    registration = _named()
    if registration is None:
        allow_anyone_to_frame()
    else:
        allow_platform(registration)
        data["origin"] = origin(registration.login_url)
    host = urlsplit(wiring().settings.public_url).netloc
    response = make_response(render_template("here.html", data=data, host=host))
    cookies.try_out(response)
    return response


@blueprint.get("/here/cookie")
def cookie() -> Response:
    """Whether the cookie of a moment ago came back."""
    return jsonify({"came": cookies.read(cookies.TRIAL) == cookies.CAME_BACK})


def _named() -> KnownPlatform | None:
    """The platform that the address names; None where it names none."""
    issuer = request.args.get("iss", "")
    client_id = request.args.get("client_id", "")
    if not issuer:
        return None
    for value in (issuer, client_id):
        if len(value) > ID_LENGTH or not is_storable(value):
            raise RefusedError("platform-unknown", "no issuer or client id is like it")
    with wiring().database.singly() as connection:
        return known_platforms.find(connection, issuer, client_id)
