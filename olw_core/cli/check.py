"""`olw check`: compiles modules and prints every error and warning with its remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from olw_core import content
from olw_core.authoring.compiler import Compiled
from olw_core.cli.spelling import check_spelling
from olw_core.cli.target import folder_of
from olw_core.cli.writing import write
from olw_core.content import sources
from olw_core.errors import ContentError, ContentMissing, Problem


@click.command()
@click.argument("modules", nargs=-1)
@click.option("--lang", default="", help="Check the translation to this language.")
@click.option("--spelling", is_flag=True, help="Look up every word in a dictionary.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a page for subject experts (HTML).",
)
def check(
    modules: tuple[str, ...],
    lang: str,
    spelling: bool,
    strict: bool,
    page: Path | None,
) -> None:
    """Check MODULES (ids or folders; all by default)."""
    folders = _folders(modules)
    checked = [_check_one(folder, lang, spelling) for folder in folders]
    done = [compiled for compiled in checked if compiled]
    if page is not None and done:
        _write_page(page, done)
    elif page is not None:
        click.echo(
            f"{page} is not written: no story can be used. Mend the errors first."
        )
    failed = len(done) < len(folders)
    warned = any(compiled.warnings for compiled in done)
    if failed or (strict and warned):
        raise SystemExit(1)


def _folders(names: Sequence[str]) -> list[Path]:
    """The folders of the modules named, or of all where none is named."""
    if names:
        return [folder_of(name) for name in names]
    every = content.module_ids()
    if not every:
        raise ContentMissing(
            "modules-none",
            f"There is no story in {content.modules_dir()}."
            " `olw new` begins one; OLW_MODULES_DIR names another folder.",
        )
    return [content.folder(module_id) for module_id in every]


def _check_one(
    folder: Path,
    lang: str,
    spelling: bool,
) -> Compiled | None:
    """Tell what was found in one module; None where it cannot be used."""
    name = folder.resolve().name
    try:
        checked = content.check_folder(folder, lang)
    except ContentError as error:
        _show(folder, error.problems)
        found = _count(error.problems)
        click.secho(f"{name}: not usable: {found}", fg="red")
        return None
    compiled = checked.compiled
    if spelling:
        unknown = tuple(check_spelling(sources.read(folder, lang)))
        compiled = replace(compiled, warnings=compiled.warnings + unknown)
    _show(folder, compiled.warnings)
    found = _count(compiled.warnings)
    colour = "yellow" if compiled.warnings else "green"
    what = facts(compiled)
    click.secho(f"{name}: {what}; {found}{_accepted(compiled)}", fg=colour)
    for line in checked.figures:
        click.echo(f"  {line}")
    return compiled


def _show(folder: Path, problems: Sequence[Problem]) -> None:
    """One line for each problem, in the form in which editors find the place."""
    for one in problems:
        file = sources.where(folder, one.file)
        what = f"{one.level} [{one.code}] {one.path}"
        click.echo(f"{file}:{one.line}: {what}: {one.problem} {one.remedy}")


def _count(problems: Sequence[Problem]) -> str:
    """3 errors, 1 warning"""
    levels = Counter(one.level for one in problems)
    told = _number(levels["warning"], "warning")
    if not levels["error"]:
        return told
    errors = _number(levels["error"], "error")
    return f"{errors}, {told}"


def _accepted(compiled: Compiled) -> str:
    """How many warnings stand for a reason."""
    count = len(compiled.accepted)
    return f", {count} accepted" if count else ""


def _number(count: int, word: str) -> str:
    """1 error; 2 errors"""
    ending = "" if count == 1 else "s"
    return f"{count} {word}{ending}"


def facts(compiled: Compiled) -> str:
    """One line: nodes, decisions, words, minutes, totals and the chance score."""
    module = compiled.module
    story = module["story"]
    nodes = story["nodes"]
    start = nodes[story["start"]]
    low, high = story["decisions"]
    by_chance, in_all = story["chance"]
    chance = round(100 * by_chance / in_all)
    minutes = _number(module["minutes"], "minute")
    told = [
        f"{len(nodes)} nodes",
        f"{low}-{high} decisions",
        f"{story['words']} words (about {minutes})",
        f"best {start['best']}",
        f"worst {start['worst']} in 1/{story['denominator']} points",
        f"chance score {chance}%",
        f"{len(module['cards'])} cards",
    ]
    return ", ".join(told)


def _write_page(path: Path, done: Sequence[Compiled]) -> None:
    """The page for subject experts, of the modules that can be used."""
    from olw_core.authoring.review import review_page

    page = review_page(done)
    write(path, page, remedy="Choose another place.", make_folders=True)
    click.echo(f"Review page: {path}")
