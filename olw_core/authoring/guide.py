"""The facilitator's guide of a module as one page to read and to print.

It holds the questions to ask and what to watch for, beside what each scene asks. It is for people
who lead a session, never for learners: a door that serves it checks the role first.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from olw_core.errors import ContentMissing

Module = Mapping[str, Any]

STYLE = Path(__file__).with_name("guide.css")
"""The page's stylesheet."""


def has_guide(module: Module) -> bool:
    """Whether the authors wrote a guide for this compiled module."""
    return bool(module["guide"])


def guide_page(module: Module, *, style: str = "") -> str:
    """A whole HTML page for a compiled module.

    `style`: the stylesheet's address; without one its rules stand in the page, so that the page is
    one file. Raises ContentMissing for a module without a guide.
    """
    if not has_guide(module):
        raise ContentMissing(
            "guide-missing",
            f"The module '{module['id']}' has no facilitator's guide. Write one in facilitator.yaml; "
            "docs/authors.md says what belongs there.",
        )
    title = f"Facilitator’s guide: {escape(module['title'])}"
    return (
        f'<!doctype html>\n<html lang="{escape(module["lang"])}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title>{_style(style)}</head>"
        f"<body><main>{guide_body(module)}</main></body></html>\n"
    )


def guide_body(module: Module) -> str:
    """The guide as HTML without a page around it; its first heading is an h1."""
    guide = module["guide"]
    parts = [
        _opening(module, guide),
        *(_scene(module, name, notes) for name, notes in guide["decisions"].items()),
        _calling_it_out(guide["calling_it_out"]),
        _section("Close", _words(guide["close"])),
        _section("For your next appraisal", _words(guide["appraisal_prompt"])),
        _section("Check a meeting", _list(guide["meeting_check"], "check")),
    ]
    return "".join(parts)


def _style(address: str) -> str:
    if address:
        return f'<link rel="stylesheet" href="{escape(address)}">'
    return f"<style>{STYLE.read_text('utf-8')}</style>"


def _opening(module: Module, guide: Mapping[str, Any]) -> str:
    note = module["content_note"]
    return (
        f'<header><p class="caption">Facilitator’s guide · {escape(module["source_title"])}</p>'
        f"<h1>{escape(module['title'])}</h1>"
        f'<p class="facts">About {guide["minutes"]} minutes with a group. '
        "For people who lead a session: do not hand it to learners.</p></header>"
        + (
            f'<p class="note"><strong>Before you start.</strong> {note}</p>'
            if note
            else ""
        )
        + _section("What it is for", _words(guide["purpose"]))
        + _section("Open the session", _words(guide["opening"]))
    )


def _scene(module: Module, name: str, notes: Mapping[str, Any]) -> str:
    story = module["story"]
    setting = story["scenes"][name]["setting"]
    node = _first_asking(story, name)
    told = _asked(story, node) if node else ""
    where = f'<p class="facts">You are: {escape(setting["role"])}. {_capital(setting["mode"])}.</p>'
    questions = f"<h3>Ask</h3>{_list(notes['questions'])}"
    watch = f"<h3>Watch for</h3>{_words(notes['watch_for'])}"
    return _section(escape(setting["place"]), where + told + questions + watch)


def _capital(words: str) -> str:
    return escape(words[:1].upper() + words[1:])


def _first_asking(story: Mapping[str, Any], scene: str) -> Mapping[str, Any] | None:
    """The scene as most people meet it: where more ways lead in, the one with the most still ahead."""
    asking = [
        node
        for node in story["nodes"]
        if node["scene"] == scene and node["item"] is not None
    ]
    return max(asking, key=lambda node: int(node["longest"]), default=None)


def _asked(story: Mapping[str, Any], node: Mapping[str, Any]) -> str:
    item = story["items"][node["item"]]
    lettered = "".join(
        f'<li><span class="letter">{letter}</span> <span>{option["html"]}</span></li>'
        for letter, option in zip(ascii_uppercase, item["options"], strict=False)
    )
    return (
        f'<div class="scene">{story["texts"][node["text"]]}</div>'
        f'<div class="asked"><p class="prompt">{escape(item["prompt"])}</p>'
        f'<ul class="options">{lettered}</ul></div>'
    )


def _calling_it_out(part: Mapping[str, Any]) -> str:
    lines = _list(part["lines"], "lines")
    inside = f"{_words(part['setup'])}{lines}{_words(part['debrief'])}"
    return _section("Practise calling it out", inside)


def _section(title: str, inside: str) -> str:
    return f"<section><h2>{title}</h2>{inside}</section>"


def _words(html: str) -> str:
    return f"<p>{html}</p>"


def _list(lines: list[str], kind: str = "") -> str:
    marked = f' class="{kind}"' if kind else ""
    return f"<ul{marked}>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
