"""What needs an administrator now, and the settings in force."""

from __future__ import annotations

from flask import render_template

from lti_service.services.admin import facts
from lti_service.services.admin import overview as overviews
from lti_service.views.admin.gate import blueprint
from lti_service.wiring import wiring


@blueprint.get("/")
def overview() -> str:
    """The first page."""
    here = wiring()
    now = here.clock()
    with here.database.reading() as session:
        found = overviews.read(session, now)
    return render_template(
        "admin/overview.html",
        **vars(found),
        facts=facts.of_settings(here.settings),
    )
