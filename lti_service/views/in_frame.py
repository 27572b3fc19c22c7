"""A login in an LMS's frame: whether this browser keeps a cookie there is tried before the LMS is
asked who the learner is.

Moodle takes a login once (4.5.6, mod/lti/auth.php: `unset($SESSION->$launchid)`): the window that
is offered where no cookie is kept has to be the first to ask. A browser is tried no more once it
has brought a cookie of ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Response, make_response, redirect, render_template, request

from lti_service import addresses, cookies
from lti_service.headers import allow_platform
from lti_service.messages.text import origin
from lti_service.services.known_platforms import AnyRegistration

FRAMES = ("iframe", "frame")
PLAIN_ORIGIN = re.compile(r"https?://[a-z0-9.:\[\]_-]{1,300}")
"""As browsers send it. Whatever else comes is nothing that an administrator should copy."""
TRIED = "tried"
"""In the address of the second look."""
POSTS_AGAIN = 307
"""What was posted stays out of addresses, and so out of the logs of web servers."""


def framed_by() -> str:
    """The origin of the page in whose frame a login begins, "" where the browser does not say.

    Which page began it is all that browsers tell, and no page above that one.
    """
    if request.headers.get("Sec-Fetch-Dest") not in FRAMES:
        return ""
    began = origin(request.headers.get("Origin", ""))
    found = began or origin(request.headers.get("Referer", ""))
    return found if PLAIN_ORIGIN.fullmatch(found) else ""


def before_login(
    registration: AnyRegistration, asked: Mapping[str, str]
) -> Response | None:
    """What comes before the LMS is asked; None where nothing has to.

    `asked`: the parameters of the login. A platform that stores the login's secret needs no cookie.
    """
    if request.headers.get("Sec-Fetch-Dest") != "iframe" or asked["lti_storage_target"]:
        return None
    if cookies.read(cookies.SEAT) or cookies.read(cookies.TRIAL):
        return None
    if TRIED in request.args:
        return _window(registration, asked)
    query = urlencode({**request.args, TRIED: "yes"})
    again = redirect(f"{addresses.local('login.begin')}?{query}", POSTS_AGAIN)
    response = make_response(again)
    cookies.try_out(response)
    return response


def _window(registration: AnyRegistration, asked: Mapping[str, str]) -> Response:
    """A button that begins the login in a window, where cookies of ours are first-party."""
    allow_platform(registration)
    return make_response(render_template("window.html", asked=asked))
