"""Checks speech: whoever speaks is in `people`, and every speech begins its own paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from olw_core.authoring.compiler.markdown import paragraphs
from olw_core.authoring.compiler.problems import Report
from olw_core.authoring.compiler.source import Path

_SPEAKER = re.compile(r"\s*@(?P<who>[^\s:]+)(?P<colon>:?)")


def check_speech(module: Mapping[str, Any], report: Report) -> None:
    """Report unknown speakers and speech that would be shown as plain text."""
    for path, text in _spoken(module):
        for paragraph in paragraphs(text):
            for number, line in enumerate(paragraph.splitlines()):
                _line(line, number, path, module["people"], report)


def _spoken(module: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """(path, text) of every text that may hold speech."""
    for scene_id, scene in module["story"]["scenes"].items():
        for part in scene["text"]:
            yield ("story", "scenes", scene_id, "text"), part["text"]
    for card_id, card in module["cards"].items():
        for letter, variant in card["variants"].items():
            yield ("cards", card_id, "variants", letter, "text"), variant["text"]
    if module["way_out"]:
        yield ("way_out", "text"), module["way_out"]["text"]


def _line(
    line: str, number: int, path: Path, people: Mapping[str, Any], report: Report
) -> None:
    match = _SPEAKER.match(line)
    if match is None:
        return
    who = match["who"]
    if who not in people:
        report.error(
            "speaker-unknown",
            path,
            f"'{who}' speaks here but is not in people.",
            f"Add {who} to people, or correct the name.",
        )
    elif number or not match["colon"]:
        report.error(
            "speech-start",
            path,
            f"'@{who}' does not begin a paragraph of speech.",
            f"Put an empty line before it and write '@{who}: ...'.",
        )
