"""`olw new`: starts a module from a small story that already checks and plays, so that
authors change rather than invent."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import click
from marshmallow import ValidationError

from olw_core import content
from olw_core.authoring.local import LOCAL
from olw_core.authoring.schema.limits import TITLE
from olw_core.authoring.schema.module import MODULE_ID
from olw_core.cli.target import folder_of
from olw_core.content.writing import write_text
from olw_core.errors import ContentMissing
from olw_core.near import meant


@click.command()
@click.argument("module_id")
@click.option(
    "--principle",
    default="",
    help="The principle the module belongs to.",
)
@click.option(
    "--title",
    default="",
    help="A new story, or that of --from.",
)
@click.option(
    "--from", "model", default="", help="A story to copy (an id or a folder)."
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to (default: OLW_MODULES_DIR, the checkout's modules/, or this folder).",
)
def new(
    module_id: str,
    principle: str,
    title: str,
    model: str,
    into: Path | None,
) -> None:
    """Start a module MODULE_ID from a template that plays as it is, or from another story."""
    check_id(module_id, "MODULE_ID")
    _check_title(title or "A new story")
    if bool(model) == bool(principle):
        raise click.UsageError(
            "Give --principle for a new story, or --from for a copy."
        )
    folder = free_folder(into or place(), module_id)
    if model:
        _copy(
            folder_of(model),
            folder,
            title,
        )
    else:
        write_module(
            folder,
            _from_template(
                module_id,
                principle,
                title or "A new story",
            ),
        )
    click.echo(f"New module: {folder / 'module.yaml'}")
    click.echo(f"Next: olw check {folder}, then olw preview {folder}")


def _from_template(
    module_id: str,
    principle: str,
    title: str,
) -> str:
    """The template with its places filled in."""
    return content.template().format(
        id=module_id,
        principle=principle,
        title=json.dumps(title, ensure_ascii=False),
        behaviour=_first_behaviour(principle),
    )


def _copy(
    model: Path,
    folder: Path,
    title: str,
) -> None:
    """A real copy, with an id and a version of its own; nobody has reviewed it."""
    own = {"id": folder.name, "version": "1", "reviewed_by": "[]", "retired": "[]"}
    if title:
        own["title"] = json.dumps(title, ensure_ascii=False)
    text = (model / "module.yaml").read_text("utf-8")
    for name, value in own.items():
        text = re.sub(
            rf"(?m)^{name}:(?: .*|(?:\n +.*|\n- .*)+)$", f"{name}: {value}", text
        )
    write_module(folder, text)
    for path in [*model.glob("*.yaml"), *model.glob("media/*.svg")]:
        target = folder / path.relative_to(model)
        if not target.exists() and path.name != LOCAL and path.name.count(".") == 1:
            target.write_bytes(path.read_bytes())


def free_folder(place: Path, module_id: str) -> Path:
    """The folder of a new module. Raises ContentMissing where it is there already."""
    folder = place / module_id
    if folder.exists():
        raise ContentMissing(
            "module-exists",
            f"{folder} is there already. Choose another id, or remove it first.",
        )
    return folder


def check_id(module_id: str, hint: str) -> None:
    """Refuse what the compiler would refuse later. `hint`: the argument's name."""
    try:
        MODULE_ID(module_id)
    except ValidationError as error:
        (told,) = error.messages
        words = str(told)
        raise click.BadParameter(
            words[0].lower() + words[1:].rstrip("."),
            param_hint=hint,
        ) from None


def _check_title(title: str) -> None:
    """Refuse what the compiler would refuse later."""
    if not 0 < len(title.strip()) <= TITLE:
        raise click.BadParameter(
            f"use 1 to {TITLE} characters",
            param_hint="--title",
        )


def check_principle(principle: str) -> None:
    """Refuse one that is not there. Raises ContentMissing."""
    framework = content.framework()
    if not framework.has_principle(principle):
        known = meant(principle, framework.principle_ids())
        raise ContentMissing(
            "principle-unknown",
            f"There is no principle '{principle}'. {known}.",
        )


def _first_behaviour(principle: str) -> str:
    """The id of the behaviour that the template's decisions test."""
    check_principle(principle)
    return content.framework().principle(principle).behaviours[0].id


def write_module(folder: Path, text: str) -> None:
    """Make the module's folder. Raises ContentMissing where that is not allowed."""
    try:
        (folder / "media").mkdir(parents=True)
        write_text(folder / "module.yaml", text)
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
