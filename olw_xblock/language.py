"""The language a learner's page speaks, and the one in which the story is told.

The player's words come from the platform's i18n service. A page whose words are translated has the
learner's language, and with it the direction of writing. The story keeps its own: its HTML says so
where the two differ (WCAG 3.1.2).
"""

from __future__ import annotations

from typing import Any

from olw_core import player
from olw_core.formats.compiled import Module
from olw_core.formats.player import Cover
from olw_core.language_tags import primary
from olw_core.page import element as markup
from olw_xblock import platform
from olw_xblock.block_protocol import Block

HTML = (
    "html",
    "prompt",
    "chosen",
    "consequence",
    "why",
    "yours",
    "other",
    "protects",
    "costs",
)
"""Keys of a View and a CardView whose texts are the story's own HTML."""
BLOCKS = ("<p", "<div", "<ul", "<ol", "<blockquote")
"""What such a text begins with that may not stand in a line."""


def words(block: Block) -> dict[str, str]:
    """The player's words in the page's language, by key; empty for English.

    The player's own where it speaks that language; what the service translates comes before them.
    """
    language = primary(platform.language())
    if language == "en":
        return {}
    found = _players_own(language)
    for key, english in player.strings(player.ENGLISH).items():
        own = block.gettext(english)
        if own != english:
            found[key] = own
    return found


def _players_own(language: str) -> dict[str, str]:
    if language not in player.languages():
        return {}
    return dict(player.strings(language))


def of_page(module: Module, translated: dict[str, str]) -> str:
    """The language tag of the page: the learner's where the player speaks it."""
    if not translated:
        return module["lang"]
    return platform.language() or module["lang"]


def told(block: Block, module: Module, view: Any) -> Any:
    """A View or a CardView whose story says which language it is in, where the page has another."""
    page = of_page(module, words(block))
    if primary(page) == primary(module["lang"]):
        return view
    return _marked(view, module["lang"], inside=False)


def cover(module: Module, page: str) -> Cover:
    """The story's cover on a page in the language `page`: its content note is HTML, too."""
    made = markup.server_cover(module)
    note = made["content_note"]
    if note and primary(page) != primary(module["lang"]):
        made["content_note"] = _marked(note, module["lang"], inside=True)
    return made


def _marked(value: Any, lang: str, *, inside: bool) -> Any:
    """`inside`: below one of the keys in HTML."""
    if isinstance(value, dict):
        found = {}
        for key, one in value.items():
            found[key] = _marked(one, lang, inside=key in HTML)
        return found
    if isinstance(value, list):
        return [_marked(one, lang, inside=inside) for one in value]
    if inside and value and isinstance(value, str):
        tag = "div" if value.lstrip().startswith(BLOCKS) else "span"
        return f'<{tag} lang="{lang}" dir="auto">{value}</{tag}>'
    return value
