"""The built files and the player's words."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from olw_core import player
from olw_core.errors import ContentMissing

RECORDERS = [name for name in player.BUNDLES if re.search("scorm|cmi5", name)]
BUDGET = dict.fromkeys(player.BUNDLES, 12_000) | dict.fromkeys(RECORDERS, 15_000)
BUDGET["player.js"] = 8_000
BUDGET[player.MORE] = 11_000
BUDGET["player-local.js"] = 12_500  # the authors' preview, which no learner is sent
BUDGET["player-cmi5.js"] = 15_500  # it also remembers what the record store was told


@pytest.mark.parametrize("name", player.BUNDLES)
def test_each_file_is_within_its_budget(name: str) -> None:
    size = len(gzip.compress(player.bundle(name), 9, mtime=0))
    assert size <= BUDGET[name], f"{name}: {size} bytes gzip"


@pytest.mark.parametrize(
    "name", [name for name in player.BUNDLES if name.endswith(".js")]
)
def test_scripts_are_classic_and_need_no_eval(name: str) -> None:
    text = player.bundle(name).decode()
    assert (
        re.findall(
            r"\beval\(|new Function|^import |^export |sourceMappingURL|\.innerHTML\+=",
            text,
            re.MULTILINE,
        )
        == []
    )


def test_no_package_can_have_counted_what_would_stop_a_learner() -> None:
    """The button is in the second script of servers alone."""
    asks = re.compile(rb"\.ask\b")
    names = [*player.BUNDLES, player.MORE_PACKAGED]
    with_it = {name for name in names if asks.search(player.bundle(name))}
    assert with_it == {player.MORE}


def test_an_unknown_file_is_refused() -> None:
    with pytest.raises(ContentMissing) as caught:
        player.bundle("../package.json")
    assert (caught.value.code, str(caught.value)) == (
        "player-unknown",
        f"There is no player file '../package.json'. The files are: {', '.join(player.BUNDLES)}.",
    )


def test_a_player_that_is_not_built_says_how(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(player, "HERE", tmp_path)
    with pytest.raises(ContentMissing) as caught:
        player.bundle("player.js")
    assert caught.value.code == "player-not-built"
    assert str(caught.value) == (
        f"{tmp_path / 'dist' / 'player.js'} is not there. Run `npm ci && npm run build` "
        f"in {tmp_path}."
    )


@pytest.mark.parametrize(
    ("asked", "spoken", "why"),
    [
        ("en-GB", "en-GB", "the language itself"),
        ("en-gb", "en-GB", "letters of either size"),
        ("en", "en-GB", "the language without a country"),
        ("en-US", "en-GB", "another country's English"),
        ("cy", "cy", "another language"),
        ("cy-GB", "cy", "that language with a country"),
        ("fr", "en-GB", "a language we do not speak"),
        ("", "en-GB", "none given"),
    ],
)
def test_the_nearest_language_is_spoken(asked: str, spoken: str, why: str) -> None:
    assert player.nearest(asked) == spoken, why


@pytest.mark.parametrize("lang", player.languages())
def test_no_key_stands_for_two_words(lang: str) -> None:
    """The parts of a language file end in one book; a second word of a key would hide the first."""
    pairs: list[list[str]] = []

    def noted(fields: list[tuple[str, object]]) -> dict[str, object]:
        pairs.append([key for key, _ in fields])
        return dict(fields)

    text = (player.HERE / "strings" / f"{lang}.json").read_text("utf-8")
    parts = json.loads(text, object_pairs_hook=noted)
    *keys, names = pairs
    assert names == list(parts)
    every = [key for part in keys for key in part]
    assert len(keys) == len(parts)
    assert sorted(every) == sorted(set(every))


def test_a_translation_is_laid_over_english(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "strings").mkdir()
    english = {
        "core": {"continue": "Continue", "you": "You are"},
        "more": {"yes": "Yes"},
    }
    (tmp_path / "strings" / "en-GB.json").write_text(json.dumps(english), "utf-8")
    (tmp_path / "strings" / "cy.json").write_text(
        json.dumps({"core": {"continue": "Parhau"}}), "utf-8"
    )
    monkeypatch.setattr(player, "HERE", tmp_path)
    player._strings.cache_clear()
    try:
        assert player.strings("cy") == {
            "continue": "Parhau",
            "you": "You are",
            "yes": "Yes",
        }
        assert player.languages() == ("cy", "en-GB")
    finally:
        player._strings.cache_clear()


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    source = "\n".join(
        path.read_text("utf-8") for path in (player.HERE / "src").rglob("*.ts")
    )
    for name in ("first_scene.py", "element.py"):
        source += (player.HERE.parent / "page" / name).read_text("utf-8")
    known = set(player.strings("en-GB"))
    asked = set(re.findall(r"\bt\(\"([^\"]+)\"", source))
    spoken = {
        name
        for name in known
        if f'"{name}"' in source or re.search(rf"\b{re.escape(name)}\b", source)
    }
    modes = {"in person", "remote", "hybrid"}  # named by a scene's setting
    assert (asked - known, known - spoken - modes) == (set(), set())
    assert [words for words in player.strings("en-GB").values() if "!" in words] == []


def parts(lang: str) -> dict[str, dict[str, str]]:
    """The words of one language as they stand in its file."""
    read: dict[str, dict[str, str]] = json.loads(
        (player.HERE / "strings" / f"{lang}.json").read_text("utf-8")
    )
    return read


@pytest.mark.parametrize("lang", sorted(set(player.languages()) - {player.ENGLISH}))
def test_a_language_says_everything(lang: str) -> None:
    """The same keys in the same order, what is filled in, and no word left in English."""
    english, other = parts(player.ENGLISH), parts(lang)
    assert [list(words) for words in other.values()] == [
        list(words) for words in english.values()
    ]
    for part, words in english.items():
        for key, said in words.items():
            places = re.findall(r"\{\w+\}", said)
            assert re.findall(r"\{\w+\}", other[part][key]) == places, key
            assert other[part][key] != said, key


def test_who_has_signed_a_language_is_told() -> None:
    """Welsh has not been read by a speaker yet."""
    known = json.loads((player.HERE / "languages.json").read_text("utf-8"))
    assert tuple(sorted(known)) == player.languages()
    assert (player.unreviewed("cy"), player.unreviewed("en")) == (True, False)
