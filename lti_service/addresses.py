"""Addresses of our own pages.

They always begin with the configured public address, never with what a request says. So the
service may be mounted below a path, or sit behind a proxy that strips one, and still gives right
links.
"""

from __future__ import annotations

import functools
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import current_app
from werkzeug.routing import Map

from lti_service.settings import Settings
from lti_service.wiring import wiring

LAUNCH = "/launch"
NOTICES = "/notices"
PATHS_AT_HAND = 1024
"""A page holds a dozen; most are the same on every page."""


def local(endpoint: str, **values: Any) -> str:
    """The path of a page, as browsers see it."""
    inside = _from_root(current_app.url_map, endpoint, tuple(values.items()))
    return wiring().settings.public_path + inside


@functools.lru_cache(maxsize=PATHS_AT_HAND)
def _from_root(url_map: Map, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    """The path as if we were at the root: where a web server has put us, settings say."""
    return url_map.bind("").build(endpoint, dict(values))


def launch_url(settings: Settings) -> str:
    """Where platforms post launches: the one redirect address to register."""
    return settings.public_url + LAUNCH


def launch_to(settings: Settings, what: str) -> str:
    """The target address of one module, or of one of messages.placement.WHOLE."""
    return f"{launch_url(settings)}/{what}"


def named_in(settings: Settings, target_link_uri: str) -> str | None:
    """What a target names: a module or one of messages.placement.WHOLE.

    "" for the address without a name, None when the target is not ours.
    """
    launch = launch_url(settings)
    if target_link_uri == launch:
        return ""
    before = launch + "/"
    if not target_link_uri.startswith(before):
        return None
    parts = urlsplit(target_link_uri)
    if parts.query or parts.fragment:
        return None
    name = unquote(target_link_uri.removeprefix(before))
    if not name or "/" in name:
        return None
    return name
