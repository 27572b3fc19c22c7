"""The preview's pages: the module in the real player, or the faults that keep it from playing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from olw_core import content
from olw_core.authoring.compiler import Compiled
from olw_core.errors import ContentError, ContentMissing, Problem
from olw_core.formats.player import Config
from olw_core.page import element as markup
from olw_core.report import disclosure

RELOAD = "reload.js"
PANEL = "preview.css"


def preview_page(folder: Path, version: str) -> str:
    """The page for the module in `folder` as it is on disk now. `version` is what the reload script compares."""
    try:
        compiled = content.compile_folder(folder)
    except ContentError as error:
        return _faults(folder, error.problems, version)
    except ContentMissing as error:
        return _frame(
            f"<h1>Not found</h1><p>{escape(str(error))}</p>", "Not found", version
        )
    return _player(folder, compiled, version)


def _player(folder: Path, compiled: Compiled, version: str) -> str:
    module = compiled.module.copy()
    del module["guide"]
    config: Config = {
        "lang": module["lang"],
        "report": "score",
        "heading": 1,
        "ownsPage": True,
        "show": "story",
        "cover": markup.cover(module),
        "disclosure": disclosure("score", "preview"),
        "trust": {},
        "modules": [module],
        "storageKey": f"olw.preview.{module['id']}",
    }
    page = markup.page(config, scripts=["player-local.js"], head=_head(version))
    return page.replace("</body>", f"{_panel(folder, compiled.warnings)}</body>")


def _head(version: str) -> str:
    return f'<link rel="stylesheet" href="{PANEL}"><script src="{RELOAD}" data-version="{escape(version)}" defer></script>'


def _panel(folder: Path, warnings: Sequence[Problem]) -> str:
    words = (
        f"{len(warnings)} warning{'s' * (len(warnings) != 1)}"
        if warnings
        else "no warnings"
    )
    rows = "".join(_row(folder, p) for p in warnings)
    listed = (
        f"<details><summary>Preview: {words}</summary><ol>{rows}</ol></details>"
        if warnings
        else f"<p>Preview: {words}</p>"
    )
    return f'<aside class="preview" aria-label="Preview">{listed}<button type="button" class="forget">Start as a new learner</button></aside>'


def _faults(folder: Path, problems: Sequence[Problem], version: str) -> str:
    errors = sum(p.level == "error" for p in problems)
    head = f"{errors} error{'s' * (errors != 1)} to mend"
    rows = "".join(_row(folder, p) for p in sorted(problems, key=lambda p: p.level))
    return _frame(
        f"<h1>{head}</h1><p>Save the file and this page looks again.</p><ol>{rows}</ol>",
        head,
        version,
    )


def _row(folder: Path, p: Problem) -> str:
    return (
        f'<li class="{p.level}"><code>{escape(str(folder / p.file))}:{p.line}</code> <b>{escape(p.code)}</b> '
        f"<span>{escape(p.path)}</span><br>{escape(p.problem)} {escape(p.remedy)}</li>"
    )


def _frame(body: str, title: str, version: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title>{_head(version)}</head><body><main class="preview faults">{body}</main></body></html>\n'
    )
