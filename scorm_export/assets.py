"""The built player, as files of a package: the edition's script, its second script and one style sheet."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.resources import files

from scorm_export.editions import Edition
from scorm_export.errors import ScormError

STYLE = "player.css"
MORE = "player-more.js"  # loaded by the first script, from beside it, when it is wanted


@functools.lru_cache(maxsize=8)
def _read(name: str) -> bytes:
    try:
        return (files("olw_core") / "player" / "dist" / name).read_bytes()
    except FileNotFoundError:
        raise ScormError(
            "player-missing",
            f"olw_core/player/dist/{name}",
            "The player is not built.",
            "Run `npm ci && npm run build` in olw_core/player.",
        ) from None


def player_files(edition: Edition) -> Mapping[str, bytes]:
    """File name -> bytes of what every page of a package loads. Raises ScormError player-missing."""
    return {name: _read(name) for name in (edition.bundle, MORE, STYLE)}
