"""The two static files the block serves, and the copy of the built player into `public/`.

An XBlock may only serve files of its own package, so the build copies the player's bundle:
`python -m olw_xblock.assets`.
"""

from __future__ import annotations

import importlib.resources
import sys
from pathlib import Path
from typing import BinaryIO, cast

PLAYER = "player.js"
STUDIO = "studio.js"
PUBLIC_FILES = frozenset({PLAYER, STUDIO})
BUNDLE = Path("olw_core") / "player" / "dist" / PLAYER
PUBLIC = Path("olw_xblock") / "public"


def copy_player(root: Path | None = None) -> Path:
    """Copy the built bundle below `root` (default: this checkout) to where the block serves it; returns the copy.

    Raises FileNotFoundError, naming the remedy, when the player has not been built.
    """
    root = root or Path(__file__).resolve().parent.parent
    source, target = root / BUNDLE, root / PUBLIC / PLAYER
    if not source.is_file():
        raise FileNotFoundError(f"{source}: the player has not been built. Run `make build` first.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())
    return target


def open_public(name: str) -> BinaryIO:
    """Open one of the public files by its bare name. Raises KeyError for any other name, however it is spelt."""
    if name not in PUBLIC_FILES:
        raise KeyError(name)
    return cast(BinaryIO, (importlib.resources.files("olw_xblock") / "public" / name).open("rb"))


def main() -> int:
    """Copy the player and say where it went; 1 and a plain sentence when there is nothing to copy."""
    try:
        sys.stdout.write(f"Copied the player to {copy_player()}\n")
    except FileNotFoundError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
