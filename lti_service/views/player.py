"""The player on our page: its configuration (formats.md, section 8) and its files.

Never a key, never a score table.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import cast

from flask import render_template
from sqlalchemy.orm import Session

from lti_service import addresses
from lti_service.messages.roles import FACILITATOR, LEARNER
from lti_service.services.figures import stops
from lti_service.services.figures.stops import NOBODY, Counting
from lti_service.services.glances import AnyVisitor
from lti_service.services.scores import courses
from lti_service.views import languages, scripts
from lti_service.views.speech import spoken
from lti_service.wiring import wiring
from olw_core import __version__
from olw_core import player as built
from olw_core.cohort.promise import COUNT, COUNT_HELP
from olw_core.formats.compiled import Module
from olw_core.formats.player import Config, Count, SupportLink, Theme, Urls
from olw_core.language_tags import primary
from olw_core.page import element as markup
from olw_core.page.config import Opening, Server, player_config
from olw_core.page.promised import promised
from olw_core.play.room import Room
from olw_core.report import LANG, Report, Told, disclosure

SCRIPT = "player.js"
SERVED = (SCRIPT, built.MORE, built.STYLE)


@dataclass(frozen=True)
class Part:
    """A part of a page: what stands in <main>."""

    title: str
    html: str


@dataclass(frozen=True)
class Files:
    """Addresses of the player's stylesheets and scripts.

    The version in them lets browsers keep the files.
    """

    styles: list[str]
    scripts: list[str]


def files() -> Files:
    """The built player."""
    return Files([_file(built.STYLE)], [_file(SCRIPT)])


def _file(name: str) -> str:
    return addresses.local("service.player_file", name=name, v=__version__)


def part(
    session: Session,
    key: str,
    room: Room,
    owner: AnyVisitor,
    token: str,
) -> Part:
    """The player for the attempt of this key, with its View in it.

    `token` is the bearer token for its calls.
    """
    address = addresses.local("learn.play", key=key)
    config = _config(session, key, room, owner, token)
    return _in_page(room.module, config, owner, address)


def cards(key: str, module: Module, owner: AnyVisitor, token: str) -> Part:
    """The return cards of a story. They are practice: nobody is told of them."""
    facts = Told(
        cards=True,
        graded=False,
        grouped=False,
        trying=owner.role != LEARNER,
    )
    opening = Opening(
        lang=module["lang"],
        report="completion",
        cover=markup.cover(module),
        show="cards",
        told=promised(partial(disclosure, "completion", "lti", facts), module["lang"]),
        trust=_trust(owner),
    )
    server = _server(key, token)
    config = player_config(opening, server)
    link = owner.resource_link
    address = addresses.local("learn.cards", key=link.key, module=module["id"])
    return _in_page(module, config, owner, address)


def _in_page(
    module: Module,
    config: Config,
    owner: AnyVisitor,
    address: str,
) -> Part:
    """The player with the ways out of it."""
    title = module["title"]
    html = render_template(
        "player.html",
        title=title,
        player=markup.player_element(config),
        address=address,
        idle=scripts.idle_seconds(owner),
        home=_home(owner),
        group=_group(owner),
        seen=seen_address(owner),
        language=_language(module, owner),
        told_by_player=primary(module["lang"]) == primary(spoken()),
    )
    return Part(title, html)


def _language(module: Module, owner: AnyVisitor) -> languages.LanguageOffer:
    editions = wiring().library.editions[module["id"]]
    return languages.offer(owner, module["lang"], editions)


def _home(owner: AnyVisitor) -> str:
    """Address of the map, "" where the placement is one module."""
    link = owner.resource_link
    if link.module:
        return ""
    return addresses.local("learn.home", key=link.key)


def _group(owner: AnyVisitor) -> str:
    """Address of the group page, "" for those who may not see one."""
    link = owner.resource_link
    if owner.role != FACILITATOR or link.context_id is None:
        return ""
    return addresses.local("cohort.show", key=link.key)


def seen_address(owner: AnyVisitor) -> str:
    """Address of what the group's page shows, "" for who is in nobody's figures."""
    link = owner.resource_link
    if owner.role != LEARNER or owner.learner.anonymous or link.context_id is None:
        return ""
    return addresses.local("seen.show", key=link.key)


def told(session: Session, owner: AnyVisitor, module: str) -> Told:
    """What the learner's sentences depend on. `module`: "" for the map as a whole.

    The same facts decide in services/scores/grades.py and services/cohort/cohorts.py.
    """
    link = owner.resource_link
    named = not owner.learner.anonymous
    is_alone = courses.has_its_own(session, link, module)
    stories = 1 if is_alone else len(wiring().library.modules)
    return Told(
        trying=owner.role != LEARNER,
        graded=named and courses.has_column(session, link, module),
        grouped=link.context_id is not None and named,
        least=wiring().settings.rules.least,
        stories=stories,
    )


def _config(
    session: Session,
    key: str,
    room: Room,
    owner: AnyVisitor,
    token: str,
) -> Config:
    report = cast(Report, room.report)
    counting = _counting(session, owner, room.module)
    facts = replace(
        told(session, owner, room.module["id"]),
        counts_stops=counting.may,
    )
    opening = Opening(
        lang=room.module["lang"],
        report=report,
        cover=markup.server_cover(room.module),
        told=promised(partial(disclosure, report, "lti", facts), room.module["lang"]),
        trust=_trust(owner),
    )
    shown = room.show()
    server = replace(
        _server(key, token),
        view=shown.view,
        notice=shown.notice,
        count=_count(counting),
    )
    return player_config(opening, server)


def _server(key: str, token: str) -> Server:
    """Where the player finds us, and its own other files."""
    return Server(
        urls=_urls(key),
        auth={"bearer": token},
        style=_file(built.STYLE),
        more=_file(built.MORE),
    )


def _counting(session: Session, owner: AnyVisitor, module: Module) -> Counting:
    """Whether this learner can have counted what would stop them, and has.

    Not in another language: what they would press the button for is a promise, and is told in
    English alone (olw_core.report.LANG).
    """
    if primary(module["lang"]) != primary(LANG):
        return NOBODY
    return stops.counting_of(session, owner, module["id"])


def _count(counting: Counting) -> Count | None:
    """The words to ask with; None where it is counted already, or nobody can tell if it is."""
    if not counting.may or counting.is_counted is not False:
        return None
    return Count(ask=COUNT, help=COUNT_HELP)


def _urls(key: str) -> Urls:
    return Urls(
        respond=addresses.local("api.respond", key=key),
        retry=addresses.local("api.retry", key=key),
        plan=addresses.local("api.plan", key=key),
        card=addresses.local("api.card", key=key),
    )


def _trust(owner: AnyVisitor) -> Theme:
    registration = owner.platform
    links = cast(list[SupportLink], registration.support)
    return Theme(name=registration.name, support=links)
