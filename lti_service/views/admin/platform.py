"""One platform: its values, how it may sign, and removing it."""

from __future__ import annotations

from flask import Response, make_response, render_template
from sqlalchemy.orm import Session

from lti_service.errors import CommandError
from lti_service.messages.id_token import ALLOWED_ALGORITHMS
from lti_service.models import Registration
from lti_service.services.personal_data import removal
from lti_service.services.platforms import platform_changes, registrations
from lti_service.services.platforms.new_platforms import NewPlatform
from lti_service.services.platforms.platform_families import FAMILIES
from lti_service.views.admin import forms
from lti_service.views.admin.gate import blueprint, note
from lti_service.views.admin.platform_form import given
from lti_service.views.admin.platforms import by_number
from lti_service.wiring import wiring
from olw_core.report import REPORTS


@blueprint.get("/platforms/<int:number>")
def platform(number: int) -> str:
    """All about one platform."""
    with wiring().database.reading() as session:
        found = by_number(session, number)
        return _page(session, found, platform_changes.as_it_is(found), "")


@blueprint.post("/platforms/<int:number>")
def edit_platform(number: int) -> Response:
    """Take the form's values over, or show it again with what is wrong."""
    with wiring().database.writing() as session:
        found = by_number(session, number)
        after = given(platform_changes.as_it_is(found))
        try:
            changed = platform_changes.change(session, found, **vars(after))
        except CommandError as error:
            return make_response(_page(session, found, after, str(error)), 400)
        if changed:
            note(session, f"changed {', '.join(changed)}", found.name)
    return forms.go_on("admin.platform", "changed", number=number)


@blueprint.post("/platforms/<int:number>/tokens")
def edit_tokens(number: int) -> Response:
    """How launches may be signed, and whom they may name besides us."""
    with wiring().database.writing() as session:
        found = by_number(session, number)
        registrations.take_usual_tokens(found)
        algorithms = forms.lines("algorithms")
        registrations.take_tokens(found, algorithms, forms.lines("audiences"))
        note(session, "changed how launches are signed", found.name)
    return forms.go_on("admin.platform", "changed", number=number)


@blueprint.post("/platforms/<int:number>/remove")
def remove_platform(number: int) -> Response:
    """Remove a platform whose name was typed in once more."""
    here = wiring()
    with here.database.reading() as session:
        found = by_number(session, number)
        held = removal.belongings(session, found)
    if forms.text("name") != found.name:
        told = f"Type the name {found.name} to remove it. Nothing was removed."
        raise CommandError("platform-name", told)
    removal.remove(here.database, found.id)
    with here.database.writing() as session:
        note(session, f"removed platform with {held.people} people", found.name)
    return forms.go_on("admin.platforms", "removed")


def _page(
    session: Session,
    found: Registration,
    values: NewPlatform,
    problem: str,
) -> str:
    return render_template(
        "admin/platform.html",
        number=found.id,
        known=found,
        deployments=found.deployments,
        platform=values,
        problem=problem,
        held=removal.belongings(session, found),
        families=FAMILIES,
        reports=REPORTS,
        algorithms=sorted(ALLOWED_ALGORITHMS),
        public_url=wiring().settings.public_url,
    )
