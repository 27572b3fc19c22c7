"""Every ready-made zip, with a page that says which to take: `build_all(out)`, behind `make dist`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from scorm_export import guides
from scorm_export.editions import EDITIONS
from scorm_export.look import page, rows
from scorm_export.output import write
from scorm_export.package import Package
from scorm_export.plan import Job, choose, jobs
from scorm_export.profiles import PROFILES, Profile
from scorm_export.trust import Trust

PAGE = "index.html"
_TOLD = {
    "completion": "When a learner starts and finishes. No score.",
    "score": "When a learner starts and finishes, and their best score.",
    "answers": "When a learner starts and finishes, their best score, and each choice.",
}
_CHANGE = (
    '<div class="olw-inset"><p>Each zip carries two files you can change: <code>trust.json</code> (your name, colour'
    " and support links; open it with Notepad) and <code>logo.svg</code>. Nothing in a package loads anything from"
    " another site.</p></div>"
)


def all_jobs(trust: Trust | None = None) -> list[Job]:
    """Every zip there is: for each platform the single modules, the course (or its menu form) and the return cards."""
    found = []
    for name in PROFILES:
        choice = choose(trust or Trust(), name)
        found += [*jobs(choice), *jobs(choice, course=True), *jobs(choice, cards=True)]
        if choice.profile.course == "multi":
            found += jobs(choice, menu=True)
    return found


def build_all(
    out: Path, trust: Trust | None = None, step: Callable[[Package], object] = lambda _package: None
) -> list[Package]:
    """Write all zips to out/<profile>/, the guides and index.html; `step` follows each zip. Raises ScormError."""
    made = []
    for job in all_jobs(trust):
        package = job.run()
        write(package, out / package.profile)
        made.append(package)
        step(package)
    written = guides.build(out)
    (out / PAGE).write_text(index(made, written), encoding="utf-8")
    return made


def index(packages: Sequence[Package], written: Sequence[str] = ()) -> str:
    """The page that says which zip to take; `written`: the guides that lie beside it."""
    overview = [_overview(profile, written) for profile in PROFILES.values()]
    steps = (
        "<ol><li>Find your learning management system (LMS) in the table.</li>"
        "<li>Take one story to try, or the whole course.</li>"
        "<li>Upload the zip as it is. Do not unpack it first.</li></ol>"
    )
    body = (
        "<h1>Which package do I need?</h1>"
        f"{steps}"
        f"{rows('Packages by platform', ('Platform', 'Take', 'What your LMS is told'), overview)}"
        f"{_CHANGE}"
        + "".join(_section(profile, [p for p in packages if p.profile == profile.id]) for profile in PROFILES.values())
    )
    return page("Which package do I need?", body)


def _overview(profile: Profile, written: Sequence[str]) -> tuple[str, ...]:
    guide = profile.page.removesuffix(".md")
    name = escape(_short(profile))
    how = f'<br><a href="{guides.FOLDER}/{guide}.html">How to upload to {name}</a>' if guide in written else ""
    link = f'<a href="#{profile.id}">{escape(EDITIONS[profile.edition].title)} for {name}</a>'
    return (escape(profile.platform) + how, link, _TOLD[profile.report])


def _short(profile: Profile) -> str:
    return profile.platform.split(" (")[0].split(", SCORM")[0]


def _section(profile: Profile, packages: Sequence[Package]) -> str:
    cells = [
        (
            escape(package.title),
            f'<a href="{package.profile}/{escape(package.name)}" download>{escape(package.name)}</a>',
            _KINDS[package.kind],
            f"{len(package.data) / 1000:.0f} kB",
        )
        for package in packages
    ]
    sums = "".join(f"<li><code>{package.sha256}</code> {escape(package.name)}</li>" for package in packages)
    return (
        f'<section id="{profile.id}"><h2>{escape(profile.platform)}</h2><p>{escape(profile.why)}</p>'
        f"{rows(f'Packages for {_short(profile)}', ('Title', 'Zip', 'What it is', 'Size'), cells)}"
        f"<details><summary>Checksums (SHA-256)</summary><ul>{sums}</ul></details></section>"
    )


_KINDS = {
    "module": "One story",
    "course": "All stories, one item each",
    "menu": "All stories in one item, with a menu",
    "cards": "Return cards",
}
