"""Configurations of the player as the doors make them (docs/developers/formats.md, section 8)."""

from __future__ import annotations

from typing import Any, cast

from olw_core.formats.compiled import Module
from olw_core.formats.player import Config
from olw_core.formats.view import View
from olw_core.page import element as markup
from olw_core.report import disclosure

TRUST: dict[str, Any] = {
    "name": "Northbridge Care NHS Trust",
    "support": [{"label": "Staff support line", "url": "https://example.org/support"}],
    "problem_url": "https://example.org/problem",
}


def _common(module: Module) -> dict[str, Any]:
    return {
        "lang": module["lang"], "report": "score", "heading": 1, "ownsPage": True, "show": "story",
        "cover": markup.cover(module), "disclosure": disclosure("score", "scorm"), "trust": TRUST,
    }  # fmt: skip


def _without_guide(module: Module) -> dict[str, object]:
    return {name: value for name, value in module.items() if name != "guide"}


def local_config(modules: list[Module], **changes: Any) -> Config:
    """As a package without a server has it."""
    carried = [_without_guide(module) for module in modules]
    told = {**_common(modules[0]), "modules": carried, **changes}
    return cast(Config, told)


def remote_config(module: Module, view: View, **changes: Any) -> Config:
    """As a page of a server has it: no key anywhere."""
    urls = {name: f"/api/{name}" for name in ("respond", "retry", "plan", "card")}
    told = {
        **_common(module),
        "cover": markup.server_cover(module),
        "view": view,
        "urls": urls,
        "auth": {"bearer": "a-token"},
        **changes,
    }
    return cast(Config, told)
