"""Finds and loads the framework and the modules: the only part of the core, beside the
CLI, that touches files.

Places, in order: OLW_MODULES_DIR, the installed package `olw_core.modules`, the folder
`modules/` of a checkout. An installed package carries compiled modules; a checkout
compiles when needed and keeps the result beside the source.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.resources
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from olw_core import framework as frameworks
from olw_core.authoring import judging
from olw_core.authoring.authored import Module as Authored
from olw_core.authoring.compiler import Compiled, compile_source
from olw_core.authoring.compiler.accepted import idle, sift
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.compiler.shapes import load_shapes
from olw_core.authoring.compiler.source import Source, read_source
from olw_core.authoring.leftover import check_template
from olw_core.errors import ContentError, ContentMissing, Problem
from olw_core.formats.compiled import Module
from olw_core.framework import Framework
from olw_core.near import meant

PARTS = ("module.yaml", "cards.yaml", "facilitator.yaml")
"""The files of a module; the first must be there."""
CACHE = "compiled.json"
"""The kept result, beside the source."""
FRAMEWORK = "framework.yaml"
_CORE = Path(__file__).resolve().parent
_CHECKOUT = _CORE.parent / "modules"
_TEMPLATE = _CORE / "authoring" / "template.yaml"
_UNUSABLE = (OSError, ValueError, KeyError, TypeError)
"""What a cache that is absent, cut short or of another form raises."""


def modules_dir() -> Path:
    """The folder that holds framework.yaml and a folder per module. Raises ContentMissing."""
    named = os.environ.get("OLW_MODULES_DIR")
    candidates = [Path(named)] if named else [*_installed(), _CHECKOUT]
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise ContentMissing(
        "modules-missing",
        f"There is no folder {candidates[0]}."
        " Set OLW_MODULES_DIR to the folder with the modules.",
    )


def _installed() -> Iterator[Path]:
    """The folder of the installed package, where there is one."""
    with contextlib.suppress(ModuleNotFoundError, TypeError):
        yield Path(str(importlib.resources.files("olw_core.modules")))


def framework() -> Framework:
    """The framework, read once per folder. Raises ContentMissing."""
    return _framework(str(_framework_file()))


def _framework_file() -> Path:
    """framework.yaml of the modules folder, or our own where a trust's folder has none."""
    own = modules_dir() / FRAMEWORK
    if own.is_file() or "OLW_MODULES_DIR" not in os.environ:
        return own
    shipped, *_ = [*_installed(), _CHECKOUT]
    return shipped / FRAMEWORK


@functools.lru_cache(maxsize=8)
def _framework(path: str) -> Framework:
    """`path` is the key under which it is remembered."""
    try:
        data = yaml.safe_load(Path(path).read_text("utf-8"))
        return frameworks.from_data(data)
    except OSError as error:
        raise ContentMissing(
            "framework-missing",
            f"{path} cannot be read: {error.strerror}. Put framework.yaml back.",
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError):
        raise ContentMissing(
            "framework-broken",
            f"{path} is not a framework file."
            " Compare it with the one that was installed.",
        ) from None


def module_ids() -> tuple[str, ...]:
    """Ids of all modules, those named after a principle first, in the framework's order."""
    folder = modules_dir()
    found: set[str] = set()
    for name in ("module.yaml", CACHE):
        paths = folder.glob(f"*/{name}")
        found.update(path.parent.name for path in paths)
    known = framework().principle_ids()
    named = [one for one in known if one in found]
    others = found.difference(named)
    return (*named, *sorted(others))


def load(module_id: str) -> Module:
    """The compiled module. Treat it as read-only: it is shared.

    Raises ContentMissing, ContentError.
    """
    folder = modules_dir() / module_id
    if module_id not in module_ids():
        raise ContentMissing(
            "module-unknown",
            f"There is no module '{module_id}'. {meant(module_id, module_ids())}.",
        )
    return _load(str(folder), source_hash(folder))


@functools.lru_cache(maxsize=64)
def _load(folder: str, digest: str) -> Module:
    """The kept result, or one compiled now. `digest`: "" where there is no source."""
    cache = Path(folder) / CACHE
    with contextlib.suppress(*_UNUSABLE):
        kept = json.loads(cache.read_text("utf-8"))
        if not digest or kept["source"] == digest:
            module: Module = kept["module"]
            return module
    compiled = compile_folder(Path(folder)).module
    keep = {"source": digest, "module": compiled}
    text = json.dumps(keep, ensure_ascii=False)
    with contextlib.suppress(OSError):
        cache.write_text(text, "utf-8")
    return compiled


