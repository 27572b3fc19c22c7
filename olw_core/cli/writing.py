"""Writes what a command makes to the place that was asked for."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import click


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
    half = path.with_name(f".{path.name}.half")
    try:
        if make_folders:
            path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(data)
        os.replace(half, path)
    except OSError as error:
        with suppress(OSError):
            half.unlink()
        problem = f"{path} cannot be written: {error.strerror}."
        raise click.ClickException(f"{problem} {remedy}") from None
