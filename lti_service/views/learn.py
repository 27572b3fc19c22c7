"""Learners' pages: the map and the player.

A launch gives the first page whole. Its address is then a shell that anybody may load and that
holds nothing; its script brings the bearer token from the tab's own storage and gets the content
with it, so that reload works.
"""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service import addresses
from lti_service.database import keyring_of
from lti_service.errors import RefusedError
from lti_service.headers import allow_anyone_to_frame, allow_platform
from lti_service.models import Attempt, LaunchSession, Registration, ResourceLink
from lti_service.services.glances import AnyAttempt, AnyVisitor, Stored
from lti_service.services.launching import launch_sessions
from lti_service.services.launching.launch_sessions import Life
from lti_service.services.play import attempts
from lti_service.services.scores import courses
from lti_service.views import earlier_result, my_map, player, scripts, who_asks
from lti_service.views.content import module_of
from lti_service.views.speech import gettext, speak_for, spoken
from lti_service.wiring import wiring
from olw_core.page.player_words import words
from olw_core.play.room import open_room

blueprint = Blueprint("learn", __name__)

Keyed = type[Attempt] | type[ResourceLink]
SEE_OTHER = 303


def start_page(session: Session, owner: AnyVisitor, token: str) -> str:
    """The first page after a launch: the placement's module, or the map."""
    allow_platform(owner.platform)
    speak_for(owner)
    link = owner.resource_link
    if link.module:
        attempt = _open(session, owner, link.module)
        content = _story(session, attempt, owner, token)
        address = addresses.local("learn.play", key=attempt.key)
    else:
        whole = launch_sessions.find(session, token, wiring().clock())
        content = my_map.show(session, whole)
        address = addresses.local("learn.home", key=link.key)
    data = scripts.for_owner(owner, address, token)
    return page_of(content, data)


def token_for(session: Session, owner: LaunchSession) -> str:
    """A fresh bearer token for the same person, placement and role, with the same end."""
    here = wiring()
    idle = here.settings.idle(owner.role)
    return launch_sessions.begin(
        session,
        owner.learner,
        owner.resource_link,
        owner.role,
        here.clock(),
        Life(idle, owner.ends_at),
    )


@blueprint.get("/play/<key>")
def play(key: str) -> str:
    """The shell of an attempt."""
    return shell(Attempt, key)


@blueprint.get("/home/<key>")
def home(key: str) -> str:
    """The shell of the map."""
    return shell(ResourceLink, key)


@blueprint.get("/home/<key>/<module>")
def open_module(key: str, module: str) -> str:
    """The shell of a story chosen from the map."""
    return shell(ResourceLink, key)


@blueprint.post("/play/<key>", defaults={"page": "learn.play"})
@blueprint.post("/home/<key>", defaults={"page": "learn.home"})
@blueprint.post("/review/<key>", defaults={"page": "review.show"})
def sent_again(page: str, key: str) -> Response:
    """Where the learner reloads what a launch has brought, Safari sends that launch once more.

    It goes to the address that the page has given itself since (seen with WebKitGTK 2.50).
    """
    where = addresses.local(page, key=key)
    return make_response(redirect(where, SEE_OTHER))


@blueprint.get("/play/<key>/content")
def play_content(key: str) -> str:
    """The player with the View as it is now."""
    with wiring().database.writing() as session:
        owner, attempt = who_asks.at_attempt(session, key)
        story = _story(session, attempt, owner, who_asks.bearer())
        return story.html


@blueprint.post("/play/<key>/earlier")
def settle_earlier(key: str) -> str:
    """What the learner says to a result from another course; then the player."""
    with wiring().database.writing() as session:
        owner, attempt = who_asks.at_attempt(session, key, to_change=True)
        earlier_result.settle(session, attempt, owner)
        playing = _player(session, attempt, owner, who_asks.bearer())
        return playing.html


@blueprint.get("/home/<key>/content")
def home_content(key: str) -> str:
    """The map as it is now."""
    with wiring().database.writing() as session:
        owner = owner_at(session, key)
        own_map = my_map.show(session, owner)
        return own_map.html


@blueprint.get("/home/<key>/<module>/content")
def open_content(key: str, module: str) -> str:
    """The player for a story chosen from the map."""
    with wiring().database.writing() as session:
        owner = owner_at(session, key)
        attempt = _open(session, owner, module)
        story = _story(session, attempt, owner, who_asks.bearer())
        return story.html


@blueprint.get("/cards/<key>/<module>")
def cards(key: str, module: str) -> str:
    """The shell of a story's return cards."""
    return shell(ResourceLink, key)


@blueprint.get("/cards/<key>/<module>/content")
def cards_content(key: str, module: str) -> str:
    """A story's return cards, opened from the map."""
    with wiring().database.writing() as session:
        owner = owner_at(session, key)
        attempt = _open(session, owner, module)
        found = module_of(attempt, owner)
        practice = player.cards(attempt.key, found, owner, who_asks.bearer())
        return practice.html


def frame_for(session: Session, model: Keyed, key: str) -> Registration | None:
    """Let the platform of this row frame the page; anyone may frame one that is not there."""
    named = select(model).where(model.key == key)
    row = session.scalar(named)
    link = row.resource_link if isinstance(row, Attempt) else row
    if not isinstance(link, ResourceLink):
        allow_anyone_to_frame()
        return None
    registration = link.deployment.registration
    allow_platform(registration)
    return registration


def shell(model: Keyed, key: str) -> str:
    """The page without content; its script brings that."""
    with wiring().database.reading() as session:
        registration = frame_for(session, model, key)
        data = scripts.for_page(registration)
    empty = player.Part(gettext(my_map.NAME), "")
    return page_of(empty, data)


def page_of(content: player.Part, data: scripts.PageData) -> str:
    """`data`: what the page's script reads."""
    return render_template(
        "shell.html",
        title=content.title,
        content=content.html,
        data=data,
        player=player.files(),
        too_old=words(spoken())["tooOld"],
    )


def owner_at(session: Session, key: str) -> LaunchSession:
    """Raises RefusedError (not-yours) for a session at another placement."""
    owner = who_asks.by_bearer(session)
    if owner.resource_link.key != key:
        raise RefusedError("not-yours", "the session is for another placement")
    return owner


def _open(session: Session, owner: AnyVisitor, module: str) -> Stored:
    """Raises RefusedError (module-unknown) for a module that is not offered at this placement."""
    here = wiring()
    link = owner.resource_link
    is_there = module in here.library.modules
    is_placed = link.module in ("", module)
    if not (is_there and is_placed):
        raise RefusedError("module-unknown", f"module {module[:100]!r}")
    now = here.clock()
    return attempts.open_seen(session, owner.learner, link, module, now)


def _story(
    session: Session,
    attempt: AnyAttempt,
    owner: AnyVisitor,
    token: str,
) -> player.Part:
    """The question about a result from another course while there is one, else the player."""
    asked = earlier_result.part(session, attempt, owner)
    return asked or _player(session, attempt, owner, token)


def _player(
    session: Session,
    attempt: AnyAttempt,
    owner: AnyVisitor,
    token: str,
) -> player.Part:
    """The player at the attempt's place, with the View as it is now."""
    module = module_of(attempt, owner)
    report = courses.reported(session, owner.resource_link, attempt.module)
    seen = attempts.open_record(keyring_of(session), attempt)
    room = open_room(module, seen.text, report)
    return player.part(session, attempt.key, room, owner, token)
