"""`olw pack`: the session pack of a module, for facilitators."""

from __future__ import annotations

from pathlib import Path

import click

from olw_core import content
from olw_core.authoring.pack import pack_page
from olw_core.cli.target import folder_of
from olw_core.cli.writing import write

REMEDY = "Choose another place with --out."


@click.command()
@click.argument("module")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write (default: <module>-session.html).",
)
def pack(module: str, out: Path | None) -> None:
    """Write the session pack of MODULE: a page for the projector, and the sheets to print."""
    compiled = content.compile_folder(folder_of(module)).module
    target = out or Path(f"{compiled['id']}-session.html")
    write(target, pack_page(compiled), remedy=REMEDY)
    click.echo(
        f"Session pack: {target}. It works without a network. Keep it from learners: "
        "it tells what each choice leads to."
    )
