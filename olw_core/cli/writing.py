"""Writes what a command makes to the place that was asked for."""

from __future__ import annotations

from pathlib import Path

import click

from olw_core.content.writing import write_whole


def write(
    path: Path,
    made: str | bytes,
    *,
    remedy: str,
    make_folders: bool = False,
) -> None:
    """Write a text (as UTF-8) or bytes, whole or not at all.

    Raises ClickException, with the remedy, where that fails. `make_folders`: make those that are
    missing on the way.
    """
    data = made.encode() if isinstance(made, str) else made
    try:
        if make_folders:
            path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    except OSError as error:
        problem = f"{path} cannot be written: {error.strerror}."
        raise click.ClickException(f"{problem} {remedy}") from None
