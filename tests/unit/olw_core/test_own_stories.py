"""A trust's own folder: stories beside the six, its own words and translations laid over any story,
none of it lost or changed by an update of the story.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from olw_core import content
from olw_core.authoring.jsonschema import module_schema
from olw_core.authoring.local import renamed
from olw_core.authoring.phrases import TEXTS, phrases, reworded
from olw_core.cli import olw
from olw_core.content import sources
from olw_core.errors import ContentError, ContentMissing, Problem
from tests.unit.olw_core.authoring.compiler.cases import GOOD, SECOND


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """No module remembered from another test, and none left behind."""
    content._load.cache_clear()
    yield
    content._load.cache_clear()


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trust's own folder, beside the shipped one, which holds the good module."""
    shutil.copytree(GOOD, tmp_path / "shipped" / "good")
    (tmp_path / "own").mkdir()
    monkeypatch.setenv("OLW_MODULES_DIR", str(tmp_path / "shipped"))
    monkeypatch.setenv("OLW_MODULES_PATH", str(tmp_path / "own"))
    return tmp_path / "own"


def lay(own: Path, text: str, name: str = "local.yaml") -> None:
    (own / "good").mkdir(exist_ok=True)
    (own / "good" / name).write_text(text, "utf-8")


def found(own: Path, lang: str = "") -> list[Problem]:
    """What is said of the good module with what is laid over it."""
    folder = own.parent / "shipped" / "good"
    try:
        return list(content.compile_folder(folder, lang).warnings)
    except ContentError as error:
        return list(error.problems)


def told(own: Path, lang: str = "") -> list[str]:
    return [f"{p.level} {p.code} {p.file}:{p.line} {p.path}" for p in found(own, lang)]


# Own stories


def test_own_stories_stand_beside_the_others(own: Path) -> None:
    text = (GOOD / "module.yaml").read_text("utf-8").replace("id: good", "id: ours")
    shutil.copytree(GOOD, own / "ours")
    (own / "ours" / "module.yaml").write_text(text, "utf-8")
    assert content.module_ids() == ("good", "ours")
    assert content.load("ours")["id"] == "ours"
    assert content.folder("ours") == own / "ours"


def test_an_own_story_of_the_same_id_comes_first(own: Path) -> None:
    text = (
        (GOOD / "module.yaml").read_text("utf-8").replace("The late list", "Our list")
    )
    shutil.copytree(GOOD, own / "good")
    (own / "good" / "module.yaml").write_text(text, "utf-8")
    assert content.load("good")["title"] == "Our list"


@pytest.mark.parametrize(
    ("name", "code"), [("nothing", "modules-missing"), ("own/ours", "modules-level")]
)
def test_a_wrong_folder_says_so(
    own: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: str
) -> None:
    shutil.copytree(GOOD, own / "ours")
    for variable in ("OLW_MODULES_PATH", "OLW_MODULES_DIR"):
        monkeypatch.setenv(variable, str(own.parent / name))
        with pytest.raises(ContentMissing) as caught:
            content.module_ids()
        assert caught.value.code == code


# Own words


LOCAL = """\
version: 2
names:
  Sam: Mo
  "Clinic office": Room 4
texts:
  title: {was: The late list, now: Our late list}
"""


def test_own_words_are_laid_over_the_story(own: Path) -> None:
    lay(own, LOCAL)
    module = content.load("good")
    assert (module["title"], module["people"]["sam"]["name"]) == (
        "Our late list",
        "Mo Reid",
    )
    everything = json.dumps(module)
    assert "Sam " not in everything
    assert "Room 4" in everything
    assert found(own) == []


def test_the_story_itself_is_left_alone_and_answers_change_nothing(own: Path) -> None:
    plain = content.load("good")
    cache = own.parent / "shipped" / "good" / "compiled.json"
    kept = cache.read_bytes()
    lay(own, LOCAL)
    changed = content.load("good")
    assert cache.read_bytes() == kept
    nodes = [node["go"] for node in plain["story"]["nodes"]]
    assert [node["go"] for node in changed["story"]["nodes"]] == nodes
    (own / "good" / "local.yaml").unlink()
    assert content.load("good") == plain


def test_an_update_under_own_words_is_told(own: Path) -> None:
    lay(own, LOCAL)
    path = own.parent / "shipped" / "good" / "module.yaml"
    text = path.read_text("utf-8").replace("title: The late list", "title: The list")
    path.write_text(text.replace("version: 2", "version: 3"), "utf-8")
    assert told(own) == [
        "warning overlay-version local.yaml:1 version",
        "warning local-text-changed local.yaml:6 texts.title",
    ]
    assert content.load("good")["title"] == "Our late list"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "version: 2\nnames: {Ngozi: Ada}\n",
            "error local-name-absent local.yaml:2 names.Ngozi",
        ),
        (
            "version: 2\ntexts:\n  titel: {was: a, now: b}\n",
            "warning overlay-address local.yaml:3 texts.titel",
        ),
        (
            "version: 2\ntexts:\n  title: b\n",
            "error overlay-shape local.yaml:3 texts.title",
        ),
        ("version: 2\nname: {}\n", "error overlay-shape local.yaml:2 name"),
        ("names: {Sam: Mo}\n", "error overlay-shape local.yaml:1 version"),
        ("version: 2\nnames: {Sam: Mo: x}\n", "error yaml-broken local.yaml:2 (top)"),
        (
            "version: 2\ntexts:\n  title: {was: The late list, now: Well done <b>all</b>}\n",
            "warning text-as-typed local.yaml:3 title",
        ),
    ],
)
def test_mistakes_in_own_words(own: Path, text: str, says: str) -> None:
    lay(own, text)
    assert says in told(own)


