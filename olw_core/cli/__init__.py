"""The command `olw`.

Commands of the core live beside this file; doors add theirs through the entry-point group
`olw.commands`.
"""

from __future__ import annotations

import sys
from importlib.metadata import entry_points
from io import TextIOWrapper
from typing import TextIO

import click

from olw_core import __version__
from olw_core.cli.board import board
from olw_core.cli.check import check
from olw_core.cli.diff import diff, release
from olw_core.cli.explain import explain
from olw_core.cli.graph import graph
from olw_core.cli.guide import guide
from olw_core.cli.local import local
from olw_core.cli.new import new
from olw_core.cli.pack import pack
from olw_core.cli.preview import preview
from olw_core.cli.record import record
from olw_core.cli.review import review
from olw_core.cli.schema import schema
from olw_core.cli.text import text
from olw_core.cli.twee import import_
from olw_core.errors import OlwError

GROUP = "olw.commands"


class Commands(click.Group):
    """Loads a door's commands only when they are asked for, so that one missing extra
    breaks nothing else."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Our own and the doors', by name."""
        names = set(super().list_commands(ctx))
        names.update(entry.name for entry in entry_points(group=GROUP))
        return sorted(names)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """A command of our own, or else a door's, or a stand-in where an extra is missing."""
        own = super().get_command(ctx, name)
        if own is not None:
            return own
        for entry in entry_points(group=GROUP, name=name):
            try:
                command: click.Command = entry.load()
            except ModuleNotFoundError as error:
                return _absent(name, error)
            return command
        return None

    def format_commands(
        self,
        ctx: click.Context,
        formatter: click.HelpFormatter,
    ) -> None:
        """The list in `olw --help`."""
        names = self.list_commands(ctx)
        found = [(name, self.get_command(ctx, name)) for name in names]
        rows = [(name, one.get_short_help_str(70)) for name, one in found if one]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def _absent(name: str, error: ModuleNotFoundError) -> click.Command:
    """A stand-in that says which extra to install."""

    @click.command(
        name,
        help=f"Not available: {error.name} is not installed.",
        context_settings={"ignore_unknown_options": True},
    )
    @click.argument("rest", nargs=-1)
    def absent(rest: tuple[str, ...]) -> None:
        extra = f"pip install 'our-leadership-way[{name}]'"
        raise click.ClickException(
            f"'olw {name}' needs {error.name}. Install it with: {extra}"
        )

    return absent


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="olw")
def olw() -> None:
    """Our Leadership Way: check, try and package scenario microlearning."""


OWN = (
    board,
    check,
    diff,
    explain,
    graph,
    guide,
    import_,
    local,
    new,
    pack,
    preview,
    record,
    release,
    review,
    schema,
    text,
)
for command in OWN:
    olw.add_command(command)


def _say_what_can_be_said(out: TextIO) -> None:
    """A letter that the reader's code page lacks is written as `\\u0174`, and the command goes on.

    Python refuses it, where output goes to a file or another program and the page is not UTF-8, as
    on Windows (codepage 1252; docs.python.org, sys.stdout).
    """
    if isinstance(out, TextIOWrapper):
        out.reconfigure(errors="backslashreplace")


def main() -> None:
    """Entry point: errors of our own become one plain line and exit code 1."""
    _say_what_can_be_said(sys.stdout)
    try:
        olw(standalone_mode=True)
    except OlwError as error:
        click.echo(f"olw: {error} [{error.code}]", err=True)
        sys.exit(1)
