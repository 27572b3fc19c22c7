"""The player's configuration (docs/developers/formats.md, section 8), made in this one place.

What the page says before the story is an `Opening`. The player then either asks a server, which
keeps the key (`Server`), or plays the modules that the page carries (`Carried`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from olw_core.formats.compiled import Module
from olw_core.formats.player import Auth, Config, Count, Cover, Theme, Urls
from olw_core.formats.view import View
from olw_core.page.promised import Promised
from olw_core.report import LANG, Report

Show = Literal["story", "cards"]
NOTHING = Promised([], LANG, [])


@dataclass(frozen=True)
class Opening:
    """What the page says, whoever scores.

    `cover`: `cover` or `server_cover` of `olw_core.page.element`. `told`: the sentences of
    `olw_core.report`; none where nothing is told. `heading`: the level of the player's first
    heading, 1 to 6.
    `owns_page`: whether the player may set the document's title.
    """

    lang: str
    report: Report
    cover: Cover
    show: Show = "story"
    told: Promised = NOTHING
    trust: Theme = field(default_factory=lambda: Theme())
    heading: int = 1
    owns_page: bool = True


@dataclass(frozen=True)
class Server:
    """A player that sends each answer to a server and shows the View that comes back.

    `view`: where the learner stands; None for return cards. `notice`: "" where there is none.
    `urls`: call of the play protocol -> address; None for a page on which nothing can be sent.
    `auth`: `bearer` or `csrfCookie`. `style`, `more`: addresses of the player's style sheet and
    of its second script. `count`: None where nothing of what would stop a learner is counted.
    """

    view: View | None = None
    notice: str = ""
    urls: Urls | None = None
    auth: Auth | None = None
    style: str = ""
    more: str = ""
    count: Count | None = None


@dataclass(frozen=True)
class Carried:
    """Compiled modules that the page holds whole, since nothing but the page can score them.

    `pass_mark`: percent, None where a trust has set none. `completion_score`: the platform needs a
    number at completion. `storage_key`: where a page without a learning system keeps its record.
    """

    modules: Sequence[Module]
    pass_mark: int | None = None
    completion_score: bool = False
    storage_key: str = ""


def player_config(opening: Opening, source: Server | Carried) -> Config:
    """The configuration as plain JSON data. Holds a key only where modules are carried."""
    config: Config = {
        "lang": opening.lang,
        "report": opening.report,
        "heading": opening.heading,
        "ownsPage": opening.owns_page,
        "show": opening.show,
        "cover": opening.cover,
        "disclosure": opening.told.lines,
        "trust": opening.trust,
    }
    if _is_foreign(opening.told.lang, opening.lang):
        config["disclosureLang"] = opening.told.lang
    if opening.told.english:
        config["disclosureEnglish"] = opening.told.english
    if isinstance(source, Carried):
        _add_carried(config, source)
    else:
        _add_server(config, source)
    return config


def _is_foreign(lang: str, page_lang: str) -> bool:
    """Whether words have to say their language on a page of another (WCAG 2.2, 3.1.2)."""
    own, _, _ = lang.partition("-")
    around, _, _ = page_lang.partition("-")
    return own not in ("", around)


def _add_server(config: Config, source: Server) -> None:
    """Only what there is: a player takes a missing field for "none"."""
    told = {
        "view": source.view,
        "notice": source.notice,
        "urls": source.urls,
        "auth": source.auth,
        "style": source.style,
        "more": source.more,
        "count": source.count,
    }
    given = {name: value for name, value in told.items() if value}
    config.update(cast(Config, given))


def _add_carried(config: Config, source: Carried) -> None:
    config["modules"] = list(source.modules)
    config["passMark"] = source.pass_mark
    config["completionScore"] = source.completion_score
    if source.storage_key:
        config["storageKey"] = source.storage_key
