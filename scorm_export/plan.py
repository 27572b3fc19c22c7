"""From what a person asked for to what is packed.

Options beat trust.toml, trust.toml beats the profile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from olw_core import content
from olw_core.formats.compiled import Module
from scorm_export.describe import Kind
from scorm_export.editions import edition as find_edition
from scorm_export.errors import ScormError
from scorm_export.names import in_language
from scorm_export.package import Choice, Package, build
from scorm_export.profiles import profile as find_profile
from scorm_export.profiles import report as find_report
from scorm_export.trust import Trust

DEFAULT_PROFILE = "generic"


@dataclass(frozen=True)
class Job:
    """One zip to be.

    kind: module, course, menu or cards (package.py).
    modules: the ids in it, in order.
    choice: how it is packed.
    lang: a language that they were translated to, "" for the one they were written in.
    """

    kind: Kind
    modules: tuple[str, ...]
    choice: Choice
    lang: str = ""

    def run(self) -> Package:
        """The package. Raises ScormError, OlwError (a module that does not compile)."""
        modules: list[Module] = []
        for module in self.modules:
            modules.append(content.load(module, self.lang))
        everything = self.modules == content.module_ids()
        package = build(self.kind, modules, self.choice, everything)
        return replace(package, name=in_language(package.name, self.lang))


def choose(
    trust: Trust,
    profile: str = "",
    edition: str = "",
    report: str = "",
) -> Choice:
    """The choice that holds.

    Raises ScormError profile-unknown, edition-unknown, report-unknown.
    """
    chosen = find_profile(profile or trust.profile or DEFAULT_PROFILE)
    return Choice(
        profile=chosen,
        edition=find_edition(edition or trust.edition or chosen.edition),
        report=find_report(report or trust.report or chosen.report),
        trust=trust,
    )


def module_ids(wanted: Sequence[str]) -> tuple[str, ...]:
    """The wanted modules, or all, in the framework's order. Raises ScormError module-unknown."""
    known = content.module_ids()
    for module in wanted:
        if module not in known:
            raise ScormError(
                "module-unknown",
                f"module {module!r}",
                "There is no such module.",
                f"Use one of: {', '.join(known)}.",
            )
    if not wanted:
        return known
    return tuple(module for module in known if module in wanted)


def jobs(
    choice: Choice,
    wanted: Sequence[str] = (),
    course: bool = False,
    menu: bool = False,
    cards: bool = False,
    lang: str = "",
) -> list[Job]:
    """The zips asked for: the course, the cards, or else one for each module.

    `menu`: the course in one SCO. `lang`: the language, "" for the stories' own.
    """
    modules = module_ids(wanted)
    kinds: list[Kind] = []
    if menu or (course and choice.profile.course == "single"):
        kinds.append("menu")
    elif course:
        kinds.append("course")
    if cards:
        kinds.append("cards")
    if kinds:
        return [Job(kind, modules, choice, lang) for kind in kinds]
    return [Job("module", (module,), choice, lang) for module in modules]
