"""Read-only HTML of a module, for visitors who have not signed in and for authors in Studio.

Nothing in it can be sent. The first scene is the one that the player's page shows before its script
runs; what is said around it is built as elements.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import html
from lxml.html import HtmlElement
from lxml.html import builder as E  # noqa: N812 - the name lxml's own documentation gives it

from olw_core.engine import engine
from olw_core.formats.compiled import Module
from olw_core.formats.player import Config
from olw_core.page import element as markup
from olw_core.page.config import Opening, Server, player_config
from olw_core.page.first_scene import first_scene
from olw_xblock.i18n import Translate

STYLE = """
.olw-preview { max-width: 46rem; margin: 0 auto; }
.olw-preview dl {
  display: grid; grid-template-columns: max-content 1fr; gap: 0.25em 1.5em; margin: 1em 0;
}
.olw-preview dt { font-weight: bold; }
.olw-preview dd { margin: 0; }
"""


def for_visitor(_: Translate, module: Module, show: str, heading: int) -> str:
    """What the block opens with, and a line that says how to take part."""
    sign_in = E.P(_("Sign in to the course to make the first choice."))
    return _html([_opening(module, show, heading), sign_in])


def for_author(
    _: Translate,
    module: Module,
    show: str,
    heading: int,
    facts: Sequence[tuple[str, str]],
) -> str:
    """The same opening, and facts (name, value) about the module and its settings."""
    words = _(
        "This is a preview. Nothing is recorded. Open the live course to play the story."
    )
    table = E.DL()
    for name, value in facts:
        table.append(E.DT(name))
        table.append(E.DD(value))
    return _html([E.P(E.STRONG(words)), table, _opening(module, show, heading)])


def unavailable(message: str) -> str:
    """A box with one sentence."""
    return _html([E.P(message)])


def _opening(module: Module, show: str, heading: int) -> HtmlElement:
    """The first scene of the story, or the moments that the return cards are about."""
    if show == "cards":
        moments = [E.LI(card["moment"]) for card in module["cards"]]
        return E.DIV(E.H2(module["title"]), E.P(module["summary"]), E.UL(*moments))
    scene = first_scene(_configuration(module, heading))
    if not scene:
        return E.DIV(E.H2(module["title"]))
    return html.fragment_fromstring(scene, create_parent="div")


def _configuration(module: Module, heading: int) -> Config:
    """That of a page from which nothing can be sent."""
    opening = Opening(
        lang=module["lang"],
        report="completion",
        cover=markup.cover(module),
        heading=heading,
        owns_page=False,
    )
    view = engine.view(module, engine.start(module), "completion")
    return player_config(opening, Server(view=view))


def _html(parts: Sequence[HtmlElement]) -> str:
    whole = E.DIV(E.CLASS("olw-preview"), *parts)
    return str(html.tostring(whole, encoding="unicode"))
