"""A whole package from compiled modules: pages, player, control documents, manifest, zip.

Four kinds: `module`, one story; `course`, one SCO for each story; `menu`, the course in one
SCO with its own menu, for platforms that take one SCO only; `cards`, the return cards. The
same arguments always make the same bytes.
"""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from olw_core.formats.compiled import Module
from olw_core.player import MORE_PACKAGED, STYLE, bundle
from olw_core.report import Report
from scorm_export import manifest, names, zipper
from scorm_export.control_documents import control_documents
from scorm_export.describe import Kind, describe, key
from scorm_export.editions import Edition
from scorm_export.errors import ScormError
from scorm_export.manifest.contents import Contents, Description, Sco
from scorm_export.page import Settings, render
from scorm_export.pass_mark_check import check_pass_mark
from scorm_export.profiles import Profile
from scorm_export.trust import Trust

TRUST_FILE = "trust.json"
_LAUNCH = "index.html"
Files = dict[str, bytes]
"""Files of a package by path."""


@dataclass(frozen=True)
class Choice:
    """How to pack: what holds when options, trust.toml and profile are weighed (plan.py).

    profile: the platform's.
    edition: the platform's or another.
    report: what the LMS is told.
    trust: all other choices.
    """

    profile: Profile
    edition: Edition
    report: Report
    trust: Trust


@dataclass(frozen=True)
class Package:
    """A finished zip.

    name: its file name.
    data: its bytes.
    title: what an LMS shows.
    kind: one of the four at the head of this file.
    modules: the ids in it, in order.
    profile: the id of the platform it is for.
    edition: the id of its edition.
    report: what the LMS is told.
    """

    name: str
    data: bytes
    title: str
    kind: Kind
    modules: tuple[str, ...]
    profile: str
    edition: str
    report: Report

    @functools.cached_property
    def sha256(self) -> str:
        """The hash of the zip, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class _Part:
    """One SCO to be: what it is and the modules it plays."""

    about: Description
    """What metadata says of it."""
    modules: Sequence[Module]
    """One, or all of them behind a menu."""


def build(
    kind: Kind,
    modules: Sequence[Module],
    choice: Choice,
    everything: bool = True,
) -> Package:
    """The package.

    `everything`: these are all the modules there are, so a course needs no ids in its name.
    Raises ScormError: package-empty, trust-pass-mark, schemas-missing, trust-field;
    ContentMissing (player not built).
    """
    if not modules:
        problem = "There is no module to pack."
        raise ScormError("package-empty", kind, problem, "Name at least one module.")
    titles = choice.trust.titles
    modules = [_with_title(module, titles) for module in modules]
    if kind != "cards":
        check_pass_mark(choice.trust.pass_mark, choice.report, modules)
    ids = [module["id"] for module in modules]
    about = describe(kind, key(kind, ids, everything), modules, titles)
    files = _files(kind, modules, about, choice)
    return Package(
        name=_file_name(about, choice),
        data=zipper.write(files, _epoch()),
        title=about.title,
        kind=kind,
        modules=tuple(ids),
        profile=choice.profile.id,
        edition=choice.edition.id,
        report=choice.report,
    )


def _with_title(module: Module, titles: Mapping[str, str]) -> Module:
    """The module under the trust's own title, where it has one."""
    title = titles.get(module["id"], module["title"])
    return {**module, "title": title}


def _files(
    kind: Kind,
    modules: Sequence[Module],
    about: Description,
    choice: Choice,
) -> Files:
    """Every file of the package."""
    shared = _shared(choice)
    settings = _settings(choice)
    scos: list[Sco] = []
    pages: Files = {}
    for part in _parts(kind, modules, about, choice):
        href = _href(kind, part.about)
        needed = (href, *sorted(shared))
        scos.append(Sco(part.about.key, href, needed, part.about))
        pages[href] = render(kind, part.modules, part.about, settings)
    structure = manifest.build(_contents(about, scos, choice.trust), choice.edition)
    return {
        **shared,
        **pages,
        choice.edition.manifest: structure,
        **control_documents(choice.edition),
    }


def _shared(choice: Choice) -> Files:
    """What every SCO of the package needs: the player, and what a trust may change."""
    names = (choice.edition.bundle, MORE_PACKAGED, STYLE)
    files = {name: bundle(name) for name in names}
    logo = choice.trust.logo_file()
    files[TRUST_FILE] = choice.trust.file()
    files[logo.name] = logo.data
    return files


def _contents(about: Description, scos: Sequence[Sco], trust: Trust) -> Contents:
    """What the manifest is told."""
    return Contents(
        key=about.key,
        about=about,
        author=trust.author,
        scos=scos,
        pass_mark=trust.pass_mark,
        iri=trust.iri,
    )


def _href(kind: Kind, about: Description) -> str:
    """The launch page of a SCO."""
    if kind == "course":
        return f"{about.key}.html"
    return _LAUNCH


def _parts(
    kind: Kind,
    modules: Sequence[Module],
    about: Description,
    choice: Choice,
) -> list[_Part]:
    """One for each SCO."""
    if kind != "course":
        return [_Part(about, modules)]
    parts: list[_Part] = []
    for module in modules:
        own = describe("module", module["id"], [module], choice.trust.titles)
        parts.append(_Part(own, [module]))
    return parts


def _settings(choice: Choice) -> Settings:
    """What the pages are told."""
    return Settings(
        choice.edition,
        choice.report,
        choice.trust,
        choice.profile.completion_score,
    )


def _file_name(about: Description, choice: Choice) -> str:
    """The zip's name; the edition stands in it where the platform's own is another."""
    platform = choice.profile.id
    if choice.edition.id != choice.profile.edition:
        platform = f"{platform}-{choice.edition.id}"
    fields = names.FileNameFields(
        module=about.key,
        profile=platform,
        edition=choice.edition.id,
        version=about.version,
        organisation=choice.trust.author,
    )
    return names.file_name(choice.trust.file_name, fields)


def _epoch() -> int:
    """SOURCE_DATE_EPOCH (reproducible-builds.org) where it is set and a number."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    return zipper.DEFAULT_EPOCH
