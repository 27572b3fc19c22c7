"""What the commands take as a module: a known id, or the path of a module's folder."""

from __future__ import annotations

from pathlib import Path

from olw_core import content
from olw_core.errors import ContentMissing
from olw_core.near import meant


def folder_of(name: str) -> Path:
    """The folder a module id or a path names. Raises ContentMissing."""
    given = Path(name)
    if (given / "module.yaml").is_file():
        return given
    if name in content.module_ids():
        return content.folder(name)
    raise ContentMissing(
        "module-unknown",
        f"'{name}' is neither a module nor a folder with a module.yaml."
        f" {meant(name, content.module_ids())}.",
    )
