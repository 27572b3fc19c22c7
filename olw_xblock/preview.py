"""Read-only HTML of a module, for visitors who have not signed in and for authors in Studio.

Nothing in it can be sent. The first scene is the one that the player's page shows before its script
runs; what is said around it is built as elements.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import html
from lxml.html import HtmlElement
from lxml.html import builder as E  # noqa: N812 - the name lxml's own documentation gives it

from olw_core.authoring.compiler.markdown import plain
from olw_core.engine import engine
from olw_core.formats.compiled import Module
from olw_core.formats.player import Config
from olw_core.formats.view import Past, View
from olw_core.page import element as markup
from olw_core.page.config import Opening, Server, player_config
from olw_core.page.first_scene import first_scene
from olw_core.report import LANG
from olw_xblock.i18n import Translate
from olw_xblock.sheets import sheet

STYLE = sheet("preview.css")


def for_visitor(_: Translate, module: Module, show: str, heading: int) -> str:
    """What the block opens with, and a line that says how to take part."""
    sign_in = E.P(_("Sign in to the course to make the first choice."))
    return _html([_opening(module, show, heading), sign_in])


def for_reader(module: Module, show: str) -> str:
    """What a module opens with, on a page of its own, and its summary."""
    opening = _opening(module, show, heading=1)
    summary = E.P(module["summary"])
    return _html([opening, summary])


def for_author(
    _: Translate,
    module: Module,
    show: str,
    heading: int,
    facts: Sequence[tuple[str, str]],
    sheets: Sequence[tuple[str, str]],
) -> str:
    """The same opening, facts (name, value) about the module and its settings, and pages.

    `sheets`: (title, HTML page), each folded into a frame in which nothing can run.
    """
    words = _(
        "This is a preview. Nothing is recorded. Open the live course to play the story."
    )
    table = E.DL()
    for name, value in facts:
        term = E.DT(name)
        meaning = E.DD(value)
        table.extend([term, meaning])
    folded = []
    for title, page in sheets:
        frame = _sheet(title, page)
        folded.append(frame)
    told = _strong(words)
    opening = _opening(module, show, heading)
    return _html([told, table, *folded, opening])


def _sheet(title: str, page: str) -> HtmlElement:
    """A page that is unfolded on demand.

    Nothing in it can run, and it is fetched when it is near.
    """
    frame = E.IFRAME(srcdoc=page, title=title, sandbox="", loading="lazy")
    summary = E.E("summary", title)
    return E.E("details", summary, frame)


def for_looking(module: Module, show: str, told: str, heading: int) -> str:
    """What a block without a story opens with, and one sentence."""
    opening = _opening(module, show, heading)
    return _html([_strong(told), opening])


def for_staff(
    module: Module,
    told: Sequence[str],
    view: View | None,
    heading: int,
) -> str:
    """One learner's story to read: what is told of it, where it stands, what was chosen.

    `view`: where the learner is; None where that is not for others to see.
    """
    parts = [_strong(words) for words in told]
    parts.append(_scene(module, heading, view))
    if view is not None:
        parts.extend(_decision(past, module["lang"]) for past in view["history"])
    return _html(parts)


def _decision(past: Past, lang: str) -> HtmlElement:
    """The question, and what was picked. `lang`: of the story."""
    picked = E.UL()
    for words in past["chosen"]:
        line = E.LI(plain(words))
        picked.append(line)
    question = plain(past["prompt"])
    return E.DIV(_strong(question), picked, lang=lang)


def _strong(words: str) -> HtmlElement:
    """A sentence that stands out."""
    return E.P(E.STRONG(words))


def unavailable(message: str) -> str:
    """A box with one sentence."""
    return _html([E.P(message)])


def _opening(module: Module, show: str, heading: int) -> HtmlElement:
    """The first scene of the story, or what is there in its place: cards, or the map."""
    if show == "map":
        return E.DIV(E.H2("Heart, Head, Hands"), lang=LANG)
    if show == "cards":
        moments = [E.LI(card["moment"]) for card in module["cards"]]
        title = E.H2(module["title"])
        summary = E.P(module["summary"])
        return E.DIV(title, summary, E.UL(*moments), lang=module["lang"])
    return _scene(module, heading, None)


def _scene(module: Module, heading: int, view: View | None) -> HtmlElement:
    """The scene of a View, or the first one; of an ending its title and words."""
    config = _configuration(module, heading, view)
    lang = module["lang"]
    scene = first_scene(config)
    if scene:
        return html.fragment_fromstring(scene, create_parent="div")
    if view is None:
        title = E.H2(module["title"])
        return E.DIV(title, lang=lang)
    words = html.fragment_fromstring(view["html"], create_parent="div")
    title = E.H2(view["ending"]["title"])
    return E.DIV(title, words, lang=lang)


def _configuration(module: Module, heading: int, view: View | None) -> Config:
    """That of a page from which nothing can be sent."""
    opening = Opening(
        lang=module["lang"],
        report="completion",
        cover=markup.server_cover(module),
        heading=heading,
        owns_page=False,
    )
    if view is None:
        begun = engine.start(module)
        view = engine.view(module, begun, "completion")
    server = Server(view=view)
    return player_config(opening, server)


def _html(parts: Sequence[HtmlElement]) -> str:
    """The parts in the box that the style sheet knows."""
    whole = E.DIV(E.CLASS("olw-preview"), *parts)
    return str(html.tostring(whole, encoding="unicode"))
