"""How an activity went, opened from the gradebook.

Learners see their own story as it went. Facilitators see what the group's page shows of everyone,
the status, and a story as it went where the learner shares it with them.
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
from lti_service.services.cohort import group_views
from lti_service.services.launching import launch_sessions, reviews
from lti_service.services.launching.reviews import Review
from lti_service.services.play import attempts, sharing
from lti_service.views import cohort_room, learn, player, scripts, sessions
from lti_service.views.begun_here import BegunHere, begun_here
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
    is_sharing = not asked.is_own and _may_see_shared(registration, asked)
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
        if asked.is_own:
            page = _own_page(session, owner, opened, token)
        else:
            shared = _shared(session, opened) if is_sharing else []
            page = _status(owner, opened, token, shared)
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


def _may_see_shared(registration: Registration, asked: SubmissionReview) -> bool:
    """Whether something is shared that this facilitator may see.

    The platform is asked for its groups between two units of work: it may be slow. Raises
    RefusedError.
    """
    with wiring().database.reading() as session:
        registration = session.merge(registration, load=False)
        course = reviews.sharing_course(session, registration, asked)
    if course is None:
        return False
    roster = cohort_room.ask(registration, course).roster
    return group_views.leads(
        roster,
        asked.sub,
        asked.for_user,
        has_groups=bool(course.groups_url),
    )


def _own_page(
    session: Session,
    owner: LaunchSession,
    opened: Review,
    token: str,
) -> str:
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
    stories = []
    for one in begun_here(session, link, work):
        if link.module in ("", one.attempt.module):
            stories.append(_story(one))
    title = gettext(NAME)
    html = render_template(
        "review.html",
        title=title,
        stories=stories,
        idle=scripts.idle_seconds(owner),
    )
    return player.Part(title, html)


def _shared(session: Session, opened: Review) -> list[ReviewedStory]:
    """What the learner shares of the activity; a look at it has its own note."""
    stories = []
    for one in begun_here(session, opened.link, opened.work):
        if sharing.is_shared(one.attempt, one.stands):
            stories.append(_story(one))
    if stories:
        reviews.note_shared(session, opened, wiring().clock())
    return stories


def _story(one: BegunHere) -> ReviewedStory:
    return ReviewedStory(one.module["title"], one.module["lang"], one.stands.view)


def _status(
    owner: LaunchSession,
    opened: Review,
    token: str,
    shared: Sequence[ReviewedStory],
) -> str:
    """What a facilitator sees of one learner, in the words of the group's page, and what the
    learner shares.
    """
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
        stories=shared,
        token=token,
        group=group,
        link=link.key,
        leave_address=addresses.local("leaving.leave"),
        data=scripts.for_owner(owner, group, token),
    )
