"""The LMS that people see: the course with its gradebook, and a page that opens an activity as one of its people."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request

from demo.platform.course import Person
from demo.platform.parts import parts

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def course() -> str:
    """The course: activities, people to try it as, and the gradebook."""
    here = parts()
    with here.store.lock:
        items = list(here.store.items.values())
        rows = [
            (person, [_grade(item, person) for item in items])
            for person in _of(learners=True)
        ]
    return render_template(
        "platform/course.html",
        config=here.config,
        items=items,
        rows=rows,
        facilitators=_of(learners=False),
    )


@blueprint.get("/open/<activity_id>/<person_id>")
def open_activity(activity_id: str, person_id: str) -> str:
    """The activity in a frame, as this person."""
    here = parts()
    activity, person = (
        here.config.course.activity(activity_id),
        here.config.course.person(person_id),
    )
    if activity is None or person is None:
        abort(404)
    return render_template(
        "platform/open.html",
        config=here.config,
        activity=activity,
        person=person,
        bare="bare" in request.args,
    )


def _of(*, learners: bool) -> list[Person]:
    return [
        person
        for person in parts().config.course.people
        if person.is_learner == learners
    ]


def _grade(item: Any, person: Person) -> str:
    grade = item.grades.get(person.id)
    if grade is None or grade.given is None:
        return "–"
    return f"{grade.given:g} of {grade.maximum:g}"
