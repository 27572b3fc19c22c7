"""How an activity went, opened from the gradebook.

Learners see their own story as it went. Facilitators see what the group's page shows of everyone:
the status, nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template
from sqlalchemy.orm import Session

from lti_service import addresses, cookies
from lti_service.headers import allow_platform
from lti_service.messages.submission_review import SubmissionReview
from lti_service.models import Attempt, LaunchSession, Registration, ResourceLink
from lti_service.secret import fingerprint
from lti_service.services.launching import launch_sessions, reviews
from lti_service.services.launching.reviews import Review
from lti_service.services.play import attempts
from lti_service.services.scores import courses
from lti_service.views import learn, player, scripts, sessions
from lti_service.views.speech import gettext, mark, speak_for
from lti_service.wiring import wiring
from olw_core.formats.view import View

blueprint = Blueprint("review", __name__)
NAME = mark("How it went")
STATUS = "review_status.html"


@dataclass(frozen=True)
class ReviewedStory:
    """A story that the learner has begun. `view`: where they stand, with the way to there."""

    title: str
    lang: str
    view: View


def open_review(registration: Registration, asked: SubmissionReview) -> Response:
    """The page for a request that was checked. Raises RefusedError."""
    here = wiring()
    now = here.clock()
    with here.database.writing() as session:
        registration = session.merge(registration, load=False)
        allow_platform(registration)
        opened = reviews.open_review(session, registration, asked, now)
        seat = cookies.read(cookies.SEAT)
        launch_sessions.take_seat(session, seat, opened.looker)
        token, owner = launch_sessions.begin(
            session,
            opened.looker,
            opened.link,
            asked.role,
            now,
            sessions.life_of(asked.role),
        )
        page = _page(session, owner, opened, token, is_own=asked.is_own)
    response = make_response(page)
    cookies.write(response, cookies.SEAT, fingerprint(token), None)
    if not asked.is_own:
        cookies.write(response, cookies.SESSION + opened.link.key, token, None)
    return response


@blueprint.get("/review/<key>")
def show(key: str) -> str:
    """The shell of a learner's own page; its script brings the content."""
    return learn.shell(ResourceLink, key)


@blueprint.get("/review/<key>/content")
def content(key: str) -> str:
    """The learner's own story again."""
    with wiring().database.writing() as session:
        owner = learn.owner_at(session, key)
        work = attempts.of_place(session, owner.learner, owner.resource_link)
        return _own(session, owner, work).html


def _page(
    session: Session,
    owner: LaunchSession,
    opened: Review,
    token: str,
    *,
    is_own: bool,
) -> str:
    if not is_own:
        return _status(owner, opened, token)
    speak_for(owner)
    part = _own(session, owner, opened.work)
    address = addresses.local("review.show", key=opened.link.key)
    data = scripts.for_owner(owner, address, token)
    return learn.page_of(part, data)


def _own(
    session: Session,
    owner: LaunchSession,
    work: Sequence[Attempt],
) -> player.Part:
    """Each story of the activity that was begun. Raises RefusedError (record-sealed)."""
    link = owner.resource_link
    modules = wiring().library.modules
    stories = []
    for attempt in work:
        module = modules.get(attempt.module)
        is_shown = link.module in ("", attempt.module)
        if module is None or not is_shown or attempt.started_at is None:
            continue
        report = courses.reported(session, link, attempt.module)
        view = attempts.room_of(attempt, module, report).show().view
        stories.append(ReviewedStory(module["title"], module["lang"], view))
    title = gettext(NAME)
    html = render_template(
        "review.html",
        title=title,
        stories=stories,
        idle=scripts.idle_seconds(owner),
    )
    return player.Part(title, html)


def _status(owner: LaunchSession, opened: Review, token: str) -> str:
    """What a facilitator sees of one learner, in the words of the group's page."""
    link = opened.link
    modules = wiring().library.modules
    shown = [link.module] if link.module else list(modules)
    rows = []
    for one in shown:
        if one in modules:
            status = reviews.standing(opened, one).status
            rows.append(
                (modules[one]["title"], status, reviews.finished_at(opened, one))
            )
    group = addresses.local("cohort.show", key=link.key)
    return render_template(
        STATUS,
        title=NAME,
        rows=rows,
        token=token,
        group=group,
        link=link.key,
        leave_address=addresses.local("leaving.leave"),
        data=scripts.for_owner(owner, group, token),
    )
