"""The log: what administrators did, and who looked at a group's page."""

from __future__ import annotations

from flask import render_template

from lti_service.services import admin_log, audit
from lti_service.views.admin.gate import blueprint
from lti_service.wiring import wiring

MOST = 200


@blueprint.get("/log")
def log() -> str:
    """Both logs, newest first."""
    with wiring().database.reading() as session:
        events = admin_log.newest(session, MOST)
        looks = audit.newest(session, MOST)
    return render_template("admin/log.html", events=events, looks=looks, most=MOST)
