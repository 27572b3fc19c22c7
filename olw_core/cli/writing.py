"""Writes what a command makes to the place that was asked for."""

from __future__ import annotations

from pathlib import Path

import click


def write(path: Path, text: str, remedy: str) -> None:
    """Write a text as UTF-8; `remedy` is told where that fails. Raises ClickException."""
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise _refused(path, error, remedy) from None


def write_below(path: Path, text: str, remedy: str) -> None:
    """As `write`, after making the folders that are missing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(path, error, remedy) from None
    write(path, text, remedy)


def _refused(path: Path, error: OSError, remedy: str) -> click.ClickException:
    problem = f"{path} cannot be written: {error.strerror}."
    return click.ClickException(f"{problem} {remedy}")
