"""The facilitator's guide of a module as one page to read and to print.

It holds the questions to ask and what to watch for, beside what each scene asks. It is for people
who lead a session, never for learners: a door that serves it checks the role first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from olw_core.errors import ContentMissing
from olw_core.page import pages

STYLE = pages.STYLE
"""The page's style sheet."""
_TEMPLATES = Path(__file__).resolve().with_name("templates")
Data = Mapping[str, Any]
"""A part of a compiled module (docs/developers/formats.md, section 2)."""


@dataclass(frozen=True)
class _Scene:
    """A scene of the guide.

    `notes`: the authors' questions and what to watch for. `text`, `prompt` and `options`: HTML of
    what learners meet there, all empty where the scene asks nothing.
    """

    setting: Mapping[str, str]
    notes: Data
    text: str = ""
    prompt: str = ""
    options: Sequence[tuple[str, str]] = ()
    """(capital letter, HTML) of each option."""


def has_guide(module: Data) -> bool:
    """Whether the authors wrote a guide for this compiled module."""
    return bool(module["guide"])


def guide_page(module: Data, *, style: str = "") -> str:
    """A whole HTML page for a compiled module.

    `style`: the style sheet's address; without one its rules stand in the page, so that the page
    is one file. Raises ContentMissing for a module without a guide.
    """
    if not has_guide(module):
        raise ContentMissing(
            "guide-missing",
            f"The module '{module['id']}' has no facilitator's guide. "
            "Write one in facilitator.yaml; docs/authors.md says what belongs there.",
        )
    guide = module["guide"]
    return pages.render(
        _TEMPLATES,
        "guide.html",
        sheet=style,
        lang=module["lang"],
        module=module,
        guide=guide,
        scenes=_scenes(module["story"], guide["decisions"]),
    )


def _scenes(story: Data, decisions: Mapping[str, Data]) -> list[_Scene]:
    return [_scene(story, name, notes) for name, notes in decisions.items()]


def _scene(
    story: Data,
    name: str,
    notes: Data,
) -> _Scene:
    setting = story["scenes"][name]["setting"]
    node = _first_asking(story, name)
    if node is None:
        return _Scene(setting, notes)
    item = story["items"][node["item"]]
    options = [option["html"] for option in item["options"]]
    return _Scene(
        setting,
        notes,
        text=story["texts"][node["text"]],
        prompt=item["prompt"],
        options=list(zip(ascii_uppercase, options, strict=False)),
    )


def _first_asking(story: Data, scene: str) -> Data | None:
    """The scene as most people meet it: of several ways in, the one with most still ahead."""
    found = None
    for node in story["nodes"]:
        if node["scene"] != scene or node["item"] is None:
            continue
        if found is None or node["longest"] > found["longest"]:
            found = node
    return found
