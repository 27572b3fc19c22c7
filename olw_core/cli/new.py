"""`olw new`: starts a module from a small story that already checks and plays, so that
authors change rather than invent."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import click

from olw_core import content
from olw_core.errors import ContentMissing
from olw_core.near import meant

MODULE_ID = re.compile(r"[a-z][a-z0-9_]{0,19}")
MAX_TITLE = 60
"""Characters, as in the schema."""


@click.command()
@click.argument("module_id")
@click.option("--principle", required=True, help="The principle the module belongs to.")
@click.option("--title", default="A new story", show_default=True)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to (default: OLW_MODULES_DIR, the checkout's modules/, or this folder).",
)
def new(
    module_id: str,
    principle: str,
    title: str,
    into: Path | None,
) -> None:
    """Start a module MODULE_ID from a template that plays as it is."""
    _check_names(module_id, title)
    behaviour = _first_behaviour(principle)
    folder = (into or place()) / module_id
    if folder.exists():
        raise ContentMissing(
            "module-exists",
            f"{folder} is there already. Choose another id, or remove it first.",
        )
    text = content.template().format(
        id=module_id,
        principle=principle,
        title=json.dumps(title, ensure_ascii=False),
        behaviour=behaviour,
    )
    _write(folder, text)
    click.echo(f"New module: {folder / 'module.yaml'}")
    click.echo(f"Next: olw check {folder}, then olw preview {folder}")


def _check_names(module_id: str, title: str) -> None:
    """Refuse what the compiler would refuse later."""
    if not MODULE_ID.fullmatch(module_id):
        raise click.BadParameter(
            "use small letters, digits and _, at most 20",
            param_hint="MODULE_ID",
        )
    if not 0 < len(title.strip()) <= MAX_TITLE:
        raise click.BadParameter(
            f"use 1 to {MAX_TITLE} characters",
            param_hint="--title",
        )


def _first_behaviour(principle: str) -> str:
    """The id of the behaviour that the template's decisions test."""
    framework = content.framework()
    if not framework.has_principle(principle):
        known = meant(principle, framework.principle_ids())
        raise ContentMissing(
            "principle-unknown",
            f"There is no principle '{principle}'. {known}.",
        )
    return framework.principle(principle).behaviours[0].id


def _write(folder: Path, text: str) -> None:
    """Make the module's folder. Raises ContentMissing where that is not allowed."""
    try:
        (folder / "media").mkdir(parents=True)
        (folder / "module.yaml").write_text(text, "utf-8")
    except OSError as error:
        raise ContentMissing(
            "module-unwritable",
            f"{folder} cannot be written ({error.strerror})."
            " Choose another place with --into.",
        ) from None


def place() -> Path:
    """Where a new module goes: OLW_MODULES_DIR, the modules/ of a checkout one stands in,
    or the current folder.

    Never the folder of an installed package, which the next update replaces.
    """
    if os.environ.get("OLW_MODULES_DIR"):
        return content.modules_dir()
    checkout = Path("modules")
    return checkout if (checkout / "framework.yaml").is_file() else Path()
