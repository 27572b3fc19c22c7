"""`olw import`: makes a module from a Twine story, and lists what its author must add."""

from __future__ import annotations

from pathlib import Path

import click

from olw_core import content
from olw_core.authoring.twee import passages
from olw_core.authoring.twee.made import module_text
from olw_core.authoring.twee.named import slug
from olw_core.authoring.twee.story import story
from olw_core.authoring.twee.told import lines
from olw_core.cli.new import check_id, check_principle, free_folder, place, write_module
from olw_core.errors import ContentError, OlwError

_LONGEST = 20
"""Characters of a module's id."""


@click.command("import")
@click.argument(
    "file",
    type=click.Path(
        exists=True,
        dir_okay=False,
        path_type=Path,
    ),
)
@click.option(
    "--principle",
    required=True,
    help="The principle the module belongs to.",
)
@click.option(
    "--id",
    "module_id",
    default="",
    help="The module's id (default: from the story's title).",
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to, as for olw new.",
)
def import_(
    file: Path,
    principle: str,
    module_id: str,
    into: Path | None,
) -> None:
    """Make a module from FILE, a Twine story in Twee notation, and list what is to be added."""
    twee = _read(file)
    name = module_id or slug(twee.title or file.stem, _LONGEST)
    check_id(name, "--id")
    check_principle(principle)
    folder = free_folder(into or place(), name)
    made = story(
        twee,
        name,
        principle,
    )
    write_module(folder, module_text(made, file.name))
    click.echo(f"New module: {folder / 'module.yaml'}")
    for line in lines(made, str(file)):
        click.echo(line)
    _tell_errors(folder)
    click.echo(f"Next: olw check {folder}, then olw preview {folder}")


def _read(file: Path) -> passages.Twee:
    """The story in a file. Raises OlwError, with the file's name."""
    try:
        return passages.read(file.read_bytes())
    except OSError as error:
        raise OlwError(
            "twee-unreadable",
            f"{file} cannot be read ({error.strerror}). Name another file.",
        ) from None
    except OlwError as error:
        raise OlwError(error.code, f"{file}: {error}") from None


def _tell_errors(folder: Path) -> None:
    """What keeps the module from being played as it is."""
    try:
        content.compile_folder(folder)
    except ContentError as error:
        found = [one for one in error.problems if one.level == "error"]
        click.echo("To mend before it can be played:")
        for one in found:
            click.echo(f"  {folder / one.file}:{one.line}: {one.problem} {one.remedy}")
