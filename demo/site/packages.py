"""The demo's packages: all ready-made zips, built again only when content, player or packager
changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import scorm_export
from olw_core import content
from olw_core.player import BUNDLES, bundle
from scorm_export import dist

STAMP = "built-from.txt"
TO_PLAY = ("generic", "generic-2004-4", "cmi5")
"""The profiles offered in the embedded LMS; every other zip differs from one of these by its
report or its manifest."""


def build(out: Path, told: Callable[[str], None]) -> None:
    """Make sure that `out` holds every package of today's sources."""
    digest = _digest()
    stamp = out / STAMP
    if stamp.is_file() and stamp.read_text("ascii") == digest:
        return
    made = dist.build_all(out)
    told(f"{len(made)} packages")
    stamp.write_text(digest, encoding="ascii", newline="\n")


def to_play(out: Path) -> dict[str, Path]:
    """The packages for the embedded LMS: address -> zip.

    Stories first, in the framework's order.
    """
    found: dict[str, Path] = {}
    for profile in TO_PLAY:
        for path in sorted((out / profile).glob("*.zip"), key=_place):
            found[path.stem] = path
    return found


def _place(path: Path) -> tuple[int, str]:
    """Where a package stands among those of its profile."""
    stories = content.module_ids()
    for place, module_id in enumerate(stories):
        if path.stem.startswith(f"olw-{module_id}"):
            return place, path.stem
    return len(stories), path.stem


def _digest() -> str:
    """Changes whenever something changes that a package is made from."""
    digest = hashlib.sha256()
    for part in _sources():
        digest.update(part)
    return digest.hexdigest()


def _sources() -> Iterator[bytes]:
    """All that a package is made from."""
    for module_id in content.module_ids():
        folder = content.folder(module_id)
        yield content.source_hash(folder).encode()
    for name in sorted(BUNDLES):
        yield bundle(name)
    packager = Path(scorm_export.__file__).parent
    for ending in ("py", "html"):
        for path in sorted(packager.rglob(f"*.{ending}")):
            yield path.read_bytes()
