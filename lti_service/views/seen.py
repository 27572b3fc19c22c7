"""The learner's side of what facilitators see: the cohort page, what to talk about, a story that is
shared, and staying out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from lti_service import addresses
from lti_service.errors import RefusedError
from lti_service.headers import allow_platform
from lti_service.models import LaunchSession, ResourceLink
from lti_service.services.figures import first_ways, flags
from lti_service.services.play import attempts, learners_attempts
from lti_service.views import learn, player, scripts, sharing, who_asks
from lti_service.views.begun_here import BegunHere, Readable, readable_here
from lti_service.views.speech import gettext, mark, spoken
from lti_service.wiring import wiring
from olw_core.cohort.promise import SHARING, STAYS, promises
from olw_core.formats.compiled import Module
from olw_core.page.promised import promised
from olw_core.report import Say

blueprint = Blueprint("seen", __name__)
NAME = mark("What your group’s page shows")
SAVED = mark("What you ticked is saved.")
IS_OUT = mark("You are not in the group’s figures from now on.")
IS_IN = mark("You are counted with the next story that you finish for the first time.")


@dataclass(frozen=True)
class MetDecision:
    """A decision that the learner has met. `words`: its place, and the line for who comes back."""

    value: str
    words: str
    ticked: bool


@dataclass(frozen=True)
class BegunStory:
    """A story that the learner has begun."""

    title: str
    lang: str
    scenes: Sequence[MetDecision]


class _Ticks(NamedTuple):
    """The decisions of a story that the learner has met, and all that they have ticked in it.

    `ticked`: None where no secret of this server opens it. What lies there is not written over.
    """

    module: Module
    met: Sequence[str]
    ticked: set[str] | None


@blueprint.get("/seen/<key>")
def show(key: str) -> str:
    """The shell of the page."""
    return learn.shell(ResourceLink, key)


@blueprint.get("/seen/<key>/content")
def content(key: str) -> str:
    """The page as it is now."""
    with wiring().database.writing() as session:
        owner = _known(who_asks.by_bearer(session), key)
        return _part(session, owner, who_asks.bearer(), "").html


@blueprint.post("/seen/<key>")
def change(key: str) -> str:
    """What the learner decided, and the page again."""
    here = wiring()
    token = request.form.get("session", "")
    wish = request.form.get("do", "")
    with here.database.writing() as session:
        owner = _known(who_asks.known(session, token), key)
        allow_platform(owner.learner.registration)
        note = _changed(session, owner, wish)
        part = _part(session, owner, token, note)
        address = addresses.local("seen.show", key=key)
        data = scripts.for_owner(owner, address, token)
        return learn.page_of(part, data)


def _known(owner: LaunchSession, key: str) -> LaunchSession:
    """Raises RefusedError (not-yours, not-learner)."""
    if owner.resource_link.key != key:
        raise RefusedError("not-yours", "the session is for another placement")
    if not player.seen_address(owner):
        raise RefusedError("not-learner", "this person is in nobody's figures")
    return owner


def _changed(session: Session, owner: LaunchSession, wish: str) -> str:
    """Do as they wish; what to say of it.

    An unknown wish changes nothing, and nothing is said of it.
    """
    now = wiring().clock()
    if wish == "out":
        first_ways.stay_out(session, owner.learner, now)
        return gettext(IS_OUT)
    if wish == "in":
        first_ways.come_in(session, owner.learner)
        return gettext(IS_IN)
    if wish == "talk":
        _keep_flags(session, owner)
        return gettext(SAVED)
    if wish == "share":
        shown = set(request.form.getlist("shown"))
        ticked = set(request.form.getlist("share"))
        stories = _played(session, owner).stories
        return sharing.keep(session, stories, shown, ticked)
    return ""


def _keep_flags(session: Session, owner: LaunchSession) -> None:
    """Of the decisions shown, those that are ticked; others that were flagged before stay."""
    ticked = set(request.form.getlist("talk"))
    context_id = _context_id(owner)
    rules = wiring().settings.rules
    for module, met, before in _ticks(session, owner, _played(session, owner).stories):
        if before is None:
            continue
        elsewhere = before - set(met)
        now = {scene for scene in met if _value(module["id"], scene) in ticked}
        kept = elsewhere | now
        flags.keep(session, owner.learner, context_id, module, kept, rules)


def _part(
    session: Session,
    owner: LaunchSession,
    token: str,
    note: str,
) -> player.Part:
    """The page. `token`: for its forms. `note`: what was just done, "" for nothing."""
    link = owner.resource_link
    rules = wiring().settings.rules
    title = gettext(NAME)

    def made(say: Say) -> list[str]:
        rest = [say(line) for line in (*SHARING, STAYS)]
        return [*promises(rules, say), *rest]

    told = promised(made, spoken())
    *lines, shared, shared_until, stays = told.lines
    played = _played(session, owner)
    stories = played.stories
    ticks = _ticks(session, owner, stories)
    locked = [one.module for one in ticks if one.ticked is None]
    html = render_template(
        "seen.html",
        title=title,
        counts=told.english,
        idle=scripts.idle_seconds(owner),
        address=addresses.local("seen.show", key=link.key),
        back=_back(session, owner),
        note=note,
        unopened=_titles(played.unopened),
        locked=_titles(locked),
        lines=lines,
        stays=stays,
        stories=_stories(ticks),
        shareable=sharing.shareable(session, stories),
        shared=shared,
        shared_until=shared_until,
        out=first_ways.stays_out(session, owner.learner),
        token=token,
    )
    return player.Part(title, html)


def _back(session: Session, owner: LaunchSession) -> str:
    """Where they came from: the list, or the story of this placement."""
    link = owner.resource_link
    if not link.module:
        return addresses.local("learn.home", key=link.key)
    now = wiring().clock()
    attempt = attempts.open_attempt(session, owner.learner, link, link.module, now)
    return addresses.local("learn.play", key=attempt.key)


def _titles(modules: Sequence[Module]) -> str:
    """In one line."""
    return ", ".join(module["title"] for module in modules)


def _ticks(
    session: Session,
    owner: LaunchSession,
    begun: Sequence[BegunHere],
) -> list[_Ticks]:
    """Each story of which something was met."""
    context_id = _context_id(owner)
    found = []
    for name, met in _met(begun).items():
        module = wiring().library.modules[name]
        ticked = flags.of_learner(session, owner.learner, context_id, name)
        found.append(_Ticks(module, met, ticked))
    return found


def _stories(ticks: Sequence[_Ticks]) -> list[BegunStory]:
    """Each story with the decisions that were met, as far as its ticks can be opened."""
    found = []
    for module, met, ticked in ticks:
        if ticked is None:
            continue
        scenes = [_scene(module, scene, scene in ticked) for scene in met]
        found.append(BegunStory(module["title"], module["lang"], scenes))
    return found


def _scene(module: Module, scene: str, ticked: bool) -> MetDecision:
    words = flags.words_for(module, scene)
    return MetDecision(_value(module["id"], scene), words, ticked)


def _value(module: str, scene: str) -> str:
    """Names a decision in the form."""
    return f"{module}.{scene}"


def _played(session: Session, owner: LaunchSession) -> Readable:
    """The learner's stories in this course."""
    link = owner.resource_link
    work = learners_attempts.of_place(session, owner.learner, link)
    return readable_here(session, link, work)


def _met(begun: Sequence[BegunHere]) -> Mapping[str, list[str]]:
    """Module -> scenes that were answered in the present attempt.

    Nobody can tick what they have not met: a tick would say nothing then.
    """
    found = {}
    for one in begun:
        scenes = [past["scene"] for past in one.room.met()]
        if scenes:
            found[one.attempt.module] = scenes
    return found


def _context_id(owner: LaunchSession) -> int:
    """Of a session that `_known` has let in. Raises RuntimeError for any other."""
    context_id = owner.resource_link.context_id
    if context_id is None:
        raise RuntimeError("a session without a course is refused before")
    return context_id
