"""The page for a board paper: uptake and barriers, without a name and without a small number."""

from __future__ import annotations

from pathlib import Path

from olw_core.cohort.board import Board
from olw_core.page import pages

_TEMPLATES = Path(__file__).resolve().with_name("templates")


def board_page(board: Board) -> str:
    """A whole HTML page, to print or to open in a word processor."""
    return pages.render(_TEMPLATES, "board.html", title="Uptake", board=board)
