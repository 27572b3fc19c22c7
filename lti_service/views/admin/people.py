"""One person: their data as a file, or deleted, when they ask for it; and their sessions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from flask import Response, jsonify, render_template
from sqlalchemy.orm import Session

from lti_service.errors import CommandError
from lti_service.models import Learner, Registration
from lti_service.services.launching import launch_sessions
from lti_service.services.personal_data import person
from lti_service.services.platforms import registrations
from lti_service.views.admin import forms
from lti_service.views.admin.gate import blueprint, note
from lti_service.views.admin.platforms import by_number
from lti_service.wiring import wiring


class _Asked(NamedTuple):
    """The person that a form names."""

    session: Session
    registration: Registration
    learner: Learner


@blueprint.get("/people")
def people() -> str:
    """The form that asks for platform and id."""
    with wiring().database.reading() as session:
        platforms = registrations.every(session)
    return render_template("admin/people.html", platforms=platforms)


@blueprint.post("/people/export")
def export_person() -> Response:
    """All that is stored about a person, as a JSON file."""
    with _asked() as (session, registration, learner):
        told = person.told(session, learner)
        note(session, "exported a person", registration.name)
    response = jsonify(told)
    response.headers["Content-Disposition"] = 'attachment; filename="person.json"'
    return response


@blueprint.post("/platforms/<int:number>/export")
def export_everyone(number: int) -> Response:
    """All that is stored about everyone of a platform: one JSON object in each line."""
    database = wiring().database
    with database.writing() as session:
        found = by_number(session, number)
        note(session, "exported everyone", found.name)

    def lines() -> Iterator[str]:
        # Line by line: a large trust's file is never in memory as a whole.
        with database.reading() as session:
            for one in person.everyone(session, found):
                yield json.dumps(one, ensure_ascii=False) + "\n"

    response = Response(lines(), mimetype="application/jsonl")
    response.headers["Content-Disposition"] = 'attachment; filename="people.jsonl"'
    return response


@blueprint.post("/people/end")
def end_sessions_of_person() -> Response:
    """End every session of a person: a computer was left open, or the LMS lost its account."""
    with _asked() as (session, registration, learner):
        launch_sessions.end_all_of(session, learner.id)
        note(session, "ended a person's sessions", registration.name)
    return forms.go_on("admin.people", "ended")


@blueprint.post("/platforms/<int:number>/end")
def end_sessions_of_platform(number: int) -> Response:
    """End every session of a platform's people."""
    with wiring().database.writing() as session:
        found = by_number(session, number)
        launch_sessions.end_all_at(session, found.id)
        note(session, "ended everyone's sessions", found.name)
    return forms.go_on("admin.edit_platform", "all-ended", number=number)


@blueprint.post("/people/forget")
def forget_person() -> Response:
    """Delete a person, where the box is ticked."""
    if not forms.ticked("sure"):
        told = (
            "Tick the box to delete everything about this person. Nothing was deleted."
        )
        raise CommandError("person-sure", told)
    with _asked() as (session, registration, learner):
        person.forget(session, learner)
        note(session, "forgot a person", registration.name)
    return forms.go_on("admin.people", "forgotten")


@contextmanager
def _asked() -> Iterator[_Asked]:
    """Raises CommandError: platform-unknown, person-unknown."""
    number = forms.text("platform")
    if not number.isascii() or not number.isdecimal() or len(number) > 9:
        raise CommandError("platform-unknown", "Choose a platform from the list.")
    with wiring().database.writing() as session:
        registration = by_number(session, int(number))
        learner = person.find(session, registration, forms.text("sub"))
        yield _Asked(session, registration, learner)
