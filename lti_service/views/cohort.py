"""The cohort page of a course, for its facilitators, in four parts.

Who is there, what to talk about, the six principles, and a session to run. It works without script.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from flask import Blueprint, render_template, request

from lti_service import addresses
from lti_service.headers import allow_platform
from lti_service.models import ResourceLink
from lti_service.services.cohort.rosters import Roster
from lti_service.views import cohort_files, cohort_room, learn, scripts, who_asks
from lti_service.views.cohort_room import Room, course_of
from lti_service.wiring import wiring
from olw_core.authoring import guide
from olw_core.cohort import decision, figure_words, grid
from olw_core.cohort.chart import chart
from olw_core.cohort.grid import GridWish
from olw_core.cohort.rules import KNOWN_ANSWERS

blueprint = Blueprint("cohort", __name__)
ACTION = "cohort status"
FILES = {
    "who": "Who is where",
    "not-started": "Who has not started",
    "figures": "Figures",
}
JUST_NOW = 5
"""Seconds."""


@blueprint.route("/cohort/<key>", methods=["GET", "POST"])
def show(key: str) -> str:
    """The page again: with the session's cookie, or posted where the browser keeps none.

    `key` names the placement it was opened from.
    """
    with wiring().database.reading() as session:
        learn.frame_for(session, ResourceLink, key)
    token = who_asks.cookie_or_field(key)
    form_token = request.form.get("session", "")
    return page(token, key, form_token)


@blueprint.post("/cohort/<key>/try")
def try_module(key: str) -> str:
    """The learner's side of this placement, for a facilitator.

    Nothing is reported and nobody is counted.
    """
    with wiring().database.writing() as session:
        learn.frame_for(session, ResourceLink, key)
        owner = who_asks.known(session, who_asks.cookie_or_field(key))
        course_of(session, owner, key)
        token = learn.token_for(session, owner)
        return learn.start_page(session, owner, token)


@dataclass(frozen=True)
class Taught:
    """What a facilitator can take for a session on one module. `guide`, `pack`: addresses."""

    title: str
    guide: str
    pack: str


@dataclass(frozen=True)
class NotStarted:
    """Who has not started a module, or any. `names`: as many as a page of the grid has, of
    `people`.
    """

    title: str
    people: int
    names: Sequence[str]


def page(token: str, key: str, form_token: str) -> str:
    """The page for a facilitator's session. `form_token`: for the forms, where known."""
    room = cohort_room.read(token, key, ACTION)
    names = [module["id"] for module in room.modules]
    wanted = grid.asked(request.values, names)
    own_address = addresses.local("cohort.show", key=key)
    allow_platform(room.owner.learner.registration)
    return render_template(
        "cohort.html",
        room=room,
        wanted=wanted,
        shown=grid.grid(room.lines, names, wanted),
        not_started=_not_started(room, wanted),
        per_page=grid.PER_PAGE,
        rests=[decision.talks(one) for one in room.published],
        words=figure_words.WORDS,
        too_few=figure_words.TOO_FEW,
        group=figure_words.COURSE,
        elsewhere=figure_words.ELSEWHERE,
        organisation=figure_words.ORGANISATION,
        programme=_programme(key, room),
        files=_files(key),
        chart=chart(grid.weeks(room.cohort.columns)),
        rules=wiring().settings.rules,
        known=KNOWN_ANSWERS,
        age=_age(room.roster, wiring().clock()),
        token=form_token,
        data=scripts.for_owner(room.owner, own_address, form_token),
        own_address=own_address,
        leave_address=addresses.local("leaving.leave"),
        link=key,
        offers=_offers(key, room),
        try_address=addresses.local("cohort.try_module", key=key),
    )


def _programme(key: str, room: Room) -> tuple[str, str] | None:
    """(name, address) of the programme that this course's facilitators may open."""
    if room.programme is None:
        return None
    return room.programme.name, addresses.local("cohort_programme.show", key=key)


def _files(key: str) -> list[tuple[str, str]]:
    """(words, address) of each file."""
    found = []
    for kind, words in FILES.items():
        for ending in cohort_files.TYPES:
            address = addresses.local(
                "cohort_files.take",
                key=key,
                kind=kind,
                ending=ending,
            )
            named = f"{words} ({ending.upper()})"
            found.append((named, address))
    return found


def _not_started(room: Room, wanted: GridWish) -> list[NotStarted]:
    """Of the module that is looked at, or of all and of each."""
    found = []
    if wanted.module == "" and len(room.modules) > 1:
        nowhere = list(grid.begun_none(room.lines))
        one = NotStarted(
            title="Not started any story",
            people=len(nowhere),
            names=nowhere[: grid.PER_PAGE],
        )
        found.append(one)
    for index, module in enumerate(room.modules):
        if wanted.module in ("", module["id"]):
            people = room.cohort.totals[index].not_started
            most = min(people, grid.PER_PAGE)
            names = grid.not_started(room.lines, index)
            one = NotStarted(
                title=module["title"],
                people=people,
                names=list(islice(names, most)),
            )
            found.append(one)
    return found


def _offers(key: str, room: Room) -> Sequence[Taught]:
    """The modules that this course has placed and that have a guide."""
    offers = []
    for module in room.modules:
        if guide.has_guide(module):
            name = module["id"]
            address = addresses.local("guides.show", key=key, module=name)
            pack = addresses.local("guides.pack", key=key, module=name)
            offers.append(Taught(module["title"], address, pack))
    return offers


def _age(roster: Roster | None, now: datetime) -> str:
    """How old the names on the page are, in words."""
    if roster is None:
        return ""
    age = now - roster.fetched_at
    seconds = int(age.total_seconds())
    if seconds < JUST_NOW:
        return "just now"
    return f"{seconds} seconds ago"
