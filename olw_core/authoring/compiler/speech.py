"""Checks speech: whoever speaks is in `people`, and every speech begins its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from olw_core.authoring.authored.module import Module
from olw_core.authoring.compiler.chair import told_by_chair
from olw_core.authoring.compiler.markdown import paragraphs
from olw_core.authoring.compiler.places import FieldPath, at_scene, at_variant
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.schema.looks import MOODS
from olw_core.near import meant

_SPEAKER = re.compile(r"\s*@(?P<who>[^\s:(]+)(?:\((?P<mood>[^\s:)]*)\))?(?P<colon>:?)")
"""A line that begins as speech does."""
_NAMED = re.compile(r"\s*@?\s*(?P<name>\w[\w' .-]{0,59}?)\s*(?:\([a-z]*\))?:\s")
"""A line that begins with somebody's name and a colon."""


def check_speech(module: Module, problems: Problems) -> None:
    """Report unknown speakers and speech that would be shown as plain text."""
    for path, text in _spoken(module):
        for paragraph in paragraphs(text):
            first, *others = paragraph.splitlines()
            _check_line(
                first,
                path,
                module,
                problems,
                begins=True,
            )
            for line in others:
                _check_line(
                    line,
                    path,
                    module,
                    problems,
                    begins=False,
                )


def speakers(module: Module) -> Iterator[str]:
    """Everyone who speaks, as often as they do."""
    for _, text in _spoken(module):
        for line in text.splitlines():
            match = _SPEAKER.match(line)
            if match is not None:
                yield match["who"]


def _spoken(module: Module) -> Iterator[tuple[FieldPath, str]]:
    """(path, text) of every text that may hold speech."""
    scenes = module["story"]["scenes"]
    for scene_id, scene in scenes.items():
        for passage in scene["text"]:
            yield at_scene(scene_id, "text"), passage["text"]
    for card_id, card in module["cards"].items():
        for letter, variant in card["variants"].items():
            yield at_variant(card_id, letter, "text"), variant["text"]
    for part in told_by_chair(module):
        yield ("story", "other_chair", "text"), part["text"]
    if module["way_out"]:
        yield ("way_out", "text"), module["way_out"]["text"]


def _check_line(
    line: str,
    path: FieldPath,
    module: Module,
    problems: Problems,
    *,
    begins: bool,
) -> None:
    """`begins`: the line is the first of its paragraph."""
    match = _SPEAKER.match(line)
    if match is None:
        _check_unmarked(line, path, module, problems)
        return
    who, mood = match["who"], match["mood"]
    if mood is not None and mood not in MOODS:
        problems.error(
            "mood-unknown",
            path,
            f"'{who}' speaks here in the mood '{mood}', which is not drawn.",
            f"Use one of: {', '.join(MOODS)}.",
        )
    if who not in module["people"]:
        problems.error(
            "speaker-unknown",
            path,
            f"'{who}' speaks here but is not in people.",
            f"{meant(who, module['people'])}. Add {who} to people, or correct the name.",
        )
    elif not begins or not match["colon"]:
        problems.error(
            "speech-start",
            path,
            f"'@{who}' does not begin a paragraph of speech.",
            f"Put an empty line before it and write '@{who}: ...'.",
        )


def _check_unmarked(
    line: str,
    path: FieldPath,
    module: Module,
    problems: Problems,
) -> None:
    """Speech without its @ would be told as narration."""
    match = _NAMED.match(line)
    if match is None:
        return
    name = match["name"]
    for who, person in module["people"].items():
        if name.lower() in _called(who, person["name"]):
            problems.error(
                "speech-unmarked",
                path,
                f"'{name}:' would be read as narration, and not as what"
                f" {person['name']} says.",
                f"Write '@{who}: ...', with an empty line before it.",
            )


def _called(who: str, name: str) -> set[str]:
    """How authors may write the name of a person, in small letters."""
    whole = name.lower()
    first, *_ = whole.split()
    return {who, whole, first}
