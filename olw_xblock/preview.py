"""Read-only HTML of a module, for visitors who have not signed in and for authors in Studio. Nothing in it can be sent.

The first scene is the one that the player's page shows before its script runs; what is said around it is built as
elements.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lxml import html
from lxml.html import builder as E  # noqa: N812 - the name lxml's own documentation gives it

from olw_core.engine import engine
from olw_core.formats.compiled import Module
from olw_core.formats.player import Config
from olw_core.page import element as markup
from olw_core.page.first_scene import first_scene

Text = Callable[[str], str]

STYLE = """
.olw-preview { max-width: 46rem; margin: 0 auto; }
.olw-preview dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25em 1.5em; margin: 1em 0; }
.olw-preview dt { font-weight: bold; }
.olw-preview dd { margin: 0; }
"""


def for_visitor(_: Text, module: Module, show: str, heading: int) -> str:
    """What the block opens with, and a line that says how to take part."""
    return _html(
        [
            _opening(module, show, heading),
            E.P(_("Sign in to the course to make the first choice.")),
        ]
    )


def for_author(
    _: Text, module: Module, show: str, heading: int, facts: Sequence[tuple[str, str]]
) -> str:
    """The same opening, and facts (name, value) about the module and its settings."""
    note = E.P(
        E.STRONG(
            _(
                "This is a preview. Nothing is recorded. Open the live course to play the story."
            )
        )
    )
    table = E.DL(*[part for name, value in facts for part in (E.DT(name), E.DD(value))])
    return _html([note, table, _opening(module, show, heading)])


def unavailable(message: str) -> str:
    """A box with one sentence."""
    return _html([E.P(message)])


def _opening(module: Module, show: str, heading: int) -> Any:
    """The first scene of the story, or the moments that the return cards are about."""
    if show == "cards":
        moments = [E.LI(card["moment"]) for card in module["cards"]]
        return E.DIV(E.H2(module["title"]), E.P(module["summary"]), E.UL(*moments))
    config: Config = {
        "lang": module["lang"],
        "heading": heading,
        "ownsPage": False,
        "show": "story",
        "report": "completion",
        "disclosure": [],
        "cover": markup.cover(module),
        "trust": {},
        "view": engine.view(module, engine.start(module), "completion"),
    }
    scene = first_scene(config)
    return (
        html.fragment_fromstring(scene, create_parent="div")
        if scene
        else E.DIV(E.H2(module["title"]))
    )


def _html(parts: Sequence[Any]) -> str:
    return str(html.tostring(E.DIV(E.CLASS("olw-preview"), *parts), encoding="unicode"))