def compile_folder(folder: Path) -> Compiled:
    """Compile a module's folder afresh. Raises ContentMissing, ContentError."""
    name = folder.resolve().name
    misnamed: list[Problem] = []
    try:
        source = _source(folder)
        misnamed += _misnamed(source, name)
        compiled = compile_source(source, framework())
    except ContentError as error:
        raise ContentError([*misnamed, *error.problems], name) from None
    if misnamed:
        raise ContentError(misnamed, name)
    return compiled


@dataclass(frozen=True)
class Checked:
    """A compiled module, all warnings and the figures for its authors."""

    compiled: Compiled
    figures: tuple[str, ...]


def check_folder(folder: Path) -> Checked:
    """Compile a module's folder and judge it as its readers will.

    Raises ContentMissing, ContentError.
    """
    compiled = compile_folder(folder)
    source = _source(folder)
    problems = Problems(source)
    problems.found.clear()  # what reading found is among the compiler's warnings
    authored = load_shapes(problems)
    others = [other.data for other in _others(folder)]
    found = judging.figures(source.data, compiled.module, others)
    judging.judge(authored, compiled.module, found, problems)
    check_template(authored, template(), problems)
    sifted = sift(authored, problems.sorted())
    accepted = (*compiled.accepted, *sifted.accepted)
    warnings = [*compiled.warnings, *sifted.warnings]
    warnings += _idle(authored, accepted, source)
    return Checked(
        Compiled(compiled.module, tuple(warnings), accepted),
        tuple(judging.lines(found)),
    )


def _idle(
    authored: Authored,
    accepted: Sequence[tuple[Problem, str]],
    source: Source,
) -> Iterator[Problem]:
    """Warnings that are accepted and do not come: a fault may hide behind one later."""
    for index in idle(authored, accepted):
        entry = authored["accepted"][index]
        yield source.problem(
            "warning",
            "accepted-unused",
            ("accepted", index),
            f"No warning '{entry['code']}' comes here.",
            "Remove the entry, or correct its code or place.",
        )


def template() -> str:
    """The story that a new module begins as; names in braces are filled in."""
    return _TEMPLATE.read_text("utf-8")


def _others(folder: Path) -> Iterator[Source]:
    """Other modules to learn from: those beside this one, then those we know, each id once.

    A draft beside it may be half written; what cannot be read is left out.
    """
    seen = {folder.resolve().name}
    for place in (folder.resolve().parent, modules_dir()):
        for path in sorted(place.glob("*/module.yaml")):
            name = path.parent.name
            with contextlib.suppress(ContentError, ContentMissing):
                source = _source(path.parent)
                if name not in seen:
                    seen.add(name)
                    yield source


def _source(folder: Path) -> Source:
    """What authors wrote in a folder. Raises ContentMissing."""
    try:
        files = _read(_parts(folder))
        media = _read(_pictures(folder))
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
    return read_source(files, media)


def _read(paths: Sequence[Path]) -> dict[str, str]:
    """File name to text. Raises OSError, UnicodeDecodeError."""
    return {path.name: path.read_text("utf-8") for path in paths}


def _parts(folder: Path) -> list[Path]:
    """The files of a module that are there."""
    paths = [folder / name for name in PARTS]
    return [path for path in paths if path.is_file()]


def _pictures(folder: Path) -> list[Path]:
    """The pictures of a module, by name."""
    return sorted((folder / "media").glob("*.svg"))


def _misnamed(source: Source, folder: str) -> Iterator[Problem]:
    """Doors find a module by its folder and records name it by its id: the two agree."""
    named = source.data.get("id")
    if named not in (folder, None):
        yield source.problem(
            "error",
            "id-folder",
            ("id",),
            f"The id is '{named}' but the folder is '{folder}'.",
            "Give both the same name.",
        )


def source_hash(folder: Path) -> str:
    """Digest of a module's sources, the framework and the compiler itself; "" where only
    the compiled module is installed."""
    sources = [*_parts(folder), *_pictures(folder)]
    if not sources:
        return ""
    digest = hashlib.sha256(_compiler_hash().encode())
    with contextlib.suppress(OSError):
        digest.update(_framework_file().read_bytes())
    for path in sources:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@functools.lru_cache(maxsize=1)
def _compiler_hash() -> str:
    """Digest of all that decides what a source compiles to."""
    digest = hashlib.sha256()
    sources = [
        *sorted(_CORE.glob("authoring/**/*.py")),
        _CORE / "engine" / "path.py",
        _CORE / "engine" / "scoring.py",
        _CORE / "svg.py",
    ]
    for path in sources:
        digest.update(path.read_bytes())
    return digest.hexdigest()
