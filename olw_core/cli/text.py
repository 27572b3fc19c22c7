"""`olw text`: a story's texts for translators, in files that their tools know, and back."""

from __future__ import annotations

from pathlib import Path

import click
import yaml
from marshmallow import ValidationError

from olw_core import content
from olw_core.authoring.exchange.rows import merged, sheet
from olw_core.authoring.overlay import Texts
from olw_core.authoring.phrases import phrases
from olw_core.authoring.schema.module import LANGUAGE
from olw_core.authoring.translation import TranslationSchema
from olw_core.cli.exchanged import FORMATS, by_ending
from olw_core.cli.target import folder_of
from olw_core.cli.words import words
from olw_core.cli.writing import write
from olw_core.content import folders, sources
from olw_core.errors import OlwError
from olw_core.player import unreviewed

LISTED = 5
"""Addresses that are named one by one."""


@click.group()
def text() -> None:
    """Texts of a story: list them, send them to a translator, take them back."""


text.add_command(words)


@text.command("list")
@click.argument("module")
def list_(module: str) -> None:
    """List every text of MODULE with its address."""
    for phrase in phrases(content.written(folder_of(module)).data):
        words = " ".join(phrase.words.split())
        click.echo(f"{phrase.address}: {words}")


@text.command()
@click.argument("module")
@click.option(
    "--lang",
    required=True,
    help="The language to translate to, such as cy.",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(list(FORMATS)),
    default="xliff",
    show_default=True,
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write (default: <module>.<lang> and the format's ending).",
)
def export(
    module: str,
    lang: str,
    kind: str,
    out: Path | None,
) -> None:
    """Write the texts of MODULE for a translator; what is translated already goes with them."""
    _check_lang(lang)
    folder = folder_of(module)
    made = sheet(
        content.written(folder).data,
        _texts(folder, lang),
        lang,
    )
    target = out or Path(f"{made.story}.{lang}{FORMATS[kind].ending}")
    write(
        target,
        FORMATS[kind].write(made),
        remedy="Choose another place with --out.",
    )
    open_ = sum(not row.target for row in made.rows)
    click.echo(f"{len(made.rows)} texts, {open_} to translate: {target}")


@text.command("import")
@click.argument("module")
@click.argument(
    "file",
    type=click.Path(
        exists=True,
        dir_okay=False,
        path_type=Path,
    ),
)
@click.option(
    "--lang",
    required=True,
    help="The language of the translation.",
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of stories to write to (default: where the story or its translation is).",
)
def import_(
    module: str,
    file: Path,
    lang: str,
    into: Path | None,
) -> None:
    """Take FILE back as the translation of MODULE, module.<lang>.yaml."""
    _check_lang(lang)
    folder = folder_of(module)
    rows = by_ending(file).read(file.read_bytes())
    data = content.written(folder).data
    back = merged(
        data,
        _texts(folder, lang),
        lang,
        rows,
    )
    target = _target(
        folder,
        lang,
        into,
    )
    write(
        target,
        back.text,
        remedy="Choose another folder with --into.",
        make_folders=True,
    )
    click.echo(f"{back.taken} texts taken: {target}")
    _tell("not translated yet", back.missing)
    _tell("not in the story, left out", back.unknown)
    if unreviewed(lang):
        click.echo(
            "No speaker has read our own words in this language yet: `olw text words`."
        )
    click.echo(f"Next: olw check {folder} --lang {lang}")


def _check_lang(lang: str) -> None:
    """A tag such as cy or pt-BR. Raises BadParameter."""
    try:
        LANGUAGE(lang)
    except ValidationError:
        hint = "write a tag such as cy"
        raise click.BadParameter(hint, param_hint="--lang") from None


def _texts(folder: Path, lang: str) -> Texts:
    """What was translated before. Raises OlwError where the file is broken."""
    path = sources.translation_file(folder, lang)
    if path is None:
        return {}
    try:
        loaded = TranslationSchema().load(yaml.safe_load(path.read_text("utf-8")))
    except (yaml.YAMLError, ValidationError, ValueError, RecursionError):
        raise OlwError(
            "translation-broken",
            f"{path} is no translation. Mend it as `olw check --lang {lang}` says.",
        ) from None
    texts: Texts = loaded["texts"]
    return texts


def _target(
    folder: Path,
    lang: str,
    into: Path | None,
) -> Path:
    """Where the translation goes: beside an earlier one, or to a trust's own folder."""
    name = f"module.{lang}.yaml"
    before = sources.translation_file(folder, lang)
    if into is not None:
        return into / folder.resolve().name / name
    if before is not None:
        return before
    for own in folders.own_folders():
        return own / folder.resolve().name / name
    return folder / name


def _tell(what: str, addresses: tuple[str, ...]) -> None:
    """How many, and the first of them."""
    if addresses:
        named = ", ".join(addresses[:LISTED])
        more = ", ..." if len(addresses) > LISTED else ""
        click.echo(f"{len(addresses)} {what}: {named}{more}")
