"""Copies the scorm-again browser bundle from the player's node_modules into the static folder.

`python -m scorm_export.lms.assets`, part of the build; the copy is not committed. The bundle is
MIT-licensed: its licence is copied beside it.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from scorm_export.errors import ScormError

STATIC = Path(__file__).parent / "static"
FILES = {
    "dist/scorm12.min.js": "scorm-again-12.min.js",
    "dist/scorm2004.min.js": "scorm-again-2004.min.js",
    "LICENSE": "scorm-again-LICENSE.txt",
}


def node_modules() -> Path:
    """Where `npm ci` of the player puts its packages."""
    return Path(__file__).resolve().parents[2] / "olw_core" / "player" / "node_modules"


def copy(source: Path, target: Path = STATIC) -> list[Path]:
    """Copies the bundle out of a node_modules folder. Raises ScormError lms-bundle-missing."""
    package = source / "scorm-again"
    copied = []
    for name, new in FILES.items():
        if not (package / name).is_file():
            raise ScormError(
                "lms-bundle-missing",
                str(package / name),
                "It is not there.",
                "Run npm ci in olw_core/player first.",
            )
        copied.append(Path(shutil.copyfile(package / name, target / new)))
    return copied


def ready() -> bool:
    """True when the bundle lies in the static folder."""
    return all((STATIC / name).is_file() for name in FILES.values())


def main() -> int:
    """The command: 0 when copied, 1 with a sentence on stderr when not."""
    try:
        copied = copy(node_modules())
    except ScormError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("".join(f"{path.name}\n" for path in copied))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
