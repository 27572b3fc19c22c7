"""Templates of what stands in somebody else's page: the player's element and its first scene.

Compiled once for each process. Whole pages of our own are made by `pages.py`.

A line break in a template, and the space that a line begins with, are for the reader of the
template alone: neither goes out. So a page has no space that its words did not bring.
"""

from __future__ import annotations

import functools
from html import escape
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

FOLDER = Path(__file__).resolve().parent / "templates"


@functools.lru_cache(maxsize=1)
def _environment() -> Environment:
    """Words are escaped unless they are Markup; a name that is not there is an error."""
    return Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_escaped,
    )


def _source(name: str) -> str:
    """A template on one line."""
    text = (FOLDER / name).read_text("utf-8")
    return "".join(line.lstrip() for line in text.splitlines())


def _escaped(value: object) -> Markup:
    """Words as `html.escape` writes them, everywhere in this project: `"` is &quot;."""
    if isinstance(value, Markup):
        return value
    return Markup(escape(str(value)))  # noqa: S704 - the escape that it tells of


@functools.cache
def template(name: str) -> Template:
    """One template of this folder, by its file's name."""
    return _environment().get_template(name)
