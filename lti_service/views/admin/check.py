"""Will it work here? One platform's connection, tried point by point."""

from __future__ import annotations

from flask import render_template

from lti_service.models import Registration
from lti_service.services.admin.browser_checks import here_address
from lti_service.services.admin.finding import Finding
from lti_service.views.admin import forms
from lti_service.views.admin.gate import blueprint, note
from lti_service.views.admin.platforms import by_number
from lti_service.wiring import wiring


@blueprint.get("/platforms/<int:number>/check")
def check_platform(number: int) -> str:
    """What will be tried, and the form that tries it."""
    with wiring().database.reading() as session:
        found = by_number(session, number)
    return _page(found, [])


@blueprint.post("/platforms/<int:number>/check")
def try_platform(number: int) -> str:
    """Try everything now. The platform is asked outside of any unit."""
    here = wiring()
    learner = forms.text("learner")
    with here.database.writing() as session:
        found = by_number(session, number)
        what = "tried the connection"
        if learner:
            what += ", with a score"
        note(session, what, found.name)
    with here.keys.turns.taking(found.id):
        findings = here.checks().examine(found, learner)
    return _page(found, findings)


def _page(found: Registration, findings: list[Finding]) -> str:
    return render_template(
        "admin/check.html",
        known=found,
        findings=findings,
        here=here_address(wiring().settings.public_url, found),
    )
