"""A translation of any story that is told by its brackets: the pseudo-locale of the tests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from olw_core.authoring.exchange.rows import merged, sheet
from olw_core.content import sources

OPEN, CLOSE = "⟦", "⟧"


def lay(place: Path, story: Path, lang: str) -> None:
    """Write the translation of the story in the folder `story` into the own folder `place`."""
    data = sources.authored(story).data
    rows = []
    for row in sheet(data, {}, lang).rows:
        rows.append(replace(row, target=f"{OPEN}{row.source}{CLOSE}"))
    folder = place / story.name
    folder.mkdir(exist_ok=True)
    text = merged(data, {}, lang, rows).text
    (folder / f"module.{lang}.yaml").write_text(text, "utf-8")
