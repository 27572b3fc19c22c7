"""Scores that have not arrived: what waits, what was given up and why, and trying again."""

from __future__ import annotations

from flask import Response, render_template

from lti_service.services.scores import deliveries, line_items, queue_overview
from lti_service.views.admin import forms
from lti_service.views.admin.gate import blueprint, note
from lti_service.views.admin.platforms import by_number
from lti_service.wiring import wiring


@blueprint.get("/scores")
def scores() -> str:
    """The queue, by platform."""
    with wiring().database.reading() as session:
        found = queue_overview.queued(session)
    return render_template("admin/scores.html", queued=found)


@blueprint.post("/scores/<int:number>")
def retry_scores(number: int) -> Response:
    """Try all of a platform's that had a problem again."""
    here = wiring()
    with here.database.writing() as session:
        found = by_number(session, number)
        deliveries.try_again(session, found.id, here.clock())
        note(session, "retried scores", found.name)
    line_items.forget_asking(here.database, number)
    return forms.go_on("admin.scores", "retried")
