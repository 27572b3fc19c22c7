"""The HTML around the player: its cover, the <olw-player> element with its configuration, and a whole page.

The first scene is written out as readable HTML inside the element, so that it can be read before any script runs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from olw_core import player
from olw_core.page.first_scene import first_scene

_COVER = (
    "version",
    "title",
    "summary",
    "minutes",
    "content_note",
    "source_title",
    "people",
    "pictures",
    "behaviours",
)
_SCRIPT_SAFE = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def cover(module: Mapping[str, Any]) -> dict[str, Any]:
    """What a learner's browser may know of a module before the story (formats.md, section 8). Holds no key."""
    return {
        "module": module["id"],
        **{name: module[name] for name in _COVER},
        "cards": [
            {name: card[name] for name in ("id", "label", "moment")}
            for card in module["cards"]
        ],
    }


def player_element(config: Mapping[str, Any], *, prerender: bool = True) -> str:
    """<olw-player> with its configuration and, unless told otherwise, the scene the learner will see first."""
    told = dict(config)
    if player.nearest(config["lang"]) != player.ENGLISH:
        told["strings"] = player.strings(config["lang"])
    scene = first_scene(config) if prerender else ""
    return f'<olw-player>{scene}<script type="application/json" class="olw-config">{script_json(told)}</script></olw-player>'


def script_json(data: object) -> str:
    """JSON that cannot end the script element it stands in, whatever the words are."""
    return json.dumps(
        data, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    ).translate(_SCRIPT_SAFE)


def page(
    config: Mapping[str, Any],
    *,
    scripts: Sequence[str],
    style: str = player.STYLE,
    title: str = "",
    head: str = "",
) -> str:
    """A complete HTML page that is the player and nothing else.

    `scripts` and `style` are addresses (relative or absolute); `head` is HTML for the end of the head, as it is.
    """
    tags = "".join(
        f'<script src="{escape(address)}" defer></script>' for address in scripts
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(config["lang"])}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title or config['cover']['title'])}</title>"
        f'<link rel="stylesheet" href="{escape(style)}">{tags}{head}</head>'
        f'<body class="olw-page"><main>{player_element(config)}</main></body></html>\n'
    )
