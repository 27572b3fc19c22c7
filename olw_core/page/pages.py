"""Pages from templates: one environment, one base page and one style sheet for all of them.

A package keeps its templates in a folder of its own; each of them extends `base.html`, which
stands here. Words are escaped where they come in; what is HTML already is marked `|safe` there.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).resolve().parent
STYLE = _HERE / "page.css"
"""The style sheet of every page that is not the player."""


def render(folder: Path, name: str, /, *, sheet: str = "", **values: object) -> str:
    """The page that the template `name` of a folder makes of these values.

    `sheet`: the address of the style sheet; without one its rules stand in the page, so that the
    page is one file. Raises jinja2.UndefinedError for a value that the template misses.
    """
    template = _environment(folder).get_template(name)
    return template.render(values, sheet=sheet)


@functools.cache
def _environment(folder: Path) -> Environment:
    # Imported here: most commands draw no page, and need not wait for it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader([folder, _HERE / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.globals["style"] = STYLE.read_text("utf-8")
    return made
