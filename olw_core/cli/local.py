"""`olw local`: begins a trust's own names and sentences for a story that is not theirs."""

from __future__ import annotations

from pathlib import Path

import click

from olw_core import content
from olw_core.authoring.local import LOCAL, starter
from olw_core.cli.target import folder_of
from olw_core.cli.writing import write
from olw_core.content import folders
from olw_core.errors import ContentMissing


@click.command()
@click.argument("module")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Your own folder (default: the first of OLW_MODULES_PATH).",
)
def local(module: str, into: Path | None) -> None:
    """Begin your own words for MODULE: names, numbers, links, sentences."""
    story = folder_of(module)
    name = story.resolve().name
    target = (into or _own()) / name / LOCAL
    if target.exists():
        raise ContentMissing(
            "local-exists", f"{target} is there already. Change it there."
        )
    data = content.written(story).data
    text = "\n".join(starter(data)) + "\n"
    write(
        target,
        text,
        remedy="Choose another place with --into.",
        make_folders=True,
    )
    click.echo(f"Your own words: {target}")
    click.echo(f"Next: olw text list {name}, then olw check {name}")


def _own() -> Path:
    """The first of a trust's own folders. Raises ContentMissing."""
    own = folders.own_folders()
    if not own:
        raise ContentMissing(
            "own-folder-missing",
            f"No folder of your own is named. Set {folders.PATH} to it, or use --into.",
        )
    return own[0]
