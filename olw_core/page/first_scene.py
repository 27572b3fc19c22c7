"""The first scene as plain HTML, the way the player draws it (src/ui/frame.ts, scene.ts): shown until its script runs.

Text and choices can be read; nothing can be pressed yet, so nothing looks as if it could.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from olw_core import player
from olw_core.engine import engine

_SPEECH = re.compile(r'<div class="say" data-who="(\w+)">(.*?)</div>', re.DOTALL)


def first_scene(config: Mapping[str, Any]) -> str:
    """HTML of the scene at hand, or "" where the player opens on something else (an ending, cards, several modules)."""
    view = _view(config)
    if view is None or "item" not in view:
        return ""
    words = player.strings(config["lang"])
    depth = min(5, int(config["heading"]))
    cover = config["cover"]
    return (
        f'<div class="olw-first" lang="{escape(config["lang"])}">{_trust(config["trust"])}<header>'
        f'<p class="caption">{_caption(config, words)}</p>'
        f'<h{depth} class="title">{escape(cover["title"])}</h{depth}></header>'
        f'<div class="screen">{_note(config, words, "leave" in view) if view["step"] == 0 else ""}'
        f"{_heading(view, words, depth + 1)}{_band(view['setting'], words)}{_picture(view, cover)}"
        f'<div class="text">{_speech(view["html"], cover["people"])}</div>'
        f"{_told(config.get('disclosure', ()), words)}{_question(view['item'])}</div></div>"
    )


def _view(config: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The View a remote player is given, or the first one of the only module of a local one."""
    if config["show"] != "story":
        return None
    given: Mapping[str, Any] | None = config.get("view")
    modules: Sequence[Mapping[str, Any]] = config.get("modules") or []
    if given is None and len(modules) == 1:
        return engine.view(modules[0], engine.start(modules[0]), config["report"])
    return given


def _caption(config: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """Where the story comes from, how long it takes and, where a trust has set one, the pass mark."""
    cover = config["cover"]
    told = [cover["source_title"], _fill(words["minutes"], cover["minutes"])]
    if config.get("passMark"):
        told.append(_fill(words["passMark"], config["passMark"]))
    return " · ".join(escape(words) for words in told)


def _fill(words: str, n: int) -> str:
    return words.replace("{n}", str(n))


def _trust(trust: Mapping[str, Any]) -> str:
    if trust.get("logo"):
        return f'<p class="trust"><img src="{escape(trust["logo"])}" alt="{escape(trust.get("name", ""))}"></p>'
    return f'<p class="trust">{escape(trust["name"])}</p>' if trust.get("name") else ""


def _note(config: Mapping[str, Any], words: Mapping[str, str], leave: bool) -> str:
    """The content note with the links to support, and room for the button that leaves the story."""
    note = config["cover"]["content_note"]
    if not note:
        return ""
    depth = min(6, int(config["heading"]) + 1)
    links = "".join(
        f'<li><a href="{escape(link["url"])}" target="_blank" rel="noopener noreferrer">{escape(link["label"])}</a></li>'
        for link in config["trust"].get("support", [])
    )
    support = (
        f"<p><b>{escape(words['support'])}</b></p><ul>{links}</ul>" if links else ""
    )
    room = '<div class="room"></div>' if leave else ""
    return f'<div class="note"><h{depth}>{escape(words["note"])}</h{depth}><div>{note}</div>{support}{room}</div>'


def _heading(view: Mapping[str, Any], words: Mapping[str, str], depth: int) -> str:
    caption = escape(_fill(words["scene"], view["step"] + 1))
    place = escape(view["setting"]["place"])
    return f'<h{depth} class="top"><span class="caption">{caption}</span><br> {place}</h{depth}>'


def _band(setting: Mapping[str, str], words: Mapping[str, str]) -> str:
    mode = escape(words.get(setting["mode"], setting["mode"]))
    role = f"{escape(words['you'])}: <b>{escape(setting['role'])}</b>"
    return f'<div class="band"><p>{role}</p><p>{mode}</p></div>'


def _picture(view: Mapping[str, Any], cover: Mapping[str, Any]) -> str:
    found = cover["pictures"].get(view["picture"])
    if not found:
        return ""
    named = (
        f' role="img" aria-label="{escape(found["alt"])}"'
        if found["alt"]
        else ' aria-hidden="true"'
    )
    return f'<div class="pic"{named}>{_sized(found["svg"], 320, 120)}</div>'


def _speech(html: str, people: Mapping[str, Any]) -> str:
    """Each speech as a bubble beside the speaker's portrait."""

    def bubble(match: re.Match[str]) -> str:
        face = _sized(people[match[1]]["svg"], 56, 56)
        return f'<div class="say"><span class="face" aria-hidden="true">{face}</span><div class="bubble">{match[2]}</div></div>'

    return _SPEECH.sub(bubble, html)


def _sized(svg: str, width: int, height: int) -> str:
    """A picture that stays small where the style sheet is not there."""
    return svg.replace("<svg ", f'<svg width="{width}" height="{height}" ', 1)


def _told(lines: Sequence[str], words: Mapping[str, str]) -> str:
    """What others are told: one line, and the whole list for who wants it."""
    if not lines:
        return ""
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    summary = f"<summary><span>{escape(words['others'])}</span></summary>"
    opened = f'<div class="inside"><ul>{listed}</ul></div>'
    return f'<p class="hint">{escape(lines[0])}</p><details>{summary}{opened}</details>'


def _question(item: Mapping[str, Any]) -> str:
    options = "".join(
        f'<div class="opt"><span class="dot"></span><span>{o["html"]}</span></div>'
        for o in item["options"]
    )
    return f'<div class="q"><fieldset><legend>{item["prompt"]}</legend>{options}</fieldset></div>'
