"""`make changelog`: what changed since the last release, at the top of CHANGELOG.md.

Sections of earlier releases stay below it as they are.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import olw_core

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "CHANGELOG.md"
TITLE = "# Changelog"
TOWNCRIER = Path(sys.executable).with_name("towncrier")


def newest() -> str:
    """The section that the fragments make; their links lead on from the root."""
    version = olw_core.__version__
    command = [
        str(TOWNCRIER),
        "build",
        "--draft",
        "--version",
        version,
        "--date",
        "to come",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip().replace("](../", "](docs/")


def renewed(text: str, section: str) -> str:
    """The file with this section in place of the one of the same version, or above all others."""
    title, *sections = text.split("\n## ")
    heading = section.partition("\n")[0]
    kept = [f"## {one.strip()}" for one in sections]
    older = [one for one in kept if one.partition("\n")[0] != heading]
    parts = [title.strip() or TITLE, section, *older]
    return "\n\n".join(parts) + "\n"


def current() -> str:
    """The file as it stands; nothing before the first time."""
    return FILE.read_text("utf-8") if FILE.exists() else ""


if __name__ == "__main__":
    FILE.write_text(renewed(current(), newest()), "utf-8")
