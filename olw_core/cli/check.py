"""`olw check`: compiles modules and prints every error and warning with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import click

from olw_core import content
from olw_core.authoring.compiler import Compiled
from olw_core.cli.target import folder_of
from olw_core.errors import ContentError, Problem


@click.command()
@click.argument("modules", nargs=-1)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a page for subject experts (HTML).",
)
def check(modules: tuple[str, ...], strict: bool, report: Path | None) -> None:
    """Check MODULES (ids or folders; all by default)."""
    folders = [folder_of(name) for name in modules] or [
        content.modules_dir() / i for i in content.module_ids()
    ]
    done: list[Compiled] = []
    failed = warned = 0
    for folder in folders:
        try:
            compiled = content.compile_folder(folder)
        except ContentError as error:
            failed += 1
            _show(folder, error.problems)
            click.secho(
                f"{folder.resolve().name}: not usable: {_count(error.problems)}",
                fg="red",
            )
            continue
        done.append(compiled)
        warned += bool(compiled.warnings)
        _show(folder, compiled.warnings)
        click.secho(
            f"{folder.resolve().name}: {facts(compiled)}; {_count(compiled.warnings)}",
            fg="yellow" if compiled.warnings else "green",
        )
    if report is not None:
        _write(report, done)
    if failed or (strict and warned):
        raise SystemExit(1)


def _show(folder: Path, problems: tuple[Problem, ...]) -> None:
    for p in problems:
        click.echo(
            f"{folder / p.file}:{p.line}: {p.level} [{p.code}] {p.path}: {p.problem} {p.remedy}"
        )


def _count(problems: tuple[Problem, ...]) -> str:
    errors = sum(p.level == "error" for p in problems)
    parts = [f"{errors} error{'s' * (errors != 1)}"] if errors else []
    parts.append(
        f"{len(problems) - errors} warning{'s' * (len(problems) - errors != 1)}"
    )
    return ", ".join(parts)


def facts(compiled: Compiled) -> str:
    """One line: nodes, decisions, words, minutes, totals and the chance score."""
    module, story = compiled.module, compiled.module["story"]
    start = story["nodes"][story["start"]]
    chance = round(100 * story["chance"][0] / story["chance"][1])
    low, high = story["decisions"]
    minutes = f"{module['minutes']} minute{'s' * (module['minutes'] != 1)}"
    return (
        f"{len(story['nodes'])} nodes, {low}-{high} decisions, {story['words']} words (about {minutes}), "
        f"best {start['best']}, worst {start['worst']} in 1/{story['denominator']} points, chance score {chance}%, {len(module['cards'])} cards"
    )


def _write(path: Path, done: list[Compiled]) -> None:
    from olw_core.authoring.review import review_page

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(review_page(done), "utf-8")
    except OSError as error:
        raise click.ClickException(
            f"{path} cannot be written: {error.strerror}. Choose another place."
        ) from None
    click.echo(f"Review page: {path}")
