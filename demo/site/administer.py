"""Signs whoever tries the demo in to the LTI service's administrators' pages.

On a real server only who can run `olw lti admin link` gets such a link; this site listens on one
computer alone.
"""

from __future__ import annotations

from flask import Blueprint, Flask, Response, make_response, redirect

from lti_service.services.admin import admin_sessions
from lti_service.wiring import wiring_of


def blueprint(tool: Flask) -> Blueprint:
    """The page, for the service that runs in this process."""
    made = Blueprint("administer", __name__)

    @made.get("/administer")
    def administer() -> Response:
        """To the page of a fresh sign-in link."""
        wiring = wiring_of(tool)
        with wiring.database.writing() as session:
            name = "whoever tries the demo"
            token = admin_sessions.make_link(session, name, wiring.clock())
        to = f"{wiring.settings.public_url}/admin/enter/{token}"
        return make_response(redirect(to, 303))

    return made
