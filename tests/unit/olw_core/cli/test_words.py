"""`olw text words`: all that is ours in a language, and a speaker who signs it."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from olw_core import player
from olw_core.cli import olw
from olw_core.cli.wording import all_words, fingerprint
from olw_core.page.unreviewed import note
from olw_core.report import OWN
from olw_xblock.words import words

OURS = sorted(set(player.languages()) - {player.ENGLISH})


@pytest.fixture
def languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """languages.json, to be written to."""
    mine = tmp_path / "languages.json"
    shutil.copy(player.LANGUAGES, mine)
    monkeypatch.setattr(player, "LANGUAGES", mine)
    player.known_languages.cache_clear()
    yield mine
    player.known_languages.cache_clear()


def run(*arguments: str) -> str:
    result = CliRunner().invoke(olw, ["text", "words", "--lang", "cy", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_every_door_brings_its_words_and_none_is_left_in_english(
    tmp_path: Path,
) -> None:
    out = tmp_path / "words.csv"
    assert f"Wrote {out}" in run("--out", str(out))
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    places = {row["address"].partition(".")[0] for row in rows}
    assert places == {"player", "promises", "lti", "openedx", "scorm"}
    sources = [row["source"] for row in rows]
    assert {OWN, words("cy")[0][0], "My map", "About {n} minutes"} <= set(sources)
    assert [row for row in rows if row["target"] in ("", row["source"])] == []


def test_a_speaker_signs_and_a_later_change_is_told(languages: Path) -> None:
    assert "No speaker has read them yet" in run()
    assert note("cy") != ""
    today = date.today()
    assert f"Read by Siân Jones on {today}." in run("--reviewed-by", "Siân Jones")
    assert (player.unreviewed("cy"), note("cy")) == (False, "")
    text = languages.read_text("utf-8")
    signed = player.known_languages()["cy"]["reviewed"]
    assert signed is not None
    languages.write_text(text.replace(signed["texts"], "0" * 64), "utf-8")
    player.known_languages.cache_clear()
    assert "some have changed since" in run()


@pytest.mark.parametrize("lang", OURS)
def test_what_is_signed_is_what_was_read(lang: str) -> None:
    """Changed words: have them read and sign again, or take the signature out."""
    signed = player.known_languages()[lang]["reviewed"]
    assert signed is None or signed["texts"] == fingerprint(all_words(lang))


def test_what_cannot_be_used_is_said(tmp_path: Path) -> None:
    told = CliRunner().invoke(olw, ["text", "words", "--lang", "fr"])
    assert "'fr' is not 'cy'" in told.output
    told = CliRunner().invoke(
        olw, ["text", "words", "--lang", "cy", "--out", str(tmp_path / "a.doc")]
    )
    assert "Known are" in str(told.exception)
