"""`olw check --spelling`: words that are in no dictionary, but for the story's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from olw_core.authoring.phrases import phrases
from olw_core.cli import spelling
from olw_core.cli.spelling import check_spelling
from olw_core.content import sources
from olw_core.errors import OlwError
from tests.unit.olw_core.authoring.compiler.cases import GOOD
from tests.unit.olw_core.cli.test_check import change, run
from tests.unit.olw_core.cli.test_check import modules as modules

WORDS = "the list is late sam sees it and ward"


@pytest.fixture
def dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small dictionary of the good story's words, named as hunspell's are."""
    folder = tmp_path / "dic"
    folder.mkdir()
    found = set(WORDS.split())
    data = sources.authored(GOOD).data
    for phrase in phrases(data):
        found.update(spelling._WORD.findall(phrase.words))
    found -= {"Sam", "Reid"}
    (folder / "en_GB.aff").write_text("SET UTF-8\n", "utf-8")
    words = "\n".join(sorted(found))
    (folder / "en_GB.dic").write_text(f"{len(found)}\n{words}\n", "utf-8")
    monkeypatch.setenv("DICPATH", str(folder))
    monkeypatch.setattr(spelling, "FOLDERS", ())
    return folder


def test_names_of_people_are_known(modules: Path, dictionary: Path) -> None:
    assert list(check_spelling(sources.authored(modules / "good"))) == []


def test_a_slip_is_told_once_where_it_stands_first(
    modules: Path, dictionary: Path
) -> None:
    change(
        modules, "title: The late list", "title: The laet list of laet wards at Copse"
    )
    told = run("check", "good", "--spelling").output
    lines = [line for line in told.splitlines() if "word-unknown" in line]
    assert [line.partition("title: ")[2] for line in lines] == [
        "'laet' is not in the dictionary."
        " Correct it, or add it to the story's own: `words: [laet]`.",
        "'wards' is not in the dictionary."
        " Correct it, or add it to the story's own: `words: [wards]`.",
        "'Copse' is not in the dictionary."
        " Correct it, or add it to the story's own: `words: [Copse]`.",
    ]
    assert run("check", "good", "--spelling", "--strict").exit_code == 1


def test_the_storys_own_words_and_addresses_are_known(
    modules: Path, dictionary: Path
) -> None:
    change(
        modules,
        "title: The late list",
        'title: "Copse’s list at [the ward](https://x.nhs.uk)"',
    )
    change(modules, "retired:", "words: [copse, At]\nretired:")
    assert list(check_spelling(sources.authored(modules / "good"))) == []


def test_no_dictionary(modules: Path, dictionary: Path) -> None:
    change(modules, "principle: improving", "principle: improving\nlang: cy")
    with pytest.raises(OlwError) as caught:
        list(check_spelling(sources.authored(modules / "good")))
    assert caught.value.code == "dictionary-missing"
    assert "'cy'" in str(caught.value)
