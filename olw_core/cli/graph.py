"""`olw graph`: draws a module's story as SVG for reviewers."""

from __future__ import annotations

from pathlib import Path

import click

from olw_core import content
from olw_core.authoring.storygraph import story_svg
from olw_core.cli.target import folder_of
from olw_core.cli.writing import write

REMEDY = "Choose another place with --out."


@click.command()
@click.argument("module")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write (default: <module>.svg).",
)
@click.option(
    "--states", is_flag=True, help="A box for each state of a scene, with gains."
)
def graph(module: str, out: Path | None, states: bool) -> None:
    """Draw the story of MODULE: scenes, choices, gains and endings."""
    compiled = content.compile_folder(folder_of(module)).module
    target = out or Path(f"{compiled['id']}.svg")
    write(target, story_svg(compiled, opened=states), remedy=REMEDY)
    click.echo(f"Story graph: {target}")
