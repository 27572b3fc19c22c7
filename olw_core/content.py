"""Finds and loads the framework and the modules: the only part of the core, beside the CLI, that touches files.

Places, in order: OLW_MODULES_DIR, the installed package `olw_core.modules`, the folder `modules/` of a checkout.
An installed package carries compiled modules; a checkout compiles when needed and keeps the result beside the source.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.resources
import json
import os
from pathlib import Path
from typing import Any

import yaml

from olw_core import framework as frameworks
from olw_core.authoring.compiler import Compiled, compile_source
from olw_core.authoring.compiler.source import Source, read_source
from olw_core.errors import ContentError, ContentMissing, Problem
from olw_core.framework import Framework

PARTS = ("module.yaml", "cards.yaml", "facilitator.yaml")
CACHE = "compiled.json"


def modules_dir() -> Path:
    """The folder that holds framework.yaml and one folder per module. Raises ContentMissing."""
    named = os.environ.get("OLW_MODULES_DIR")
    candidates = [Path(named)] if named else []
    if not named:
        with contextlib.suppress(ModuleNotFoundError, TypeError):
            candidates.append(Path(str(importlib.resources.files("olw_core.modules"))))
        candidates.append(Path(__file__).resolve().parent.parent / "modules")
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise ContentMissing(
        "modules-missing",
        f"There is no folder {candidates[0]}. Set OLW_MODULES_DIR to the folder with the modules.",
    )


def framework() -> Framework:
    """The framework, read once per folder. Raises ContentMissing."""
    return _framework(str(_framework_file()))


def _framework_file() -> Path:
    """framework.yaml of the modules folder, or our own where a trust's folder has none."""
    own = modules_dir() / "framework.yaml"
    if own.is_file() or "OLW_MODULES_DIR" not in os.environ:
        return own
    shipped = Path(__file__).resolve().parent.parent / "modules" / "framework.yaml"
    with contextlib.suppress(ModuleNotFoundError, TypeError):
        shipped = (
            Path(str(importlib.resources.files("olw_core.modules"))) / "framework.yaml"
        )
    return shipped


@functools.lru_cache(maxsize=8)
def _framework(path: str) -> Framework:
    try:
        return frameworks.from_data(yaml.safe_load(Path(path).read_text("utf-8")))
    except OSError as error:
        raise ContentMissing(
            "framework-missing",
            f"{path} cannot be read: {error.strerror}. Put framework.yaml back.",
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError):
        raise ContentMissing(
            "framework-broken",
            f"{path} is not a framework file. Compare it with the one that was installed.",
        ) from None


def module_ids() -> tuple[str, ...]:
    """Ids of all modules, those named after a principle first, in the framework's order."""
    found = {p.parent.name for p in modules_dir().glob("*/module.yaml")} | {
        p.parent.name for p in modules_dir().glob(f"*/{CACHE}")
    }
    order = [p.id for p in framework().principles]
    return tuple(
        sorted(found, key=lambda i: (order.index(i) if i in order else len(order), i))
    )


def load(module_id: str) -> dict[str, Any]:
    """The compiled module. Treat it as read-only: it is shared. Raises ContentMissing, ContentError."""
    folder = modules_dir() / module_id
    if module_id not in module_ids():
        known = ", ".join(module_ids()) or "none"
        raise ContentMissing(
            "module-unknown",
            f"There is no module '{module_id}'. Known modules: {known}.",
        )
    return _load(str(folder), source_hash(folder))


@functools.lru_cache(maxsize=64)
def _load(folder: str, digest: str) -> dict[str, Any]:
    cache = Path(folder) / CACHE
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads(cache.read_text("utf-8"))
        if not digest or kept["source"] == digest:
            module: dict[str, Any] = kept["module"]
            return module
    compiled = compile_folder(Path(folder)).module
    with contextlib.suppress(OSError):
        cache.write_text(
            json.dumps(
                {"source": digest, "module": compiled},
                ensure_ascii=False,
            ),
            "utf-8",
        )
    return compiled


def compile_folder(folder: Path) -> Compiled:
    """Compile a module's folder afresh. Raises ContentMissing, ContentError."""
    try:
        files = {
            name: (folder / name).read_text("utf-8")
            for name in PARTS
            if (folder / name).is_file()
        }
        media = {
            p.name: p.read_text("utf-8")
            for p in sorted((folder / "media").glob("*.svg"))
        }
    except (OSError, UnicodeDecodeError) as error:
        raise ContentMissing(
            "module-unreadable",
            f"{folder} cannot be read ({error}). Save the files as UTF-8 text.",
        ) from None
    if "module.yaml" not in files:
        raise ContentMissing(
            "module-missing",
            f"There is no module.yaml in {folder}. Name a module's folder.",
        )
    source, name = read_source(files, media), folder.resolve().name
    try:
        compiled = compile_source(source, framework())
    except ContentError as error:
        raise ContentError([*_misnamed(source, name), *error.problems]) from None
    if misnamed := _misnamed(source, name):
        raise ContentError(misnamed)
    return compiled


def _misnamed(source: Source, folder: str) -> list[Problem]:
    """Doors find a module by its folder and records name it by its id: the two must agree."""
    if source.data.get("id") in (folder, None):
        return []
    problem = f"The id is '{source.data['id']}' but the folder is '{folder}'."
    return [
        source.problem(
            "error", "id-folder", ("id",), problem, "Give both the same name."
        )
    ]


def source_hash(folder: Path) -> str:
    """Digest of a module's sources, the framework and the compiler itself; "" where only the compiled module is installed."""
    sources = [folder / name for name in PARTS if (folder / name).is_file()] + sorted(
        (folder / "media").glob("*.svg")
    )
    if not sources:
        return ""
    digest = hashlib.sha256(_compiler_hash().encode())
    with contextlib.suppress(OSError):
        digest.update(_framework_file().read_bytes())
    for path in sources:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


@functools.lru_cache(maxsize=1)
def _compiler_hash() -> str:
    core = Path(__file__).resolve().parent
    digest = hashlib.sha256()
    for path in [
        *sorted(core.glob("authoring/**/*.py")),
        core / "engine" / "scoring.py",
        core / "svg.py",
    ]:
        digest.update(path.read_bytes())
    return digest.hexdigest()
