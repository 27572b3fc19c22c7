"""A whole package from compiled modules: pages, player, control documents, trust.json, logo, manifest, zip.

Four kinds: `module`, one story; `course`, one SCO for each story; `menu`, the course in one SCO with its own menu, for
platforms that take one SCO only; `cards`, the return cards. The same arguments always make the same bytes.
"""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass

from olw_core.player import MORE, STYLE, bundle
from olw_core.report import Report
from scorm_export import manifest, names, zipper
from scorm_export.describe import Kind, Module, describe, key
from scorm_export.editions import Edition
from scorm_export.errors import ScormError
from scorm_export.manifest.contents import Contents, Description, Sco
from scorm_export.page import Settings, render
from scorm_export.profiles import Profile
from scorm_export.schemas import control_documents
from scorm_export.trust import Trust

TRUST_FILE = "trust.json"


@dataclass(frozen=True)
class Choice:
    """How to pack: a platform's profile, with the edition, report and trust that hold in the end."""

    profile: Profile
    edition: Edition
    report: Report
    trust: Trust


@dataclass(frozen=True)
class Package:
    """A finished zip. `name` is its file name; `modules` the ids in it, in order."""

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


def build(
    kind: Kind, modules: Sequence[Module], choice: Choice, everything: bool = True
) -> Package:
    """The package. `everything`: these are all the modules there are, so a course needs no ids in its name.

    Raises ScormError: package-empty, trust-pass-mark, schemas-missing, trust-field; ContentMissing (player not built).
    """
    if not modules:
        raise ScormError(
            "package-empty",
            kind,
            "There is no module to pack.",
            "Name at least one module.",
        )
    modules = [
        {**module, "title": choice.trust.titles.get(module["id"], module["title"])}
        for module in modules
    ]
    _check_pass_mark(kind, modules, choice)
    about = describe(
        kind,
        key(kind, [module["id"] for module in modules], everything),
        modules,
        choice.trust.titles,
    )
    files = _files(kind, modules, about, choice)
    return Package(
        name=_file_name(about, choice),
        data=zipper.write(files, _epoch()),
        title=about.title,
        kind=kind,
        modules=tuple(module["id"] for module in modules),
        profile=choice.profile.id,
        edition=choice.edition.id,
        report=choice.report,
    )


def _files(
    kind: Kind, modules: Sequence[Module], about: Description, choice: Choice
) -> dict[str, bytes]:
    """Every file of the package by path."""
    logo = choice.trust.logo_file()
    shared = {name: bundle(name) for name in (choice.edition.bundle, MORE, STYLE)}
    shared |= {TRUST_FILE: choice.trust.file(), logo.name: logo.data}
    scos, pages = [], {}
    for sco_about, group in _split(kind, modules, about, choice):
        href = "index.html" if kind != "course" else f"{sco_about.key}.html"
        scos.append(Sco(sco_about.key, href, (href, *sorted(shared)), sco_about))
        pages[href] = render(kind, group, sco_about, _settings(choice))
    author = choice.trust.organisation or names.DEFAULT_AUTHOR
    contents = Contents(
        about.key, about, author, scos, choice.trust.pass_mark, choice.trust.iri
    )
    structure = {choice.edition.manifest: manifest.build(contents, choice.edition)}
    return {**shared, **pages, **structure, **dict(control_documents(choice.edition))}


def _split(
    kind: Kind, modules: Sequence[Module], about: Description, choice: Choice
) -> list[tuple[Description, Sequence[Module]]]:
    """One entry for each SCO: what it is and the modules it plays."""
    if kind != "course":
        return [(about, modules)]
    return [
        (describe("module", module["id"], [module], choice.trust.titles), [module])
        for module in modules
    ]


def _settings(choice: Choice) -> Settings:
    return Settings(
        choice.edition, choice.report, choice.trust, choice.profile.completion_score
    )


def _check_pass_mark(kind: Kind, modules: Sequence[Module], choice: Choice) -> None:
    """A pass mark must be above what random answers score, and is useless where no score is sent."""
    mark = choice.trust.pass_mark
    if mark is None or kind == "cards":
        return
    if choice.report == "completion":
        problem = "A pass mark needs a score, and this package reports completion only."
        raise ScormError(
            "trust-pass-mark",
            "pass_mark",
            problem,
            "Choose report score, or leave the pass mark out.",
        )
    for module in modules:
        part, whole = module["story"]["chance"]
        if mark * whole < 100 * part:
            problem = f"In {module['id']!r}, answers picked at random score {100 * part / whole:.0f} on average."
            raise ScormError(
                "trust-pass-mark",
                f"pass_mark {mark}",
                problem,
                "Set it higher, or leave it out.",
            )


def _file_name(about: Description, choice: Choice) -> str:
    profile, edition = choice.profile, choice.edition.id
    fields = {
        "module": about.key,
        "profile": profile.id
        if edition == profile.edition
        else f"{profile.id}-{edition}",
        "edition": edition,
        "version": about.version,
        "organisation": choice.trust.organisation or names.DEFAULT_AUTHOR,
    }
    return names.file_name(choice.trust.file_name, fields)


def _epoch() -> int:
    """SOURCE_DATE_EPOCH (reproducible-builds.org) where it is set and a number."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(given) if given.isdecimal() else zipper.DEFAULT_EPOCH
