"""`olw guide`: a module's facilitator's guide as a page to print."""

from __future__ import annotations

from pathlib import Path

import click

from olw_core import content
from olw_core.authoring.guide import guide_page
from olw_core.cli.target import folder_of
from olw_core.cli.writing import write

REMEDY = "Choose another place with --out."


@click.command()
@click.argument("module")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write (default: <module>-guide.html).",
)
def guide(module: str, out: Path | None) -> None:
    """Write the facilitator's guide of MODULE as a page to print."""
    compiled = content.compile_folder(folder_of(module)).module
    target = out or Path(f"{compiled['id']}-guide.html")
    write(target, guide_page(compiled), remedy=REMEDY)
    click.echo(
        f"Facilitator's guide: {target}. Open it in a browser; print it from there."
    )
