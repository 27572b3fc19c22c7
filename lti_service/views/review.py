"""How an activity went, opened from the gradebook.

Learners see their own story as it went. Facilitators see what the group's page shows of those whom
they lead, the status, and a story as it went where the learner shares it with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

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
from lti_service.services.play import learners_attempts, sharing
from lti_service.views import cohort_room, learn, player, scripts, who_asks
from lti_service.views.begun_here import BegunHere, readable_here
from lti_service.views.speech import gettext, mark, speak_for
from lti_service.wiring import wiring
from olw_core.formats.compiled import Module
from olw_core.formats.view import View

blueprint = Blueprint("review", __name__)
NAME = mark("How it went")
STATUS = "review_status.html"
StatusRow = tuple[str, str, datetime | None]
"""Of a story: its title, where the learner stands, and when they completed it."""


@dataclass(frozen=True)
class ReviewedStory:
    """A story that the learner has begun. `view`: where they stand, with the way to there."""

    title: str
    lang: str
    view: View


@dataclass(frozen=True)
class Shared:
    """What a learner shares of an activity.

    `unopened`: stories that may be among it, and that no secret of this server opens.
    """

    stories: list[ReviewedStory] = field(default_factory=list)
    unopened: list[Module] = field(default_factory=list)


def open_review(registration: Registration, asked: SubmissionReview) -> Response:
    """The page for a request that was checked. Raises RefusedError."""
    here = wiring()
    now = here.clock()
    is_led = asked.is_own or _is_led(registration, asked)
    with here.database.writing() as session:
        registration = session.merge(registration, load=False)
        allow_platform(registration)
        opened = reviews.open_review(
            session,
            registration,
            asked,
            now,
            is_led=is_led,
        )
        seat = cookies.read(cookies.SEAT)
        launch_sessions.take_seat(session, seat, opened.looker)
        token = launch_sessions.begin(
            session,
            opened.looker,
            opened.link,
            asked.role,
            now,
            who_asks.life_of(asked.role),
        )
        owner = launch_sessions.find(session, token, now)
        if asked.is_own:
            page = _own_page(session, owner, opened, token)
        else:
            page = _others_page(session, owner, opened, token, is_led=is_led)
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
        work = learners_attempts.of_place(session, owner.learner, owner.resource_link)
        return _own(session, owner, work).html


def _is_led(registration: Registration, asked: SubmissionReview) -> bool:
    """Whether this facilitator leads the learner, as far as the platform says.

    Where it has groups it is asked for them between two units of work: it may be slow. Raises
    RefusedError.
    """
    with wiring().database.reading() as session:
        registration = session.merge(registration, load=False)
        course = reviews.course_of(session, registration, asked)
    if course is None or not course.groups_url:
        return True
    roster = cohort_room.ask(registration, course).roster
    return group_views.leads(roster, asked.sub, asked.for_user, has_groups=True)


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
    """Each story of the activity that was begun; one that cannot be opened hides no other."""
    link = owner.resource_link
    offered = [one for one in work if link.module in ("", one.module)]
    found = readable_here(session, link, offered)
    title = gettext(NAME)
    html = render_template(
        "review.html",
        title=title,
        stories=[_story(one) for one in found.stories],
        unopened=found.unopened,
        idle=scripts.idle_seconds(owner),
    )
    return player.Part(title, html)


def _shared(session: Session, opened: Review) -> Shared:
    """What the learner shares of the activity; a look at it has its own note.

    A story that cannot be opened takes nothing else from the page.
    """
    ticked = [one for one in opened.work if one.shared_way]
    found = readable_here(session, opened.link, ticked)
    shared = Shared(unopened=found.unopened)
    for one in found.stories:
        if sharing.is_shared(one.attempt, one.stands):
            shared.stories.append(_story(one))
    if shared.stories:
        reviews.note_shared(session, opened, wiring().clock())
    return shared


def _story(one: BegunHere) -> ReviewedStory:
    return ReviewedStory(one.module["title"], one.module["lang"], one.stands.view)


def _others_page(
    session: Session,
    owner: LaunchSession,
    opened: Review,
    token: str,
    *,
    is_led: bool,
) -> str:
    """What a facilitator sees of one learner, in the words of the group's page, and what the
    learner shares. Of who is not theirs to lead it tells nothing, and says so.
    """
    link = opened.link
    group = addresses.local("cohort.show", key=link.key)
    rows: list[StatusRow] = []
    shared = Shared()
    if is_led:
        rows = _rows(opened)
        shared = _shared(session, opened)
    return render_template(
        STATUS,
        title=NAME,
        is_led=is_led,
        rows=rows,
        shared=shared,
        token=token,
        group=group,
        link=link.key,
        leave_address=addresses.local("leaving.leave"),
        data=scripts.for_owner(owner, group, token),
    )


def _rows(opened: Review) -> list[StatusRow]:
    """Where the learner stands in each story of the activity."""
    link = opened.link
    modules = wiring().library.modules
    shown = [link.module] if link.module else list(modules)
    rows: list[StatusRow] = []
    for one in shown:
        if one in modules:
            status = reviews.standing(opened, one).status
            day = reviews.finished_at(opened, one)
            rows.append((modules[one]["title"], status, day))
    return rows
