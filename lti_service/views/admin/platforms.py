"""The platforms: the list, the deployments that wait, and adding one by hand."""

from __future__ import annotations

from flask import Response, make_response, render_template, request
from sqlalchemy.orm import Session

from lti_service.errors import CommandError
from lti_service.models import Registration
from lti_service.services.platforms import deployments, registrations
from lti_service.services.platforms.new_platforms import NewPlatform, like
from lti_service.services.platforms.platform_families import FAMILIES
from lti_service.services.rows import MOST_ROWS
from lti_service.views.admin import forms
from lti_service.views.admin.gate import blueprint, note
from lti_service.views.admin.platform_form import given
from lti_service.wiring import wiring
from olw_core.report import REPORTS


@blueprint.get("/platforms")
def platforms() -> str:
    """All platforms, and deployments that nobody has approved yet."""
    with wiring().database.reading() as session:
        return render_template(
            "admin/platforms.html",
            platforms=[_line(one) for one in registrations.every(session)],
            pending=deployments.pending(session),
            reports=REPORTS,
        )


@blueprint.get("/platforms/add")
def new_platform() -> str:
    """The form for one that does not register itself."""
    return _form(NewPlatform("", "", "", "", "", ""), "")


@blueprint.post("/platforms/add")
def add_platform() -> Response:
    """Store it, or show the form again with what is wrong."""
    here = wiring()
    platform = given(NewPlatform("", "", "", "", "", ""))
    try:
        if platform.family and forms.text("at"):
            platform = like(platform, forms.text("at"))
        for deployment in forms.lines("deployments"):
            platform.deployments[deployment] = platform.usual_report
        with here.database.writing() as session:
            added = registrations.add(session, platform, here.clock())
            note(session, "added platform", added.name)
    except CommandError as error:
        return make_response(_form(platform, str(error)), 400)
    return forms.go_on("admin.platform", "added", number=added.id)


def by_number(session: Session, number: int) -> Registration:
    """The platform of an address. Raises CommandError (platform-unknown)."""
    found = None
    if number <= MOST_ROWS:
        found = session.get(Registration, number)
    if found is None:
        told = "There is no such platform any more. Go back to the list of platforms."
        raise CommandError("platform-unknown", told)
    return found


def _line(one: Registration) -> dict[str, object]:
    """What the list says of a platform."""
    names = [deployment.deployment_id for deployment in one.deployments]
    return {"platform": one, "deployments": names}


def _form(platform: NewPlatform, problem: str) -> str:
    return render_template(
        "admin/new.html",
        platform=platform,
        problem=problem,
        families=FAMILIES,
        reports=REPORTS,
        at=request.form.get("at", ""),
        deployments=request.form.get("deployments", ""),
    )
