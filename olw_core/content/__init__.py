"""Finds and loads the framework and the modules: the part of the core, beside the CLI, that
touches files.

`folders.py` says where stories are and `sources.py` what is read of each. An installed package
carries compiled modules; a checkout compiles when needed and keeps the result beside the source.
"""

from __future__ import annotations

import contextlib
import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from olw_core import framework as frameworks
from olw_core.authoring import judging
from olw_core.authoring.authored.module import Module as Authored
from olw_core.authoring.changes import facts, told
from olw_core.authoring.compiler import Compiled, compile_source
from olw_core.authoring.compiler.accepted import idle, sift
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.compiler.shapes import load_shapes
from olw_core.authoring.compiler.source import Source
from olw_core.authoring.leftover import check_template, check_to_write
from olw_core.content import folders, sources
from olw_core.content.folders import CACHE as CACHE
from olw_core.content.folders import modules_dir as modules_dir
from olw_core.content.sources import PARTS as PARTS
from olw_core.content.writing import write_text
from olw_core.errors import ContentError, ContentMissing, Problem
from olw_core.formats.compiled import Module
from olw_core.framework import Framework
from olw_core.near import meant

_TEMPLATE = Path(__file__).resolve().parents[1] / "authoring" / "template.yaml"
source_hash = sources.digest
_UNUSABLE = (OSError, ValueError, KeyError, TypeError)
"""What a cache that is absent, cut short or of another form raises."""


def framework() -> Framework:
    """The framework, read once per folder. Raises ContentMissing."""
    return _framework(str(folders.framework_file()))


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
    found = folders.ids()
    known = framework().principle_ids()
    named = [one for one in known if one in found]
    others = found.difference(named)
    return (*named, *sorted(others))


def folder(module_id: str) -> Path:
    """The folder of a module. Raises ContentMissing."""
    found = folders.find(module_id) if module_id in folders.ids() else None
    if found is None:
        raise ContentMissing(
            "module-unknown",
            f"There is no module '{module_id}'. {meant(module_id, module_ids())}.",
        )
    return found


def languages(module_id: str) -> tuple[str, ...]:
    """The languages that a module has beside the one it was written in. Raises ContentMissing."""
    return sources.languages(folder(module_id))


def load(module_id: str, lang: str = "") -> Module:
    """The compiled module. Raises ContentMissing, ContentError.

    `lang`: one of its languages, or "" for the one it was written in.
    """
    place = folder(module_id)
    return _load(
        str(place),
        source_hash(place, lang),
        lang,
    )


@functools.lru_cache(maxsize=64)
def _load(
    place: str,
    digest: str,
    lang: str,
) -> Module:
    """The kept result, or one compiled now. `digest`: "" where there is no source."""
    where = Path(place)
    own = sources.is_own(where, lang)
    cache = where / CACHE
    if not own:
        with contextlib.suppress(*_UNUSABLE):
            kept = json.loads(cache.read_text("utf-8"))
            if not digest or kept["source"] == digest:
                module: Module = kept["module"]
                return module
    compiled = compile_folder(where, lang).module
    if not own:
        keep = {"source": digest, "module": compiled}
        text = json.dumps(keep, ensure_ascii=False)
        with contextlib.suppress(OSError):
            write_text(cache, text)
    return compiled


def compile_folder(folder: Path, lang: str = "") -> Compiled:
    """Compile a module's folder afresh. Raises ContentMissing, ContentError."""
    name = folder.resolve().name
    misnamed: list[Problem] = []
    try:
        source = sources.read(folder, lang)
        misnamed += sources.misnamed(source, name)
        compiled = compile_source(source, framework())
    except ContentError as error:
        raise ContentError([*misnamed, *error.problems], name) from None
    if misnamed:
        raise ContentError(misnamed, name)
    return compiled


class Written(NamedTuple):
    """A module as its authors wrote it: with the defaults filled in, and the plain data."""

    module: Authored
    data: dict[str, Any]


def written(folder: Path) -> Written:
    """A module whose fields are of the form that the format wants, and nothing laid over it.

    Raises ContentMissing, ContentError.
    """
    try:
        source = sources.authored(folder)
        return Written(load_shapes(Problems(source)), source.data)
    except ContentError as error:
        raise ContentError(error.problems, folder.resolve().name) from None


@dataclass(frozen=True)
class Checked:
    """A compiled module, all warnings and the figures for its authors."""

    compiled: Compiled
    figures: tuple[str, ...]


def check_folder(folder: Path, lang: str = "") -> Checked:
    """Compile a module's folder and judge it as its readers will.

    Raises ContentMissing, ContentError.
    """
    compiled = compile_folder(folder, lang)
    source = sources.read(folder, lang)
    problems = Problems(source)
    problems.found.clear()  # what reading found is among the compiler's warnings
    authored = load_shapes(problems)
    others = [other.data for other in sources.others(folder)]
    found = judging.figures(
        source.data,
        compiled.module,
        others,
    )
    judging.judge(
        authored,
        compiled.module,
        found,
        problems,
    )
    check_template(
        authored,
        template(),
        problems,
    )
    check_to_write(authored, problems)
    _check_released(
        authored,
        sources.released(folder),
        problems,
    )
    sifted = sift(authored, problems.sorted())
    accepted = (*compiled.accepted, *sifted.accepted)
    warnings = [*compiled.warnings, *sifted.warnings]
    warnings += _idle(
        authored,
        accepted,
        source,
    )
    return Checked(
        Compiled(
            compiled.module,
            tuple(warnings),
            accepted,
        ),
        tuple(judging.lines(found)),
    )


def _check_released(
    authored: Authored,
    kept: Mapping[str, Any] | None,
    problems: Problems,
) -> None:
    """Records of one version mean one thing. `kept`: what the last release counted by."""
    if kept is None or authored["version"] != kept["version"]:
        return
    changed = list(told(kept["facts"], facts(authored)))
    if changed:
        more = f" ({len(changed)} changes in all)" if len(changed) > 1 else ""
        problems.warning(
            "version-same",
            ("version",),
            f"Since version {kept['version']} was released: {changed[0]}{more}",
            f"Write `version: {kept['version'] + 1}`, then `olw release`.",
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
