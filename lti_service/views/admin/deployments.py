"""Deployments: approving and refusing those that wait, adding one, what each is told."""

from __future__ import annotations

from flask import Response

from lti_service.services.platforms import deployments
from lti_service.views.admin import forms
from lti_service.views.admin.gate import blueprint, note
from lti_service.views.admin.platforms import by_number
from lti_service.wiring import wiring


@blueprint.post("/platforms/<int:number>/approve")
def approve(number: int) -> Response:
    """Let a deployment in."""
    deployment = forms.text("deployment")
    report = forms.text("report")
    database = wiring().database
    with database.writing() as session:
        found = by_number(session, number)
        deployments.approve(session, found, deployment, report)
        told = f"approved deployment {deployment}"
        note(session, told, found.name)
    return forms.go_on("admin.platforms", "approved")


@blueprint.post("/platforms/<int:number>/refuse")
def refuse(number: int) -> Response:
    """Say no to a deployment."""
    here = wiring()
    now = here.clock()
    deployment = forms.text("deployment")
    with here.database.writing() as session:
        found = by_number(session, number)
        deployments.refuse(session, found, deployment, now)
        told = f"refused deployment {deployment}"
        note(session, told, found.name)
    return forms.go_on("admin.platforms", "refused")


@blueprint.post("/platforms/<int:number>/deployments")
def keep_deployment(number: int) -> Response:
    """Add a deployment, or change what one is told."""
    deployment = forms.text("deployment")
    report = forms.text("report")
    database = wiring().database
    told = f"deployment {deployment} reports {report}"
    with database.writing() as session:
        found = by_number(session, number)
        deployments.keep(session, found, deployment, report)
        note(session, told, found.name)
    return forms.go_on("admin.platform", "changed", number=number)
