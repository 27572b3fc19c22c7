"""The door's own pages: its templates, over the base page and the style sheet of the core."""

from __future__ import annotations

from pathlib import Path

from olw_core.page.pages import render

_TEMPLATES = Path(__file__).resolve().with_name("templates")


def draw(name: str, /, *, sheet: str = "", **values: object) -> str:
    """The page of a template; `sheet`: the style sheet's address, or "" to carry it inside."""
    return render(_TEMPLATES, name, sheet=sheet, **values)
