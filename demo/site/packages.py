"""The demo's packages: all ready-made zips, built again only when content, player or packager changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from olw_core import content
from olw_core.player import BUNDLES, bundle
from scorm_export import dist

STAMP = "built-from.txt"
TO_PLAY = ("generic", "generic-2004-4", "cmi5")
"""The profiles offered in the embedded LMS; every other zip differs from one of these by its report or its manifest."""


def build(out: Path, told: Callable[[str], None]) -> None:
    """Make sure that `out` holds every package of today's sources."""
    digest = _digest()
    stamp = out / STAMP
    if stamp.is_file() and stamp.read_text("ascii") == digest:
        return
    made = dist.build_all(out, step=lambda package: told(package.name))
    told(f"{len(made)} packages")
    stamp.write_text(digest, "ascii")


def to_play(out: Path) -> dict[str, Path]:
    """The packages for the embedded LMS: address -> zip, stories first, in the framework's order."""
    found = [path for profile in TO_PLAY for path in (out / profile).glob("*.zip")]
    order = [f"olw-{module_id}" for module_id in content.module_ids()]

    def place(path: Path) -> tuple[int, int, str]:
        story = next(
            (i for i, name in enumerate(order) if path.stem.startswith(name)),
            len(order),
        )
        return TO_PLAY.index(path.parent.name), story, path.stem

    return {path.stem: path for path in sorted(found, key=place)}


def _digest() -> str:
    digest = hashlib.sha256()
    for module_id in content.module_ids():
        digest.update(content.source_hash(content.modules_dir() / module_id).encode())
    for name in sorted(BUNDLES):
        digest.update(bundle(name))
    for path in sorted(Path(dist.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
