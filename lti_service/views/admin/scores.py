"""Scores that have not arrived: what waits, what was given up and why, and trying again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, render_template

from lti_service.services.rows import MOST_ROWS
from lti_service.services.scores import queued_activities, retrying
from lti_service.services.scores.queued_activities import Waiting
from lti_service.views.admin import forms
from lti_service.views.admin.gate import blueprint, note
from lti_service.views.admin.platforms import by_number
from lti_service.wiring import wiring

FEW = 10
"""Activities of a platform whose lines are all shown at once."""


@dataclass(frozen=True)
class _Kind:
    """`lines`: the activities of one platform with scores in one state with one problem."""

    lines: Sequence[Waiting]

    @property
    def rows(self) -> int:
        """Scores, of all of them."""
        return sum(one.rows for one in self.lines)


@blueprint.get("/scores")
def scores() -> str:
    """The queue: each platform's states and problems, and the activities of each."""
    here = wiring()
    with here.database.reading() as session:
        found = queued_activities.read(session)
    theirs: dict[int, list[Waiting]] = {}
    for one in found:
        theirs.setdefault(one.registration_id, []).append(one)
    return render_template(
        "admin/scores.html",
        queued=[(lines[0], _kinds(lines), len(lines)) for lines in theirs.values()],
        few=FEW,
        titles=here.library.labels,
        now=here.clock(),
    )


def _kinds(lines: Sequence[Waiting]) -> list[_Kind]:
    """By state and problem."""
    kinds: dict[tuple[str, str], list[Waiting]] = {}
    for one in lines:
        kinds.setdefault((one.state, one.problem), []).append(one)
    return [_Kind(kinds[key]) for key in sorted(kinds)]


@blueprint.post("/scores/<int:number>")
def retry_scores(number: int) -> Response:
    """Try all of a platform's that had a problem again."""
    return _retry(number, None)


@blueprint.post("/scores/<int:number>/activities/<int:link>")
def retry_activity(number: int, link: int) -> Response:
    """Try those of one activity that had a problem again."""
    return _retry(number, min(link, MOST_ROWS))


def _retry(number: int, link: int | None) -> Response:
    here = wiring()
    with here.database.writing() as session:
        found = by_number(session, number)
        retrying.retry(session, found.id, here.clock(), link)
        what = "retried scores" if link is None else "retried scores of an activity"
        note(session, what, found.name)
    done = "retried" if link is None else "retried-activity"
    return forms.go_on("admin.scores", done)
