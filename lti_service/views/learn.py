"""Learners' pages: the list of modules and the player.

A launch gives the first page whole. Its address is then a shell that anybody may load and that holds nothing; its
script brings the bearer token from the tab's own storage and gets the content with it, so that reload works.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service import addresses
from lti_service.errors import RefusedError
from lti_service.headers import allow_anyone_to_frame, allow_platform
from lti_service.models import Attempt, LaunchSession, Registration, ResourceLink
from lti_service.services import attempts, launch_sessions
from lti_service.views import player, scripts, sessions
from lti_service.views.content import module_of
from lti_service.wiring import wiring

blueprint = Blueprint("learn", __name__)
NAME = "Our Leadership Way"


def start_page(session: Session, owner: LaunchSession, token: str) -> str:
    """The first page after a launch: the placement's module, or the list."""
    allow_platform(owner.learner.registration)
    if owner.resource_link.module:
        attempt = _open(session, owner, owner.resource_link.module)
        address = addresses.local("learn.play", key=attempt.key)
        return _whole(_player(attempt, owner, token), owner, address, token)
    address = addresses.local("learn.home", key=owner.resource_link.key)
    return _whole(_list(session, owner), owner, address, token)


def token_for(session: Session, owner: LaunchSession) -> str:
    """A fresh bearer token for the same person, placement and role."""
    here = wiring()
    idle, now = here.settings.idle(owner.role), here.clock()
    link = owner.resource_link
    return launch_sessions.begin(session, owner.learner, link, owner.role, now, idle)


@blueprint.get("/play/<key>")
def play(key: str) -> str:
    """The shell of an attempt."""
    return _shell(Attempt, key)


@blueprint.get("/home/<key>")
def home(key: str) -> str:
    """The shell of the list."""
    return _shell(ResourceLink, key)


@blueprint.get("/home/<key>/<module>")
def open_module(key: str, module: str) -> str:
    """The shell of a module chosen from the list."""
    return _shell(ResourceLink, key)


@blueprint.get("/play/<key>/content")
def play_content(key: str) -> str:
    """The player with the View as it is now."""
    with wiring().database.writing() as session:
        owner = sessions.by_bearer(session)
        return _player(
            attempts.find(session, key, owner), owner, sessions.bearer()
        ).html


@blueprint.get("/home/<key>/content")
def home_content(key: str) -> str:
    """The list as it is now."""
    with wiring().database.writing() as session:
        return _list(session, _owner(session, key)).html


@blueprint.get("/home/<key>/<module>/content")
def open_content(key: str, module: str) -> str:
    """The player for a module chosen from the list."""
    with wiring().database.writing() as session:
        owner = _owner(session, key)
        return _player(_open(session, owner, module), owner, sessions.bearer()).html


def frame_for(
    session: Session, model: type[Attempt] | type[ResourceLink], key: str
) -> Registration | None:
    """Let the platform of this row frame the page; anyone may frame one that is not there."""
    row = session.scalar(select(model).where(model.key == key))
    link = row.resource_link if isinstance(row, Attempt) else row
    if not isinstance(link, ResourceLink):
        allow_anyone_to_frame()
        return None
    allow_platform(link.deployment.registration)
    return link.deployment.registration


def _shell(model: type[Attempt] | type[ResourceLink], key: str) -> str:
    with wiring().database.reading() as session:
        data = scripts.for_page(frame_for(session, model, key))
    return render_template(
        "shell.html", title=NAME, content="", data=data, player=player.files()
    )


def _whole(content: player.Part, owner: LaunchSession, address: str, token: str) -> str:
    data = scripts.for_owner(owner, address, token)
    return render_template(
        "shell.html",
        title=content.title,
        content=content.html,
        data=data,
        player=player.files(),
    )


def _owner(session: Session, key: str) -> LaunchSession:
    owner = sessions.by_bearer(session)
    if owner.resource_link.key != key:
        raise RefusedError("not-yours", "the session is for another placement")
    return owner


def _open(session: Session, owner: LaunchSession, module: str) -> Attempt:
    here, link = wiring(), owner.resource_link
    if module not in here.library.modules or (link.module and link.module != module):
        raise RefusedError("module-unknown", f"module {module[:100]!r}")
    return attempts.open_attempt(session, owner.learner, link, module, here.clock())


def _player(attempt: Attempt, owner: LaunchSession, token: str) -> player.Part:
    module = module_of(attempt)
    report = owner.resource_link.reported
    return player.part(
        attempt.key, module, attempts.show(attempt, module, report), owner, token
    )


def _list(session: Session, owner: LaunchSession) -> player.Part:
    library = wiring().library
    standings = attempts.best_of(session, owner.learner)
    parts = _parts(standings, owner.resource_link.key)
    idle = scripts.idle_seconds(owner)
    html = render_template(
        "modules.html", parts=parts, heading=library.framework.title, idle=idle
    )
    return player.Part(NAME, html)


def _parts(standings: dict[str, Any], link_key: str) -> list[dict[str, Any]]:
    """Heart, Head and Hands, each with its modules and where the learner stands."""
    library = wiring().library
    parts = []
    for part in library.framework.parts:
        rows = [
            {
                "title": module["title"],
                "principle": module["source_title"],
                "minutes": module["minutes"],
                "status": standings[one].status if one in standings else "not started",
                "address": addresses.local(
                    "learn.open_module", key=link_key, module=one
                ),
            }
            for one, module in library.modules.items()
            if module["part"] == part.id
        ]
        if rows:
            parts.append(
                {"title": part.title, "quality": part.quality, "modules": rows}
            )
    return parts
