"""Links by which an LMS registers itself."""

from __future__ import annotations

from flask import Response, render_template

from lti_service.services.platforms import registration_links
from lti_service.services.platforms.platform_families import FAMILIES
from lti_service.services.platforms.registration_links import HOURS, Wish
from lti_service.views.admin import forms
from lti_service.views.admin.gate import blueprint, note
from lti_service.wiring import wiring
from olw_core.report import REPORTS


@blueprint.get("/links")
def links() -> str:
    """Those that nobody has used, and the form for a new one."""
    return _page("", "")


@blueprint.post("/links")
def make_link() -> str:
    """Make one. It is shown on this page and never again."""
    here = wiring()
    wish = Wish(
        name=forms.text("name"),
        family=forms.text("family"),
        report=forms.text("report"),
        allow_private=forms.ticked("allow_private"),
        hours=_hours(),
    )
    with here.database.writing() as session:
        token = registration_links.make(session, wish, here.clock())
        note(session, "made a registration link", wish.name)
    return _page(f"{here.settings.public_url}/register/{token}", wish.name)


@blueprint.post("/links/<int:number>/remove")
def take_link_back(number: int) -> Response:
    """Take one back that nobody has used."""
    here = wiring()
    with here.database.writing() as session:
        name = registration_links.take_back(session, number, here.clock())
        note(session, "took back a registration link", name)
    return forms.go_on("admin.links", "link-gone")


def _hours() -> int:
    """How long the link shall work. Raises CommandError (link-life)."""
    given = forms.text("hours") or str(HOURS)
    is_number = given.isascii() and given.isdecimal() and len(given) <= 4
    return int(given) if is_number else 0


def _page(made: str, name: str) -> str:
    here = wiring()
    with here.database.reading() as session:
        found = registration_links.unused(session, here.clock())
    return render_template(
        "admin/links.html",
        links=found,
        made=made,
        name=name,
        hours=HOURS,
        families=FAMILIES,
        reports=REPORTS,
    )
