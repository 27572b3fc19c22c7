"""The first scene as plain HTML, the way the player draws it: shown until its script runs.

The player's own drawing is in player/src/ui/frame.ts and player/src/ui/scene.ts. Text and choices
can be read, and links to support followed; nothing can be chosen yet, so nothing looks as if it
could. Where no script comes, it says after a while that the browser may be too old.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from olw_core.engine import engine
from olw_core.formats.common import Person
from olw_core.formats.player import Config
from olw_core.formats.view import View
from olw_core.language_tags import direction
from olw_core.page.fragments import template
from olw_core.page.player_words import Words, words

DEEPEST = 5
"""The title is a heading of this level at most: those below it are one level deeper."""
PICTURE = (320, 80)
"""Width and height, in pixels, of a picture where the style sheet is not there."""
FACE = (56, 56)
"""The same of a portrait."""

_SPEECH = re.compile(
    r"""
    <div[ ]class="say"[ ]data-who="(?P<who>\w+)"(?:[ ]data-mood="(?P<mood>\w+)")?>
    (?P<said>.*?)
    </div>
    """,
    re.DOTALL | re.VERBOSE,
)


def first_scene(config: Config, *, too_old: str = "") -> str:
    """HTML of the scene at hand.

    `too_old`: what is said where a script should come and does not. Gives "" where the player opens
    on something else: an ending, cards, several modules.
    """
    view = _view(config)
    if view is None or "item" not in view:
        return ""
    said = said_by(config)
    caption = principle = ""
    if not view["step"]:
        caption = _caption(config, said)
        principle = config["cover"]["source_title"]
    return template("first_scene.html").render(
        lang=config["lang"],
        direction=direction(config["lang"]),
        depth=min(DEEPEST, config["heading"]),
        words=said,
        too_old=too_old,
        title=config["cover"]["title"],
        caption=caption,
        principle=principle,
        disclosure=config["disclosure"],
        disclosure_lang=config.get("disclosureLang", ""),
        **_trust(config),
        **_note(config, view),
        **_scene(config, view, said),
        **view["item"],
    )


def said_by(config: Config) -> Words:
    """The player's words on this page: the door's own are laid over ours."""
    return {**words(config["lang"]), **config.get("strings", {})}


def _view(config: Config) -> View | None:
    """The View a remote player is given, or the first one of the only module of a local one."""
    if config["show"] != "story":
        return None
    given = config.get("view")
    modules = config.get("modules", [])
    if given is not None or len(modules) != 1:
        return given
    module = modules[0]
    return engine.view(module, engine.start(module), config["report"])


def _caption(config: Config, said: Words) -> str:
    """How long the story takes and, where a trust set one, the pass mark."""
    told = [_fill(said["minutes"], config["cover"]["minutes"])]
    mark = config.get("passMark")
    if mark:
        told.append(_fill(said["passMark"], mark))
    return " · ".join(told)


def _fill(text: str, n: int) -> str:
    """Words with their number."""
    return text.replace("{n}", str(n))


def _trust(config: Config) -> dict[str, object]:
    """logo, name and support: the trust's own values."""
    trust = config["trust"]
    return {
        "logo": trust.get("logo", ""),
        "name": trust.get("name", ""),
        "support": trust.get("support", []),
    }


def _note(config: Config, view: View) -> dict[str, object]:
    """note and leave: the content note, before the first decision, and room to leave."""
    note = config["cover"]["content_note"] or ""
    if view["step"] > 0:
        note = ""
    return {
        "note": note,
        "leave": "leave" in view,
    }


def _scene(
    config: Config,
    view: View,
    said: Words,
) -> dict[str, object]:
    """scene, setting, mode, text, and picture with alt: where the learner is."""
    setting = view["setting"]
    mode = setting["mode"]
    found: dict[str, object] = {
        "scene": _fill(said["scene"], view["step"] + 1),
        "setting": setting,
        "mode": said.get(mode, mode),
        "text": _parts(view["html"], config["cover"]["people"]),
        "picture": "",
        "alt": "",
    }
    pictures = config["cover"]["pictures"] | view.get("pictures", {})
    picture = pictures.get(view["picture"])
    if picture:
        found["picture"] = _banner(picture["svg"])
        found["alt"] = picture["alt"]
    return found


@dataclass(frozen=True)
class Part:
    """A part of the scene's words; what is not said by anybody has no face.

    `face` is the portrait of who says it, `mood` how they look.
    """

    html: str
    face: str = ""
    mood: str = ""


def _parts(html: str, people: Mapping[str, Person]) -> Iterator[Part]:
    """The words cut at each speech."""
    told = 0
    for speech in _SPEECH.finditer(html):
        yield Part(html[told : speech.start()])
        who = speech["who"]
        face = _sized(people[who]["svg"], FACE)
        yield Part(speech["said"], face, speech["mood"] or "")
        told = speech.end()
    yield Part(html[told:])


def _banner(svg: str) -> str:
    """A scene's picture; where it is higher, its upper and lower edges are cut."""
    sized = _sized(svg, PICTURE)
    return sized.replace("<svg ", '<svg preserveAspectRatio="xMidYMid slice" ', 1)


def _sized(svg: str, size: tuple[int, int]) -> str:
    """A picture that stays small where the style sheet is not there."""
    width, height = size
    sized = f'<svg width="{width}" height="{height}" '
    return svg.replace("<svg ", sized, 1)
