"""Every ready-made zip, with a page that says which to take: `build_all(out)`, behind `make dist`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from olw_core import content
from scorm_export import guides
from scorm_export.codebook import codebook
from scorm_export.editions import EDITIONS
from scorm_export.look import page
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
    "answers": "When a learner begins and finishes, the time spent, the best score, and each choice.",
}
_CHANGE = (
    '<div class="olw-inset"><p>Each zip carries two files you can change: <code>trust.json</code> (your name, colour'
    " and support links; open it with Notepad) and <code>logo.svg</code>. Nothing in a package loads anything from"
    " another site.</p></div>"
)


def all_jobs(trust: Trust | None = None) -> list[Job]:
    """Every zip there is: for each platform the single modules, the course (or its menu form) and the return cards.

    Each platform keeps its own edition, and a pass mark holds where a score is sent.
    """
    found = []
    for profile in PROFILES.values():
        given = replace(trust or Trust(), edition="")
        unscored = (given.report or profile.report) == "completion"
        choice = choose(
            replace(given, pass_mark=None) if unscored else given, profile.id
        )
        found += [*jobs(choice), *jobs(choice, course=True), *jobs(choice, cards=True)]
        if choice.profile.course == "multi":
            found += jobs(choice, menu=True)
    return found


def build_all(
    out: Path,
    trust: Trust | None = None,
    step: Callable[[Package], object] = lambda _package: None,
) -> list[Package]:
    """Write all zips and pages to `out`, a folder for each platform; `step` follows each zip. Raises ScormError."""
    made = []
    for job in all_jobs(trust):
        package = job.run()
        write(package, out / package.profile)
        made.append(package)
        step(package)
    written = guides.build(out)
    write_codebook(out / guides.FOLDER / CODEBOOK)
    (out / PAGE).write_text(index(written), encoding="utf-8")
    for profile in PROFILES.values():
        mine = [package for package in made if package.profile == profile.id]
        (out / profile.id / PAGE).write_text(
            listing(profile, mine, written), encoding="utf-8"
        )
    return made


def write_codebook(path: Path) -> None:
    """The key to the codes in a report of answers, over all modules."""
    path.parent.mkdir(parents=True, exist_ok=True)
    modules = [content.load(module) for module in content.module_ids()]
    path.write_text(codebook(modules), encoding="utf-8")


def index(written: Sequence[str] = ()) -> str:
    """The page that says which zip to take; `written`: the guides that lie beside it."""
    cards = "".join(_card(profile, written) for profile in PROFILES.values())
    also = "".join(_also(platform, written) for platform in OTHERS)
    guide = (
        f'<p><a href="{guides.FOLDER}/index.html">All guides for L&amp;D teams</a></p>'
        f'<p><a href="{guides.FOLDER}/{CODEBOOK}">What the codes in a report of answers stand for</a></p>'
        if "index" in written
        else ""
    )
    steps = (
        "<ol><li>Find your learning management system (LMS) below.</li>"
        "<li>Take one story to try, or the whole course.</li>"
        "<li>Upload the zip as it is. Do not unpack it first.</li></ol>"
    )
    body = f'<h1>Which package do I need?</h1>{steps}{guide}<ul class="olw-cards">{cards}{also}</ul>{_stories()}{_CHANGE}'
    return page("Which package do I need?", body)


@dataclass(frozen=True)
class Other:
    """A platform that takes another profile's packages: its name, that profile, its guide, and why."""

    name: str
    profile: str
    page: str
    why: str


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


def _also(other: Other, written: Sequence[str]) -> str:
    profile = PROFILES[other.profile]
    words = escape(f"How to upload: {other.name}")
    guide = f'<p><a href="{guides.FOLDER}/{other.page}.html">{words}</a></p>'
    return (
        f'<li class="olw-card"><h2><a href="{profile.id}/index.html">{escape(other.name)}</a></h2>'
        f"<p><strong>{EDITIONS[profile.edition].title}.</strong> {escape(other.why)}</p>"
        f"<p>Your LMS is told: {_TOLD[profile.report]}</p>{guide if other.page in written else ''}</li>"
    )


def _stories() -> str:
    """What each story is about, in its own words."""
    modules = [content.load(module) for module in content.module_ids()]
    lines = "".join(
        f"<dt>{escape(module['title'])}</dt><dd>{escape(module['summary'])} "
        f"<span class='olw-hint'>{escape(module['short_label'])}, about {module['minutes']} minutes.</span></dd>"
        for module in modules
    )
    return f"<h2>What the stories are about</h2><dl class='olw-stories'>{lines}</dl>"


def _card(profile: Profile, written: Sequence[str]) -> str:
    heading, platform = profile.name, f"<p>{escape(profile.platform)}</p>"
    if profile.platform.startswith(profile.name):
        heading, platform = profile.platform, ""
    return (
        f'<li class="olw-card"><h2><a href="{profile.id}/index.html">{escape(heading)}</a></h2>'
        f"{platform}<p><strong>{EDITIONS[profile.edition].title}.</strong> {escape(profile.why)}</p>"
        f"<p>Your LMS is told: {_TOLD[profile.report]}</p>{_guide(profile, written, '')}</li>"
    )


def _guide(profile: Profile, written: Sequence[str], up: str) -> str:
    guide = profile.page.removesuffix(".md")
    words = f"How to upload: {profile.name}"
    return (
        f'<p><a href="{up}{guides.FOLDER}/{guide}.html">{escape(words)}</a></p>'
        if guide in written
        else ""
    )


def listing(
    profile: Profile, packages: Sequence[Package], written: Sequence[str] = ()
) -> str:
    """The page of one platform: its zips, grouped, with sizes and checksums."""
    groups = "".join(
        f'<h2>{heading}</h2><p>{words}</p><ul class="olw-zips">{_links(packages, kind)}</ul>'
        for kind, (heading, words) in _KINDS.items()
        if any(package.kind == kind for package in packages)
    )
    sums = "".join(
        f"<li>{escape(package.name)}<br><code>{package.sha256}</code></li>"
        for package in packages
    )
    body = (
        f'<p><a href="../index.html">All platforms</a></p><h1>{escape(profile.name)}</h1>'
        f"<p>{EDITIONS[profile.edition].title}. Your LMS is told: {_TOLD[profile.report]}</p>"
        f"{_guide(profile, written, '../')}{groups}{_CHANGE}"
        f"<details><summary>Checksums (SHA-256)</summary><ul>{sums}</ul></details>"
    )
    return page(f"Packages for {profile.name}", body)


def _links(packages: Sequence[Package], kind: str) -> str:
    return "".join(
        f'<li><a href="{escape(p.name)}" download>{escape(p.title)}</a> {_about(p)}<span class="olw-hint">{escape(p.name)}, '
        f"{len(p.data) / 1000:.0f} kB</span></li>"
        for p in packages
        if p.kind == kind
    )


def _about(package: Package) -> str:
    """What a single story is about."""
    if package.kind != "module":
        return ""
    return f'<span class="olw-about">{escape(content.load(package.modules[0])["summary"])}</span>'


_KINDS = {
    "module": ("Single stories", "One story in each zip, five to six minutes."),
    "course": (
        "The course",
        "All stories in one zip, each with its own status in the LMS.",
    ),
    "menu": (
        "The course with its own menu",
        "All stories in one item. The item is done, with the mean of the best scores, when all stories are finished.",
    ),
    "cards": (
        "Return cards",
        "Short decisions for the weeks after a story. They are practice: how they were answered is sent to nobody.",
    ),
}
