"""Where an LMS registers itself: the page that asks, and the page that says what is left to do.

Opening the link changes nothing, so a mail scanner that follows it uses nothing up.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from flask import Blueprint, Response, g, make_response, render_template, request

from lti_service.addresses import local
from lti_service.errors import RegistrationError
from lti_service.headers import allow_anyone_to_frame
from lti_service.messages.text import origin
from lti_service.models import RegistrationLink
from lti_service.services.platforms import (
    dynamic_registration,
    platform_families,
    registration_links,
)
from lti_service.services.platforms.dynamic_registration import Asked, Connecting
from lti_service.wiring import wiring

blueprint = Blueprint("register", __name__)
logger = logging.getLogger("lti_service.register")
STATUSES = {
    "registration-link-unknown": 404,
    "registration-link-used": 403,
    "registration-link-ended": 403,
    "registration-address": 400,
    "registration-issuer": 403,
    "platform-exists": 409,
}
TROUBLE_OVER_THERE = 424
"""For whatever the LMS did: Failed Dependency (RFC 4918, 11.4)."""


@blueprint.get("/register/<token>")
def ask(token: str) -> Response:
    """Opened by the LMS: asks its administrator. Opened by hand: says where it belongs."""
    # Which LMS it is, and where people see it, is not known yet. Nobody can frame the page who has
    # not been given the link.
    allow_anyone_to_frame()
    here = wiring()
    try:
        with here.database.reading() as session:
            link = registration_links.find(session, token, here.clock())
        if "openid_configuration" not in request.args:
            return _begun(link)
        asked = _asked(request.args)
        dynamic_registration.check(asked, private=link.allow_private)
    except RegistrationError as error:
        return _failed(error)
    page = render_template(
        "register/confirm.html",
        link=link,
        asked=asked,
        action=local("register.connect", token=token),
        host=origin(asked.openid_configuration),
    )
    return make_response(page)


@blueprint.post("/register/<token>")
def connect(token: str) -> Response:
    """The administrator said yes."""
    allow_anyone_to_frame()
    here = wiring()
    connecting = Connecting(
        here.database,
        here.outgoing,
        here.keys.turns,
        here.clock,
        here.settings.public_url,
    )
    try:
        platform = connecting.connect(token, _asked(request.form))
    except RegistrationError as error:
        return _failed(error)
    page = render_template(
        "register/done.html",
        platform=platform,
        kind=platform_families.family(platform.family),
        steps=platform_families.steps_left(
            platform.family,
            here.settings.public_url,
            deployed=bool(platform.deployments),
        ),
        public_url=here.settings.public_url,
        deployments=", ".join(one.deployment_id for one in platform.deployments),
    )
    return make_response(page)


def _asked(values: Mapping[str, str]) -> Asked:
    """From the query that the LMS made, or the form that carried it on."""
    frame = values.get("frame")
    if frame is None:
        # The page that frames us, where the browser says so: the host may be a trust's own.
        frame = origin(request.headers.get("Referer", ""))
    return Asked(
        openid_configuration=values.get("openid_configuration", ""),
        registration_token=values.get("registration_token", ""),
        frame=origin(frame.strip()) or frame.strip(),
    )


def _begun(link: RegistrationLink) -> Response:
    """Where a person opened the link: in which places of which LMS it belongs."""
    families = platform_families.FAMILIES.values()
    others = [one.title for one in families if not one.link_place]
    page = render_template(
        "register/begin.html",
        link=link,
        families=families,
        by_hand=", ".join(others),
    )
    return make_response(page)


def _failed(error: RegistrationError) -> Response:
    """What is wrong, in words for the LMS's administrator; the log has the code."""
    reference: str = g.get("request_id", "")
    told = {"code": error.code, "detail": str(error), "request": reference}
    logger.warning("registration failed", extra=told)
    page = render_template(
        "register/failed.html",
        words=str(error),
        code=error.code,
        reference=reference,
    )
    return make_response(page, STATUSES.get(error.code, TROUBLE_OVER_THERE))
