"""Read-only HTML of a module, for visitors who have not signed in and for authors in Studio. Nothing in it can be sent.

Built as elements; only the compiler's own sanitised HTML is taken in as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lxml import html
from lxml.html import builder as E  # noqa: N812 - the name lxml's own documentation gives it

from olw_core import engine

Text = Callable[[str], str]
Module = Mapping[str, Any]


def first_scene(_: Text, module: Module) -> str:
    """Title, summary, content note and the first scene, with a line that says how to take part."""
    invitation = E.P(_("Sign in to the course to make the first choice."))
    return _html(E.DIV(E.CLASS("olw-preview"), *_opening(_, module), invitation))


def for_author(_: Text, module: Module, facts: Sequence[tuple[str, str]]) -> str:
    """The same opening with the choices of the first decision and a list of facts (name, value)."""
    view = engine.view(module, engine.start(module), "completion")
    choices = [E.LI(*_markup(option["html"])) for option in view.get("item", {}).get("options", [])]
    table = E.DL(*[part for name, value in facts for part in (E.DT(name), E.DD(value))])
    note = E.P(E.STRONG(_("This is a preview. Nothing is recorded. Open the live course to play the story.")))
    return _html(E.DIV(E.CLASS("olw-preview"), note, *_opening(_, module), E.UL(*choices), table))


def unavailable(message: str) -> str:
    """A box with one sentence."""
    return _html(E.DIV(E.CLASS("olw-preview"), E.P(message)))


def _opening(_: Text, module: Module) -> list[Any]:
    view = engine.view(module, engine.start(module), "completion")
    minutes = _("Minutes needed: {minutes}").replace("{minutes}", str(module["minutes"]))
    parts = [E.H2(module["title"]), E.P(module["summary"]), E.P(minutes)]
    if module["content_note"]:
        parts.append(E.P(E.STRONG(_("Before you start:")), " ", *_markup(module["content_note"])))
    parts.append(E.DIV(E.CLASS("olw-scene"), *_markup(view["html"])))
    if "item" in view:
        parts.append(E.DIV(E.STRONG(*_markup(view["item"]["prompt"]))))
    return parts


def _markup(source: str) -> list[Any]:
    """Elements (and a leading text) of a piece of compiled HTML."""
    return list(html.fragments_fromstring(source)) if source.strip() else []


def _html(element: Any) -> str:
    return str(html.tostring(element, encoding="unicode"))
