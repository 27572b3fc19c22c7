"""The player's configuration on a learner's page (formats.md, section 8). Holds no key."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import cast

from olw_core.formats.player import Config, SupportLink, Theme
from olw_core.page.config import Opening, Server, Show, player_config
from olw_core.page.promised import promised
from olw_core.report import Door, Report, Told, disclosure
from olw_core.trust import MAX_LABEL, MAX_NAME, is_line, is_link
from olw_xblock import language, owed, platform, schedule, swap
from olw_xblock.assets import MORE, STYLE
from olw_xblock.block_protocol import Block
from olw_xblock.due_date import PRACTICE
from olw_xblock.shown import notice_of, view_of
from olw_xblock.story_language import lacking_words
from olw_xblock.visit import Visit

DOOR: Door = "xblock"
HEADING = 2
"""A platform's page has its own first heading; a unit's second-level heading is beside ours."""


def configuration(visit: Visit) -> Config:
    """With the first View inline, so that nothing has to be fetched before reading.

    Raises ContentMissing, ContentError, SealError.
    """
    swap.settle(visit)
    own_words = language.words(visit.block)
    opening = _opening(visit, language.of_page(visit.module, own_words))
    server = _server(visit)
    if visit.block.show == "cards":
        owed.settle(visit.block)
        config = player_config(_with_schedule(visit, opening), server)
    else:
        config = _story(visit, opening, server)
    if own_words:
        config["strings"] = own_words
    return config


def _opening(visit: Visit, lang: str) -> Opening:
    """`lang`: of the page."""
    block = visit.block
    # Imported settings may hold any words; the player and the sentences take unknown ones as usual.
    report = cast(Report, block.report)
    show = cast(Show, block.show)
    told = Told(cards=show == "cards")
    made = partial(disclosure, report, DOOR, told)
    return Opening(
        lang=lang,
        report=report,
        cover=language.cover(visit.module, lang),
        show=show,
        told=promised(made, lang, block.gettext),
        trust=_trust(block),
        heading=HEADING,
        owns_page=False,
    )


def _with_schedule(visit: Visit, opening: Opening) -> Opening:
    """Cards that are due stand first, and say so."""
    block = visit.block
    lacking = lacking_words(block, visit.module)
    kept = schedule.log_of(block.card_log)
    log = schedule.waiting(visit.module, kept)
    lines = schedule.in_order(block.gettext, opening.cover["cards"], log)
    told = opening.told
    if lacking:
        told = replace(told, lines=[lacking, *told.lines])
    cover = opening.cover.copy()
    cover["cards"] = lines
    return replace(opening, cover=cover, told=told)


def _server(visit: Visit) -> Server:
    """Where the player finds us, and its own other files."""
    block = visit.block
    file = block.runtime.local_resource_url
    cookie = platform.csrf_cookie()
    return Server(
        urls=platform.handler_addresses(block, practice=visit.past_due),
        auth={"csrfCookie": cookie},
        style=file(block, STYLE),
        more=file(block, MORE),
    )


def _story(visit: Visit, opening: Opening, server: Server) -> Config:
    """Where the learner's story stands, and what is to be said before the first choice."""
    owed.settle(visit.block, visit.counted.record)
    shown = visit.played.show()
    practice = visit.practice_words
    if practice:
        counts = [PRACTICE] if opening.told.english else []
        told = replace(opening.told, lines=[practice], english=counts)
        opening = replace(opening, told=told)
    notice = notice_of(visit, shown)
    server = replace(server, view=view_of(visit, shown), notice=notice)
    return player_config(opening, server)


def _trust(block: Block) -> Theme:
    """Imported OLX does not pass through Studio, so a link is looked at here too."""
    trust: Theme = {}
    if is_line(block.trust_name, MAX_NAME):
        trust["name"] = block.trust_name
    has_words = is_line(block.support_label, MAX_LABEL)
    if has_words and is_link(block.support_url, intranet=True):
        link = SupportLink(label=block.support_label, url=block.support_url)
        trust["support"] = [link]
    return trust
