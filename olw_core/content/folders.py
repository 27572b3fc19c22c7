"""Where stories are: a trust's own folders, then the six that come with the project.

`OLW_MODULES_PATH` names own folders, joined as in PATH; stories and changes in them stand beside
the six. `OLW_MODULES_DIR` names a folder that takes the place of the six.
"""

from __future__ import annotations

import contextlib
import importlib.resources
import os
from collections.abc import Iterator
from pathlib import Path

from olw_core.errors import ContentMissing

DIR = "OLW_MODULES_DIR"
PATH = "OLW_MODULES_PATH"
MODULE = "module.yaml"
CACHE = "compiled.json"
"""The kept result, beside the source."""
FRAMEWORK = "framework.yaml"
_CHECKOUT = Path(__file__).resolve().parents[2] / "modules"


def modules_dir() -> Path:
    """The folder that holds framework.yaml and a folder per module. Raises ContentMissing."""
    named = os.environ.get(DIR)
    candidates = [Path(named)] if named else [*_installed(), _CHECKOUT]
    for candidate in candidates:
        if candidate.is_dir():
            _check_level(candidate)
            return candidate
    raise ContentMissing(
        "modules-missing",
        f"There is no folder {candidates[0]}."
        f" Set {DIR} to the folder with the modules.",
    )


def _check_level(folder: Path) -> None:
    """Whoever names a story's own folder means the one it stands in."""
    if (folder / MODULE).is_file():
        raise ContentMissing(
            "modules-level",
            f"{folder} is one story. Name the folder that it stands in: {folder.parent}",
        )


def own_folders() -> list[Path]:
    """The folders of OLW_MODULES_PATH, in order. Raises ContentMissing."""
    named = os.environ.get(PATH, "").split(os.pathsep)
    found = [Path(one) for one in named if one]
    for folder in found:
        if not folder.is_dir():
            raise ContentMissing(
                "modules-missing",
                f"There is no folder {folder}. Correct {PATH}.",
            )
        _check_level(folder)
    return found


def places() -> list[Path]:
    """Every folder that may hold stories; what stands in an earlier one comes first."""
    return [*own_folders(), modules_dir()]


def ids() -> set[str]:
    """The ids of every story in every place."""
    found: set[str] = set()
    for place in places():
        for name in (MODULE, CACHE):
            for path in place.glob(f"*/{name}"):
                found.add(path.parent.name)
    return found


def find(module_id: str) -> Path | None:
    """The folder of a story; None where there is none."""
    for place in places():
        for name in (MODULE, CACHE):
            if (place / module_id / name).is_file():
                return place / module_id
    return None


def beside(folder: Path) -> list[Path]:
    """The folders in which changes and translations of a story may stand: own ones first."""
    name = folder.resolve().name
    found = [place / name for place in own_folders()]
    others = [one for one in found if one.resolve() != folder.resolve()]
    return [*others, folder]


def _installed() -> Iterator[Path]:
    """The folder of the installed package, where there is one."""
    with contextlib.suppress(ModuleNotFoundError, TypeError):
        yield Path(str(importlib.resources.files("olw_core.modules")))


def framework_file() -> Path:
    """framework.yaml of the modules folder, or our own where a trust's folder has none."""
    own = modules_dir() / FRAMEWORK
    if own.is_file() or DIR not in os.environ:
        return own
    shipped, *_ = [*_installed(), _CHECKOUT]
    return shipped / FRAMEWORK
