"""The HTML around the player: its cover, the element with its configuration, a whole page.

The first scene is written out as readable HTML inside `<olw-player>`, so that it can be read before
any script runs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from olw_core import player
from olw_core.engine.last_pictures import early_pictures
from olw_core.formats.compiled import Card, Module
from olw_core.formats.player import CardLine, Config, Cover
from olw_core.language_tags import direction
from olw_core.page.apart import apart
from olw_core.page.first_scene import DEEPEST, first_scene, said_by
from olw_core.page.fragments import template
from olw_core.page.player_words import translated, words
from olw_core.page.unreviewed import note

_SCRIPT_SAFE = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
"""What could end a script element, or a line in old readers of JSON."""


def cover(module: Module) -> Cover:
    """What a learner's browser may know of a module before the story.

    formats.md, section 8. Holds no key.
    """
    return {
        "module": module["id"],
        "version": module["version"],
        "title": module["title"],
        "summary": module["summary"],
        "minutes": module["minutes"],
        "content_note": module["content_note"],
        "source_title": module["source_title"],
        "people": module["people"],
        "pictures": module["pictures"],
        "cards": [_line(card) for card in module["cards"]],
        "behaviours": module["behaviours"],
    }


def server_cover(module: Module) -> Cover:
    """The cover of a page that a server plays with: what endings draw comes with the ending."""
    return {**cover(module), "pictures": early_pictures(module)}


def _line(card: Card) -> CardLine:
    """A card in the list of all."""
    return {
        "id": card["id"],
        "label": card["label"],
        "moment": card["moment"],
    }


def player_element(
    config: Config,
    *,
    prerender: bool = True,
    words_apart: bool = False,
) -> str:
    """<olw-player> with its configuration and, unless told otherwise, the first scene.

    Both say what to do where no script comes (docs/decisions/0023-oldest-browsers.md).

    The player's words go with it where they are not English; above it stands what the page says of
    words that nobody has checked. `words_apart`: in the form that loads quickest, which only the
    players of packages read.
    """
    told = config.copy()
    english = told.pop("disclosureEnglish", [])
    if translated(config["lang"]):
        told["strings"] = dict(words(config["lang"]))
    too_old = said_by(config)["tooOld"]
    scene = first_scene(config, too_old=too_old) if prerender else ""
    shape: Mapping[str, object] = told
    taken = None
    if words_apart:
        parts = apart(told)
        shape, taken = parts.shape, parts.words
    return template("element.html").render(
        lang=config["lang"],
        direction=direction(config["lang"]),
        unreviewed=note(config["lang"], english),
        scene=scene,
        depth=min(DEEPEST, config["heading"]),
        title=config["cover"]["title"],
        too_old=too_old,
        words=taken,
        config=script_json(shape),
    )


def script_json(data: object) -> str:
    """JSON that cannot end the script element it stands in, whatever the words are."""
    text = json.dumps(
        data,
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )
    # A hundred times as quick as str.translate, which looks every character up.
    for character, escape in _SCRIPT_SAFE.items():
        text = text.replace(character, escape)
    return text


def page(
    config: Config,
    *,
    scripts: Sequence[str],
    style: str = player.STYLE,
    title: str = "",
    head: str = "",
    words_apart: bool = False,
) -> str:
    """A complete HTML page that is the player and nothing else.

    `scripts` and `style` are addresses, relative or absolute; `title` is the cover's where none is
    given; `head` is HTML for the end of the head, as it is; `words_apart` as in `player_element`.
    """
    return template("page.html").render(
        lang=config["lang"],
        direction=direction(config["lang"]),
        title=title or config["cover"]["title"],
        style=style,
        scripts=scripts,
        head=head,
        player=player_element(config, words_apart=words_apart),
    )
