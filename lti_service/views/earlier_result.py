"""The question about a result from another course: bring it here, or play again."""

from __future__ import annotations

from flask import render_template, request
from sqlalchemy.orm import Session

from lti_service import addresses
from lti_service.errors import RefusedError
from lti_service.models import Attempt, LaunchSession
from lti_service.services.glances import AnyAttempt, AnyVisitor
from lti_service.services.play import following, learners_attempts
from lti_service.services.scores import courses, grades
from lti_service.views import player, scripts
from lti_service.views.content import module_of
from lti_service.views.speech import day
from lti_service.wiring import wiring

BRING, AGAIN = "bring", "again"


def part(
    session: Session, attempt: AnyAttempt, owner: AnyVisitor
) -> player.Part | None:
    """The question, while there is one for this learner and story; else None."""
    report = courses.reported(session, owner.resource_link, attempt.module)
    found = following.earlier(session, attempt, owner, report)
    if found is None:
        return None
    module = module_of(attempt, owner)
    title = module["title"]
    html = render_template(
        "earlier.html",
        title=title,
        lang=module["lang"],
        course=found.title,
        was_copied=found.was_copied,
        month=day(found.completed_at, "MMMM y"),
        address=addresses.local("learn.play", key=attempt.key),
        action=addresses.local("learn.settle_earlier", key=attempt.key),
        idle=scripts.idle_seconds(owner),
    )
    return player.Part(title, html)


def settle(session: Session, attempt: Attempt, owner: LaunchSession) -> None:
    """Do what the learner chose. Sent twice, it counts once.

    Raises RefusedError (bad-request) for a choice that is none.
    """
    here = wiring()
    choice = request.form.get("choice", "")
    if choice not in (BRING, AGAIN):
        raise RefusedError("bad-request", f"choice {choice[:20]!r}")
    link = owner.resource_link
    report = courses.reported(session, link, attempt.module)
    found = following.earlier(session, attempt, owner, report)
    if found is None:
        return
    now = here.clock()
    if choice == AGAIN:
        following.settle(attempt, now)
        return
    following.carry_over(attempt, found, module_of(attempt, owner), report, now)
    learners_attempts.forget(session)
    modules = list(here.library.modules)
    grades.note(session, owner.learner, link, owner.role, modules, now)
