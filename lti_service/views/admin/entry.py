"""Signing in by a link that works once, and signing out."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, g, make_response, render_template

from lti_service import addresses, cookies
from lti_service.services import admin_log
from lti_service.services.admin import admin_sessions
from lti_service.views.admin.forms import go_on
from lti_service.views.admin.gate import blueprint
from lti_service.wiring import wiring


@blueprint.get("/enter/<token>")
def enter(token: str) -> str:
    """Asks first: a mail scanner that follows the link uses nothing up."""
    here = wiring()
    with here.database.reading() as session:
        link = admin_sessions.find_link(session, token, here.clock())
    to = addresses.local("admin.sign_in", token=token)
    return render_template(
        "admin/enter.html",
        name=link.name,
        to=to,
        idle=admin_sessions.IDLE // timedelta(minutes=1),
        longest=admin_sessions.LONGEST_SESSION // timedelta(hours=1),
    )


@blueprint.post("/enter/<token>")
def sign_in(token: str) -> Response:
    """Uses the link up and begins a session."""
    here = wiring()
    now = here.clock()
    with here.database.writing() as session:
        made = admin_sessions.use_link(session, token, now)
        name = admin_sessions.find(session, made, now).name
        admin_log.note(session, name, "signed in", "", now)
    response = go_on("admin.overview")
    cookies.write_strict(response, cookies.ADMIN, made)
    return response


@blueprint.post("/leave-all")
def sign_all_out() -> Response:
    """Ends every administrator's session, this one too, and all sign-in links."""
    here = wiring()
    with here.database.writing() as session:
        admin_sessions.end_all(session)
        told = "signed every administrator out"
        admin_log.note(session, g.admin.name, told, "", here.clock())
    return _left()


@blueprint.post("/leave")
def sign_out() -> Response:
    """Ends this session."""
    here = wiring()
    with here.database.writing() as session:
        admin_sessions.end(session, cookies.read(cookies.ADMIN))
        admin_log.note(session, g.admin.name, "signed out", "", here.clock())
    return _left()


def _left() -> Response:
    response = make_response(render_template("admin/left.html"))
    cookies.take_away_strict(response, cookies.ADMIN)
    return response
