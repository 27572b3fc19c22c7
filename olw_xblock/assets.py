"""The static files the block serves, and the copy of the built player into `public/`.

An XBlock may only serve files of its own package, so the build copies the player's files:
`python -m olw_xblock.assets`.
"""

from __future__ import annotations

import importlib.resources
import sys
from pathlib import Path
from typing import BinaryIO, cast

PLAYER = "player.js"
MORE = "player-more.js"
"""Fetched by the player at an ending or for cards."""
STYLE = "player.css"
"""Of the scene that stands in the page before the script runs, and of the player."""
STUDIO = "studio.js"
FRAME = "frame.js"
"""Tells the page around a player of its height.

A course page stands in a frame that is as high as its content: the platform measures it whenever
the page's elements or attributes change, and does not see into a shadow root (edx-platform,
lms/templates/courseware/courseware-chromeless.html: a MutationObserver of the body). So the height
is written on the player itself.
"""
LANGUAGE = "language.js"
"""For the choice of a language, where there is one."""
COPIED = (PLAYER, MORE, STYLE)
PUBLIC_FILES = frozenset({*COPIED, STUDIO, FRAME, LANGUAGE})
DIST = Path("olw_core") / "player" / "dist"
PUBLIC = Path("olw_xblock") / "public"


def copy_player(root: Path | None = None) -> list[Path]:
    """Copy the built files below `root` (default: this checkout) to where the block serves them.

    Returns the copies. Raises FileNotFoundError, naming the remedy, when the player has not been
    built.
    """
    root = root or Path(__file__).resolve().parent.parent
    copies = []
    for name in COPIED:
        source = root / DIST / name
        target = root / PUBLIC / name
        if not source.is_file():
            raise FileNotFoundError(
                f"{source}: the player has not been built. Run `make build` first."
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
        copies.append(target)
    return copies


def open_public(name: str) -> BinaryIO:
    """Open one of the public files by its bare name.

    Raises KeyError for any other name, however it is spelt.
    """
    if name not in PUBLIC_FILES:
        raise KeyError(name)
    file = importlib.resources.files("olw_xblock") / "public" / name
    return cast(BinaryIO, file.open("rb"))


def main() -> int:
    """Copy the player and say where it went; 1 and a plain sentence when there is none to copy."""
    try:
        copies = copy_player()
    except FileNotFoundError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for target in copies:
        sys.stdout.write(f"Copied the player to {target}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
