"""`olw diff`: what two editions of a story differ in; `olw release`: what is kept to compare."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from olw_core import content
from olw_core.authoring.authored.module import Module
from olw_core.authoring.changes import compare, facts
from olw_core.cli.target import folder_of
from olw_core.cli.writing import write
from olw_core.content.sources import RELEASED


@click.command()
@click.argument("old")
@click.argument("new")
def diff(old: str, new: str) -> None:
    """Say what has changed from OLD to NEW (ids or folders), and whether the version must rise."""
    before, before_data = content.written(folder_of(old))
    after, after_data = content.written(folder_of(new))
    changes = compare(
        before,
        after,
        before_data,
        after_data,
    )
    _list("Records or results rest on these:", changes.counted)
    _list("Texts in other words:", changes.reworded)
    _list("Gone, and not under `retired`:", changes.not_retired)
    click.echo(
        _verdict(
            before,
            after,
            counted=bool(changes.counted),
        )
    )


def _list(title: str, lines: Sequence[str]) -> None:
    if lines:
        click.echo(title)
        for line in lines:
            click.echo(f"  {line}")


def _verdict(
    before: Module,
    after: Module,
    *,
    counted: bool,
) -> str:
    """What to do about the version."""
    version = before["version"]
    if not counted:
        return (
            f"The version may stay {after['version']}: nothing that counts has changed."
        )
    if after["version"] > version:
        return f"The version has been raised from {version} to {after['version']}."
    return f"Raise the version: write `version: {version + 1}`."


@click.command()
@click.argument("module")
def release(module: str) -> None:
    """Keep what MODULE counts by, so that `olw check` tells when its version must be raised."""
    folder = folder_of(module)
    story, _ = content.written(folder_of(module))
    kept = {"version": story["version"], "facts": facts(story)}
    text = (
        json.dumps(
            kept,
            indent=1,
            ensure_ascii=False,
        )
        + "\n"
    )
    write(
        folder / RELEASED,
        text,
        remedy="Allow writing there.",
    )
    click.echo(f"Version {story['version']} is kept in {folder / RELEASED}.")
