"""The LMS that people see: the course with its gradebook, and a page that opens an activity as
one of its people.
"""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, abort, render_template, request

from demo.platform.parts import parts
from demo.platform.people import Person
from demo.platform.store import LineItem

blueprint = Blueprint("pages", __name__)


class _Row(NamedTuple):
    """A line of the gradebook: a grade for each column, in words."""

    person: Person
    """Whose line it is."""
    grades: list[str]
    """In the order of the columns."""


@blueprint.get("/")
def course() -> str:
    """The course: activities, people to try it as, and the gradebook."""
    here = parts()
    learners: list[Person] = []
    facilitators: list[Person] = []
    for person in here.config.course.people:
        group = learners if person.is_learner else facilitators
        group.append(person)
    with here.store.lock:
        items = list(here.store.items.values())
        rows = [_row(person, items) for person in learners]
    return render_template(
        "platform/course.html",
        config=here.config,
        activities=here.activities,
        items=items,
        rows=rows,
        facilitators=facilitators,
    )


@blueprint.get("/open/<activity_id>/<person_id>")
def open_activity(activity_id: str, person_id: str) -> str:
    """The activity in a frame, as this person."""
    config = parts().config
    activity = parts().activity(activity_id)
    course = config.course_of(activity_id)
    person = course.person(person_id)
    if activity is None or person is None:
        abort(404)
    return render_template(
        "platform/open.html",
        config=config,
        course=course,
        activity=activity,
        person=person,
        bare="bare" in request.args,
        tool=request.args.get("tool", ""),
    )


def _row(person: Person, items: list[LineItem]) -> _Row:
    """A person's line in the gradebook."""
    return _Row(person, [_grade(item, person) for item in items])


def _grade(item: LineItem, person: Person) -> str:
    """ "50 of 100", or a dash where there is no grade."""
    grade = item.grades.get(person.id)
    if grade is None or grade.given is None:
        return "–"
    return f"{grade.given:g} of {grade.maximum:g}"
