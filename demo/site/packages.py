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
from scorm_export import dist, names

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
        stories = [_file_name(module_id, profile) for module_id in content.module_ids()]
        made = sorted(path.name for path in (out / profile).glob("*.zip"))
        first = [name for name in stories if name in made]
        for name in dict.fromkeys([*first, *made]):
            path = out / profile / name
            found[path.stem] = path
    return found


def _file_name(module_id: str, profile: str) -> str:
    """Of a story's zip, as a package has it whose trust says nothing of names."""
    fields = names.ANY_PACKAGE._replace(
        module=module_id,
        profile=profile,
    )
    return names.file_name(names.DEFAULT_FILE_NAME, fields)


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
