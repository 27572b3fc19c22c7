"""Style sheets of what the block shows around the player, one for each page; carried inside it."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def sheet(name: str) -> str:
    """The rules of a file of this folder."""
    return (_HERE / name).read_text("utf-8")
