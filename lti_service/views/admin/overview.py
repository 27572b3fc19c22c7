"""What needs an administrator now, and the settings in force."""

from __future__ import annotations

from flask import render_template

from lti_service.services.admin import admin_sessions, facts
from lti_service.services.keys import tool_keys
from lti_service.services.platforms import deployments, registrations
from lti_service.services.scores import queue_overview
from lti_service.views.admin.gate import blueprint
from lti_service.wiring import wiring


@blueprint.get("/")
def overview() -> str:
    """The first page."""
    here = wiring()
    now = here.clock()
    with here.database.reading() as session:
        pending = [one for one in deployments.pending(session) if not one.refused_at]
        queued = queue_overview.queued(session)
        platforms = registrations.every(session)
        signed_in = admin_sessions.count(session, now)
        newest = tool_keys.every(session)[-1]
    troubled = [one for one in queued if one.problem]
    return render_template(
        "admin/overview.html",
        pending=pending,
        troubled=troubled,
        waiting=sum(one.rows for one in queued if not one.problem),
        platforms=platforms,
        signed_in=signed_in,
        key_days=(now - newest.created_at).days,
        facts=facts.of_settings(here.settings),
    )