def test_names_are_whole_and_replaced_once() -> None:
    names = {"Sam": "Mo", "Sam Reid": "Ada Sam", "Mo": "Li", "01 23 (4)": "05"}
    assert renamed("Sam Reid, Sam and Samira, Mo: 01 23 (4).", names) == (
        "Ada Sam, Mo and Samira, Li: 05."
    )


def test_the_file_is_named_where_it_stands(own: Path) -> None:
    lay(own, "version: 1\n")
    told_in = CliRunner().invoke(olw, ["check", "good"]).output.splitlines()[0]
    assert told_in.startswith(
        f"{own / 'good' / 'local.yaml'}:1: warning [overlay-version]"
    )


# Translations


def translated(data: dict[str, Any], **changes: str) -> str:
    """A whole translation in which every word stands in brackets, and what differs from it."""
    texts = {}
    for one in phrases(data):
        texts[one.address] = {"was": one.words, "now": f"⟦{one.words}⟧"}
    for address, was in changes.items():
        texts[address]["was"] = was
    overlay = {"lang": "cy", "version": data["version"], "texts": texts}
    return yaml.safe_dump(overlay, allow_unicode=True)


def test_every_text_of_a_story_can_be_translated(own: Path) -> None:
    """The pseudo-locale: whatever a learner reads that is not in brackets has no address."""
    lay(own, translated(sources.authored(GOOD).data), "module.cy.yaml")
    module = content.load("good", "cy")
    assert (module["lang"], content.languages("good")) == ("cy", ("cy",))
    plain = [text for text in read_by_learners(module) if "⟦" not in text]
    assert plain == []


def read_by_learners(value: Any, name: str = "") -> Iterator[str]:
    """Every text of a compiled module that is shown; ids, files and the framework's are not."""
    if isinstance(value, dict):
        for inner_name, inner in value.items():
            if inner_name not in NOT_SHOWN:
                yield from read_by_learners(inner, inner_name)
    elif isinstance(value, list):
        for inner in value:
            yield from read_by_learners(inner, name)
    elif isinstance(value, str) and value and name not in ("go", ""):
        yield value


NOT_SHOWN = {
    "id", "principle", "lang", "behaviours", "label", "source_title",
    "short_label", "svg", "tag", "scene", "mode",
    "tone", "type", "tests", "go", "look", "retired", "picture", "pictures", "file", "who",
    "key", "reviewed_by", "part", "principle_title", "when", "acts", "card", "best_answers",
    "framework", "behaviour",
}  # fmt: skip
"""Fields of a compiled module that hold ids, codes and names of the framework."""


def test_what_is_missing_or_stale_is_told_and_shown_with_a_mark(own: Path) -> None:
    data = sources.authored(GOOD).data
    texts = yaml.safe_load(translated(data, title="The old list"))
    del texts["texts"]["summary"]
    lay(own, yaml.safe_dump(texts, allow_unicode=True), "module.cy.yaml")
    module = content.load("good", "cy")
    assert module["title"] == "[en-GB] The late list"
    assert module["summary"].startswith("[en-GB] A booking clerk")
    told_of = {p.code: p.problem for p in found(own, "cy")}
    assert told_of == {
        "translation-missing": "1 of 179 texts are not translated: summary.",
        "translation-stale": "1 texts have changed since they were translated: title.",
    } | {code: told_of[code] for code in told_of if not code.startswith("translation")}


def test_english_rules_are_for_english(own: Path) -> None:
    lay(own, translated(sources.authored(GOOD).data), "module.cy.yaml")
    codes = {p.code for p in found(own, "cy")}
    assert (
        codes & {"spelling", "word", "reading-grade", "sentence-long", "acronym"}
        == set()
    )


def test_a_language_there_is_not(own: Path) -> None:
    content.load("good")  # what is kept of it is in no other language
    with pytest.raises(ContentMissing) as caught:
        content.load("good", "fr")
    assert str(caught.value) == "'good' is not translated to 'fr'. None is there."


def test_a_file_that_says_another_language(own: Path) -> None:
    lay(own, "lang: fr\nversion: 2\n", "module.cy.yaml")
    assert "error translation-lang module.cy.yaml:1 lang" in told(own, "cy")


# Addresses


@pytest.mark.parametrize("folder", [GOOD, SECOND])
def test_texts_put_back_change_nothing(folder: Path) -> None:
    data = sources.authored(folder).data
    again = reworded(data, lambda _, words: words)
    assert [one.words for one in phrases(again)] == [one.words for one in phrases(data)]
    addresses = [one.address for one in phrases(data)]
    assert len(addresses) == len(set(addresses))


def text_fields(described: Any, name: str = "") -> Iterator[str]:
    """The names of all fields of the format that may hold a text."""
    if isinstance(described, list):
        for one in described:
            yield from text_fields(one, name)
    if not isinstance(described, dict):
        return
    if described.get("type") == "string" and "enum" not in described:
        yield name
    for inner_name, inner in described.get("properties", {}).items():
        yield from text_fields(inner, inner_name)
    for more in ("items", "oneOf", "anyOf", "allOf", "additionalProperties"):
        yield from text_fields(described.get(more), name)
    yield from text_fields([*described.get("patternProperties", {}).values()], name)


NO_TEXTS = {
    "id", "principle", "lang", "reviewed_by", "retired", "words", "code", "at", "reason",
    "short_way", "start", "tag", "file", "if", "holds", "to", "go", "tests", "key", "who",
    "acts", "options", "picture",
}  # fmt: skip
"""Fields that hold ids, conditions, codes or notes to the authors themselves."""


def test_every_field_is_either_text_or_known_not_to_be() -> None:
    """A new field of the format is asked after: is it translated?"""
    found = set(text_fields(module_schema()))
    assert found - TEXTS - NO_TEXTS == set()
    assert TEXTS - found == set()
