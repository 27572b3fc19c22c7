"""Reads what authors wrote in a module's folder, with what is laid over it: a translation, and a
trust's own words."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from olw_core.authoring import local, translation
from olw_core.authoring.compiler.source import Source, read_source
from olw_core.content import folders
from olw_core.errors import ContentError, ContentMissing, Problem
from olw_core.near import meant

PARTS = (folders.MODULE, "cards.yaml", "facilitator.yaml")
"""The files of a module; the first must be there."""
RELEASED = "released.json"
"""What the last released version counted by."""
_CORE = Path(__file__).resolve().parents[1]


def read(folder: Path, lang: str = "") -> Source:
    """A module as authors and translators wrote it, in the trust's words.

    `lang`: the language, or "" for the one it was written in. Raises ContentMissing and, for text
    that is not YAML, ContentError.
    """
    source = authored(folder)
    if lang:
        _translate(
            source,
            folder,
            lang,
        )
    laid = _first(folder, _named(local.LOCAL, lang))
    if laid is not None:
        local.lay(source, _text(laid))
    return source


def authored(folder: Path) -> Source:
    """A module as its authors wrote it. Raises ContentMissing, ContentError."""
    files = {path.name: _text(path) for path in _parts(folder)}
    media = {path.name: _text(path) for path in _pictures(folder)}
    if folders.MODULE not in files:
        raise ContentMissing(
            "module-missing",
            f"There is no module.yaml in {folder}. Name a module's folder.",
        )
    return read_source(files, media)


def released(folder: Path) -> dict[str, Any] | None:
    """The version and the facts that `olw release` kept; None where it kept none."""
    try:
        kept: dict[str, Any] = json.loads((folder / RELEASED).read_text("utf-8"))
        return {"version": int(kept["version"]), "facts": dict(kept["facts"])}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise ContentMissing(
            "released-broken",
            f"{folder / RELEASED} cannot be read. Run `olw release` again.",
        ) from None


def languages(folder: Path) -> tuple[str, ...]:
    """The languages that a module was translated to, beside the one it was written in."""
    found: set[str] = set()
    for place in folders.beside(folder):
        names = [path.name for path in place.glob("module.*.yaml")]
        found.update(name.split(".")[1] for name in names)
    return tuple(sorted(found))


def translation_file(folder: Path, lang: str) -> Path | None:
    """Where the translation stands; None where there is none."""
    return _first(folder, _named(folders.MODULE, lang))


def where(folder: Path, name: str) -> Path:
    """A file of a module or of what is laid over it, where it stands."""
    return _first(folder, name) or folder / name


def _translate(source: Source, folder: Path, lang: str) -> None:
    """Lay the translation over the source."""
    path = translation_file(folder, lang)
    if path is None:
        raise ContentMissing(
            "language-unknown",
            f"'{folder.resolve().name}' is not translated to '{lang}'."
            f" {meant(lang, languages(folder))}.",
        )
    translation.lay(
        source,
        path.name,
        _text(path),
        lang,
    )


def _named(name: str, lang: str) -> str:
    """The name of a file in a language: module.cy.yaml."""
    stem, _, ending = name.partition(".")
    return f"{stem}.{lang}.{ending}" if lang else name


def _first(folder: Path, name: str) -> Path | None:
    """A file of this name beside the module, own folders first."""
    paths = [place / name for place in folders.beside(folder)]
    there = [path for path in paths if path.is_file()]
    return there[0] if there else None


def _text(path: Path) -> str:
    """A file's text. Raises ContentMissing."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentMissing(
            "module-unreadable",
            f"{path.parent} cannot be read ({error}). Save the files as UTF-8 text.",
        ) from None


def _parts(folder: Path) -> list[Path]:
    """The files of a module that are there."""
    paths = [folder / name for name in PARTS]
    return [path for path in paths if path.is_file()]


def _pictures(folder: Path) -> list[Path]:
    """The pictures of a module, by name."""
    return sorted((folder / "media").glob("*.svg"))


def _laid(folder: Path, lang: str) -> Iterator[Path]:
    """What is laid over a module."""
    names = [_named(local.LOCAL, lang)]
    if lang:
        names.append(_named(folders.MODULE, lang))
    for name in names:
        path = _first(folder, name)
        if path is not None:
            yield path


def is_own(folder: Path, lang: str = "") -> bool:
    """Whether the module is not read as its authors wrote it: nothing is kept beside it then."""
    return bool(lang) or any(True for _ in _laid(folder, lang))


def others(folder: Path) -> Iterator[Source]:
    """Other modules to learn from: those beside this one, then those we know, each id once.

    A draft beside it may be half written; what cannot be read is left out.
    """
    seen = {folder.resolve().name}
    for place in (folder.resolve().parent, *folders.places()):
        for path in sorted(place.glob(f"*/{folders.MODULE}")):
            name = path.parent.name
            if name in seen:
                continue
            with suppress(ContentError, ContentMissing):
                source = authored(path.parent)
                seen.add(name)
                yield source


def misnamed(source: Source, folder: str) -> Iterator[Problem]:
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


def digest(folder: Path, lang: str = "") -> str:
    """Digest of a module's sources, what is laid over them, the framework and the compiler
    itself; "" where only the compiled module is installed."""
    sources: Sequence[Path] = [*_parts(folder), *_pictures(folder)]
    if not sources:
        return ""
    found = hashlib.sha256(_compiler().encode())
    with suppress(OSError):
        found.update(folders.framework_file().read_bytes())
    for path in [*sources, *_laid(folder, lang)]:
        found.update(path.name.encode())
        found.update(path.read_bytes())
    return found.hexdigest()


@functools.lru_cache(maxsize=1)
def _compiler() -> str:
    """Digest of all that decides what a source compiles to."""
    found = hashlib.sha256()
    code = [
        *sorted(_CORE.glob("authoring/**/*.py")),
        _CORE / "engine" / "path.py",
        _CORE / "engine" / "scoring.py",
        _CORE / "svg.py",
    ]
    for path in code:
        found.update(path.read_bytes())
    return found.hexdigest()
