"""The preview's pages: the module in the real player, or the faults that keep it from playing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from olw_core import content
from olw_core.authoring.compiler import Compiled
from olw_core.authoring.storygraph import story_svg
from olw_core.errors import ContentError, ContentMissing, Problem
from olw_core.page import element
from olw_core.page.config import Carried, Opening, player_config
from olw_core.page.pages import render
from olw_core.page.promised import promised
from olw_core.player import STYLE as PLAYER_STYLE
from olw_core.preview.jumps import jumps
from olw_core.report import USUAL, disclosure

RELOAD = "reload.js"
SHEET = "page.css"
PLAYER = "player-local.js"
_TEMPLATES = Path(__file__).resolve().with_name("templates")


def preview_page(folder: Path, version: str) -> str:
    """The page for the module in `folder` as it is on disk now.

    `version` is what the reload script compares.
    """
    try:
        compiled = content.compile_folder(folder)
    except ContentError as error:
        return _faults(
            folder,
            error.problems,
            version,
        )
    except ContentMissing as error:
        return _page(
            "missing.html",
            version,
            error=error,
        )
    return _playing(
        folder,
        compiled,
        version,
    )


def _playing(folder: Path, compiled: Compiled, version: str) -> str:
    """The page on which the module plays."""
    module = compiled.module.copy()
    del module["guide"]
    cover = element.cover(module)
    opening = Opening(
        lang=module["lang"],
        report="score",
        cover=cover,
        told=promised(partial(disclosure, "score", "preview", USUAL), module["lang"]),
    )
    kept = f"olw.preview.{module['id']}"
    config = player_config(opening, Carried([module], storage_key=kept))
    return _page(
        "playing.html",
        version,
        lang=module["lang"],
        title=cover["title"],
        player=element.player_element(config),
        scripts=[PLAYER],
        player_style=PLAYER_STYLE,
        folder=folder,
        warnings=compiled.warnings,
        jumps=jumps(compiled.module),
        story_map=story_svg(compiled.module, links=True),
        kept=kept,
    )


def _faults(folder: Path, problems: Sequence[Problem], version: str) -> str:
    """The page that says what keeps it from playing."""
    errors = sum(problem.level == "error" for problem in problems)
    worst_first = sorted(problems, key=lambda problem: problem.level)
    return _page(
        "faults.html",
        version,
        folder=folder,
        errors=errors,
        problems=worst_first,
    )


def _page(name: str, version: str, /, **values: object) -> str:
    """A page with what all of them have."""
    return render(
        _TEMPLATES,
        name,
        sheet=SHEET,
        version=version,
        reload=RELOAD,
        **values,
    )
