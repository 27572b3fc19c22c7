"""`olw text words`: what our own pages say in a language, and who has read it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from olw_core import player
from olw_core.authoring.exchange.rows import Sheet
from olw_core.cli.exchanged import by_ending
from olw_core.cli.wording import all_words, fingerprint
from olw_core.cli.writing import write

TRANSLATED = [one for one in player.languages() if one != player.ENGLISH]


@click.command()
@click.option(
    "--lang",
    required=True,
    type=click.Choice(TRANSLATED),
    help="A language that our pages speak.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write for who reads them: .xlf, .xliff, .csv or .xlsx.",
)
@click.option(
    "--reviewed-by",
    help="Name of the speaker who has read all of them: pages say no more that nobody has.",
)
def words(lang: str, out: Path | None, reviewed_by: str | None) -> None:
    """Every word of our own in a language, in every door: how many, and who has read them."""
    rows = all_words(lang)
    texts = fingerprint(rows)
    if out is not None:
        sheet = Sheet("words", 1, player.ENGLISH, lang, tuple(rows))
        made = by_ending(out).write(sheet)
        write(out, made, remedy="Choose another place with --out.")
        click.echo(f"Wrote {out}")
    if reviewed_by:
        today = date.today()
        _sign(
            lang,
            player.Reviewed(
                by=reviewed_by,
                on=today.isoformat(),
                texts=texts,
            ),
        )
    name = player.known_languages()[lang]["name"]
    click.echo(f"{name}: {len(rows)} texts. {_readers(lang, texts)}")


def _sign(lang: str, reviewed: player.Reviewed) -> None:
    """Raises ClickException where the file cannot be written."""
    known = {**player.known_languages()}
    known[lang] = {**known[lang], "reviewed": reviewed}
    text = json.dumps(known, ensure_ascii=False, indent=2)
    write(
        player.LANGUAGES,
        text + "\n",
        remedy="Do this where the sources are, and make the packages from there.",
    )
    player.known_languages.cache_clear()


def _readers(lang: str, texts: str) -> str:
    """Who has read them, and whether they are still the same."""
    reviewed = player.known_languages()[lang]["reviewed"]
    if reviewed is None:
        return "No speaker has read them yet: pages say so, and have the English that counts."
    told = f"Read by {reviewed['by']} on {reviewed['on']}"
    if reviewed["texts"] != texts:
        return f"{told}; some have changed since. Have those read, and sign again."
    return f"{told}."
