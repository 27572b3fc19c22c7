"""Style sheets of what the block shows around the player, one for each page; carried inside it."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def sheet(name: str) -> str:
    """The rules of a file of this folder, on one line: a page carries no space for its readers."""
    text = (_HERE / name).read_text("utf-8")
    return " ".join(text.split())
