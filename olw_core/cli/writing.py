"""Writes what a command makes to the place that was asked for."""

from __future__ import annotations

from pathlib import Path

import click


def write(
    path: Path,
    text: str,
    *,
    remedy: str,
    make_folders: bool = False,
) -> None:
    """Write a text as UTF-8. Raises ClickException, with the remedy, where that fails.

    `make_folders`: make those that are missing on the way.
    """
    try:
        if make_folders:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        problem = f"{path} cannot be written: {error.strerror}."
        raise click.ClickException(f"{problem} {remedy}") from None
