"""Will it work in this browser? A page that anybody may open, also inside an LMS's frame.

It knows nobody and stores nothing: it sets a cookie for a minute and looks whether it comes back.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, render_template

from lti_service import addresses, cookies
from lti_service.headers import allow_anyone_to_frame

blueprint = Blueprint("here", __name__)


@blueprint.get("/here")
def show() -> Response:
    """The page; its script fills in what it finds."""
    allow_anyone_to_frame()
    data = {"cookie": addresses.local("here.cookie")}
    response = make_response(render_template("here.html", data=data))
    cookies.try_out(response)
    return response


@blueprint.get("/here/cookie")
def cookie() -> Response:
    """Whether the cookie of a moment ago came back."""
    return jsonify({"came": cookies.read(cookies.TRIAL) == cookies.CAME_BACK})
