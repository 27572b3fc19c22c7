"""The pictures that endings alone draw. They and their alt texts tell how a story ends, so a server
keeps them back until it has. A package carries the whole story anyway: this has no twin.
"""

from __future__ import annotations

from olw_core.formats.common import Picture
from olw_core.formats.compiled import Drawn, Module
from olw_core.formats.view import View


def early_pictures(module: Module) -> dict[str, Picture]:
    """File name to picture, without those that endings alone draw."""
    pictures = dict(module["pictures"])
    for name in _late(module):
        del pictures[name]
    return pictures


def late_pictures(module: Module, view: View) -> dict[str, Picture]:
    """File name to picture, of those in this View that endings alone draw."""
    found = {}
    pictures = module["pictures"]
    late = _late(module)
    for name in (view["picture"], view.get("spent", "")):
        if name in late:
            found[name] = pictures[name]
    return found


def _late(module: Module) -> set[str]:
    """The names of pictures that no scene draws before the end."""
    before: set[str] = set()
    for node in module["story"]["nodes"]:
        if node["item"] is not None:
            before |= _names(node["picture"])
    return module["pictures"].keys() - before


def _names(picture: Drawn) -> set[str]:
    """Every file that may be drawn here."""
    if isinstance(picture, str):
        return {picture}
    return {choice["file"] for choice in picture}
