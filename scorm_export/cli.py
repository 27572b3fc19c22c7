"""`olw scorm`: build packages, list profiles, check and play any package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from olw_core.report import REPORTS
from scorm_export import trust as trusts
from scorm_export.check import check as check_package
from scorm_export.check.findings import Finding
from scorm_export.dist import CODEBOOK, PAGE, all_jobs, build_all, write_codebook
from scorm_export.editions import EDITIONS
from scorm_export.errors import ScormError
from scorm_export.output import table, write
from scorm_export.package import Package
from scorm_export.plan import choose, jobs
from scorm_export.profiles import PROFILES
from scorm_export.trust import Trust


@click.group()
def scorm() -> None:
    """Make, check and try packages for an LMS (SCORM 1.2, SCORM 2004, cmi5)."""


@scorm.command()
@click.option(
    "--module",
    "modules",
    multiple=True,
    metavar="M",
    help="A module; may be given again. All by default.",
)
@click.option(
    "--profile",
    default="",
    metavar="P",
    help="A platform; see `olw scorm profiles`. generic by default.",
)
@click.option(
    "--edition",
    default="",
    metavar="E",
    help=f"{', '.join(EDITIONS)}. As the profile says by default.",
)
@click.option(
    "--report",
    default="",
    metavar="R",
    help=f"{', '.join(REPORTS)}. As the profile says by default.",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="A trust.toml with your own choices.",
)
@click.option(
    "--title",
    default="",
    help="Your own title, for one module, the course or the cards.",
)
@click.option("--organisation", default="", help="Your organisation's name.")
@click.option(
    "--pass-mark",
    type=int,
    help="A percentage, 1 to 100. Without one, nobody passes or fails.",
)
@click.option(
    "--file-name",
    default="",
    metavar="T",
    help="For example '{organisation}-{module}'.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("dist"),
    show_default=True,
    help="The folder to write to.",
)
@click.option(
    "--course",
    is_flag=True,
    help="All modules in one package, one item each.",
)
@click.option(
    "--menu",
    is_flag=True,
    help="All modules in one package with its own menu, for an LMS that takes one item.",
)
@click.option("--cards", is_flag=True, help="The return cards.")
@click.option(
    "--lang", default="", help="A language that the stories are translated to."
)
def build(
    modules: tuple[str, ...],
    config: Path | None,
    out: Path,
    lang: str,
    course: bool,
    menu: bool,
    cards: bool,
    **options: object,
) -> None:
    """Build packages, and show a table of what was made."""
    base = _trust(config)
    target = _titled(modules, course or menu, cards) if options["title"] else ""
    trust = _with_options(base, options, target)
    choice = choose(
        trust,
        profile=str(options["profile"]),
        edition=str(options["edition"]),
        report=str(options["report"]),
    )
    work = jobs(choice, modules, course, menu, cards, lang)
    made: list[Package] = []
    with click.progressbar(work, label="Packing", show_pos=True) as bar:
        for job in bar:
            package = job.run()
            write(package, out)
            made.append(package)
    click.echo(table(made))


def _trust(config: Path | None) -> Trust:
    """What a trust.toml says, or nothing of its own."""
    if config is None:
        return Trust()
    return trusts.from_toml(config)


def _titled(modules: Sequence[str], course: bool, cards: bool) -> str:
    """What has the title of --title: "course", "cards" or a module's id.

    Raises ScormError trust-field where that is not clear.
    """
    if course and not cards:
        return "course"
    if cards and not course:
        return "cards"
    if len(modules) == 1 and not course and not cards:
        return modules[0]
    problem = "It must be clear what has this title."
    remedy = "Name one --module, --course or --cards."
    raise ScormError("trust-field", "--title", problem, remedy)


def _with_options(trust: Trust, options: dict[str, object], target: str) -> Trust:
    """The trust with the options laid over it, checked by the same rules."""
    given: dict[str, object] = {}
    for name in ("organisation", "pass_mark", "file_name"):
        if options[name] not in ("", None):
            given[name] = options[name]
    if target:
        given["titles"] = {**trust.titles, target: options["title"]}
    read = trusts.from_mapping(given)
    changes = {name: getattr(read, name) for name in given}
    return replace(trust, **changes)


@scorm.command("dist")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="A trust.toml; its profile and edition do not count here.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("dist"),
    show_default=True,
    help="The folder to write to.",
)
def dist_command(config: Path | None, out: Path) -> None:
    """Make every ready-made package, with a page that says which to take."""
    trust = _trust(config)
    count = len(all_jobs(trust))
    with click.progressbar(length=count, label="Packing", show_pos=True) as bar:
        made = build_all(out, trust, step=lambda _package: bar.update(1))
    total = sum(len(package.data) for package in made)
    click.echo(
        f"{len(made)} packages, {total / 1_000_000:.1f} MB."
        f" Open {out / PAGE} to see which to take."
    )


@scorm.command("codebook")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path(CODEBOOK),
    show_default=True,
    help="The page to write.",
)
def codebook_command(out: Path) -> None:
    """Write the page that says what the codes in a report of answers stand for."""
    write_codebook(out)
    click.echo(f"Written: {out}. It tells every story, so keep it from learners.")


@scorm.command()
def profiles() -> None:
    """List the platforms and what is chosen for each."""
    for profile in PROFILES.values():
        edition = EDITIONS[profile.edition].title
        course = _COURSE[profile.course]
        click.secho(profile.id, bold=True, nl=False)
        click.echo(f": {profile.platform}")
        click.echo(f"    {edition}, reports {profile.report}, courses with {course}")
        click.echo(f"    {profile.why} See docs/ld-importers/{profile.page}")


_COURSE = {"multi": "one item for each story", "single": "one item and its own menu"}


@scorm.command()
@click.argument("package", type=click.Path(path_type=Path), metavar="ZIP")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
def check(package: Path, strict: bool) -> None:
    """Check any package before it goes into an LMS. Exit code 1 when something must be mended."""
    outcome = check_package(package)
    for finding in outcome.findings:
        _show(finding)
    errors = sum(finding.count for finding in outcome.errors)
    warnings = sum(finding.count for finding in outcome.findings) - errors
    kind = f" ({outcome.edition})" if outcome.edition else ""
    told = f"{_count(errors, 'error')}, {_count(warnings, 'warning')}"
    click.echo(f"{package.name}{kind}: {told}.")
    if errors or (strict and warnings):
        raise SystemExit(1)


def _show(finding: Finding) -> None:
    """One finding, in the colour of its level."""
    colour = "red" if finding.level == "error" else "yellow"
    line = f"{finding.level} [{finding.code}] {finding.place}"
    click.secho(line, fg=colour)
    click.echo(f"    {finding.problem} {finding.remedy}")


def _count(number: int, word: str) -> str:
    """A number of things: "no errors", "1 error", "2 errors"."""
    plural = "" if number == 1 else "s"
    return f"{number or 'no'} {word}{plural}"


@scorm.command()
@click.argument(
    "package",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="ZIP",
)
@click.option(
    "--port",
    default=0,
    help="The port of the local page; a free one by default.",
)
def play(package: Path, port: int) -> None:
    """Open any package in a local LMS page that shows every call, value and error."""
    from scorm_export.lms import serve  # no other command waits for WebOb

    serve(package, port)
