"""Every ready-made zip, with pages that say which to take: `build_all(out)`, behind `make dist`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from olw_core import content
from olw_core.content.writing import write_text
from olw_core.formats.compiled import Module
from scorm_export import guides
from scorm_export.codebook import codebook
from scorm_export.editions import EDITIONS
from scorm_export.look import draw
from scorm_export.output import write
from scorm_export.package import Package
from scorm_export.plan import Job, choose, jobs
from scorm_export.profiles import PROFILES, Profile
from scorm_export.trust import Trust

PAGE = "index.html"
CODEBOOK = "codebook.html"
_TOLD = {
    "completion": "When a learner begins and finishes, and the time spent. No score.",
    "score": "When a learner begins and finishes, the time spent, and the best score.",
    "answers": "When a learner begins and finishes, the time spent, the best score, "
    "and each choice.",
}


class _Kind(NamedTuple):
    """How the page of a platform introduces one kind of package."""

    heading: str
    """What the kind is called."""
    words: str
    """What it is good for, in a sentence."""


_KINDS = {
    "module": _Kind("Single stories", "One story in each zip, five to six minutes."),
    "course": _Kind(
        "The course",
        "All stories in one zip, each with its own status in the LMS.",
    ),
    "menu": _Kind(
        "The course with its own menu",
        "All stories in one item. The item is done, with the mean of the best scores, "
        "when all stories are finished.",
    ),
    "cards": _Kind(
        "Return cards",
        "Short decisions for the weeks after a story. "
        "They are practice: how they were answered is sent to nobody.",
    ),
}


class _Group(NamedTuple):
    """The packages of one kind, for one platform."""

    heading: str
    """What the kind is called."""
    words: str
    """What it is good for, in a sentence."""
    packages: Sequence[Package]
    """At least one."""


@dataclass(frozen=True)
class _Card:
    """A platform on the first page. `name`, `page`: of its guide; `platform` "" says no more."""

    profile: Profile
    """Whose packages it leads to."""
    heading: str
    """How people call the platform."""
    platform: str
    """What else runs on the same packages."""
    why: str
    """The reason for this choice of packages."""
    name: str
    page: str


@dataclass(frozen=True)
class Other:
    """A platform that takes another profile's packages: its name, that profile, its guide, why."""

    name: str
    profile: str
    page: str
    why: str

    def card(self) -> _Card:
        """The card of this platform, with the other profile's packages."""
        profile = PROFILES[self.profile]
        return _Card(profile, self.name, "", self.why, self.name, self.page)


# The rows of docs/ld-importers/index.md that have no profile of their own.
OTHERS = (
    Other("ESR", "nhs", "esr", "ESR takes the package of the NHS Learning Hub."),
    Other(
        "SAP SuccessFactors",
        "generic",
        "successfactors",
        "It takes the package for any LMS.",
    ),
    Other(
        "Open edX with the SCORM XBlock",
        "generic",
        "open-edx",
        "It takes the package for any LMS.",
    ),
)


def all_jobs(trust: Trust | None = None) -> list[Job]:
    """Every zip there is: for each platform the single modules, the course (or its menu form) and
    the return cards.

    Each platform keeps its own edition, and a pass mark holds where a score is sent.
    """
    found: list[Job] = []
    for profile in PROFILES.values():
        found += _jobs_for(profile, trust or Trust())
    return found


def _jobs_for(profile: Profile, trust: Trust) -> list[Job]:
    """Every zip of a platform.

    A trust's choice of another edition does not hold here; without a score there is no pass mark.
    """
    given = replace(trust, edition="")
    if (given.report or profile.report) == "completion":
        given = replace(given, pass_mark=None)
    choice = choose(given, profile.id)
    found = jobs(choice)
    found += jobs(choice, course=True)
    found += jobs(choice, cards=True)
    if profile.course == "multi":
        found += jobs(choice, menu=True)
    return found


def _no_step(_package: Package) -> None:
    """Nobody follows."""


def build_all(
    out: Path,
    trust: Trust | None = None,
    step: Callable[[Package], object] = _no_step,
) -> list[Package]:
    """Write all zips and pages to `out`, a folder for each platform.

    `step` follows each zip. Raises ScormError.
    """
    made = []
    for job in all_jobs(trust):
        package = job.run()
        write(package, out / package.profile)
        made.append(package)
        step(package)
    written = guides.build(out)
    write_codebook(out / guides.FOLDER / CODEBOOK)
    write_text(out / PAGE, index(written))
    for profile in PROFILES.values():
        page = listing(profile, made, written)
        write_text(out / profile.id / PAGE, page)
    return made


def write_codebook(path: Path) -> None:
    """The key to the codes in a report of answers, over all modules."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, codebook(_modules()))


def _modules() -> list[Module]:
    """All that ship, in the framework's order."""
    return [content.load(module_id) for module_id in content.module_ids()]


def index(written: Sequence[str] = ()) -> str:
    """The page that says which zip to take; `written`: the guides that lie beside it."""
    cards = [_card(profile) for profile in PROFILES.values()]
    cards += [other.card() for other in OTHERS]
    return draw(
        "which.html",
        title="Which package do I need?",
        cards=cards,
        modules=_modules(),
        editions=EDITIONS,
        told=_TOLD,
        written=written,
    )


def _card(profile: Profile) -> _Card:
    """A platform's card; its name is not said twice."""
    heading, platform = profile.name, profile.platform
    if platform.startswith(heading):
        heading, platform = platform, ""
    page = _guide(profile)
    return _Card(profile, heading, platform, profile.why, profile.name, page)


def _guide(profile: Profile) -> str:
    """The name of a profile's guide, without ending."""
    return profile.page.removesuffix(".md")


def listing(
    profile: Profile,
    made: Sequence[Package],
    written: Sequence[str] = (),
) -> str:
    """The page of one platform: its zips of all that were made, grouped, with sizes and
    checksums."""
    packages = [package for package in made if package.profile == profile.id]
    return draw(
        "platform.html",
        title=f"Packages for {profile.name}",
        profile=profile,
        edition=EDITIONS[profile.edition],
        groups=_groups(packages),
        packages=packages,
        page=_guide(profile),
        summaries={module["id"]: module["summary"] for module in _modules()},
        told=_TOLD,
        written=written,
    )


def _groups(packages: Sequence[Package]) -> list[_Group]:
    """The packages by kind, in the order of `_KINDS`; a kind without any is left out."""
    groups = []
    for kind, (heading, words) in _KINDS.items():
        found = [package for package in packages if package.kind == kind]
        if found:
            groups.append(_Group(heading, words, found))
    return groups
