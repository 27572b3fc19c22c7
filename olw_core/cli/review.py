"""`olw review`: one file for who reviews a story; `olw review read` lists what they said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from olw_core import content
from olw_core.authoring import comments
from olw_core.cli.target import folder_of
from olw_core.cli.writing import write
from olw_core.content import sources
from olw_core.errors import ContentError, ContentMissing, OlwError
from olw_core.preview.review_file import review_file

REMEDY = "Choose another place with --out."


class _ModuleFirst(click.Group):
    """`olw review kind` is short for `olw review file kind`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Whatever is neither a command nor an option is a module."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["file", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_ModuleFirst)
def review() -> None:
    """Have a story reviewed: write a file for reviewers, read their comments."""


@review.command()
@click.argument("module")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write (default: <module>-review.html).",
)
def file(module: str, out: Path | None) -> None:
    """Write MODULE as one HTML file to play, read and comment on. It shows the weights."""
    checked = content.check_folder(folder_of(module))
    compiled = checked.compiled
    target = out or Path(f"{compiled.module['id']}-review.html")
    write(target, review_file(compiled), remedy=REMEDY)
    click.echo(
        f"Review file: {target}. It shows every weight: for reviewers, not learners."
    )


@review.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def read(files: tuple[Path, ...]) -> None:
    """List the comments in FILES."""
    read_ = [_comments(path) for path in files]
    for found in read_:
        for line in comments.lines(found, _story(found.story)):
            click.echo(line)


def _comments(path: Path) -> comments.Comments:
    """Of one file. Raises OlwError, with the file's name."""
    try:
        return comments.read(path.read_text("utf-8"))
    except OSError as error:
        raise OlwError(
            "comments-broken",
            f"{path} cannot be read ({error.strerror}). Name another file.",
        ) from None
    except UnicodeDecodeError:
        raise OlwError("comments-broken", f"{path}: {comments.NO_FILE}") from None
    except OlwError as error:
        raise OlwError(error.code, f"{path}: {error}") from None


def _story(module_id: str) -> dict[str, Any] | None:
    """The story as it is now; None where it is not here, or cannot be read."""
    if module_id not in content.module_ids():
        return None
    try:
        return sources.authored(content.folder(module_id)).data
    except (ContentError, ContentMissing):
        return None
