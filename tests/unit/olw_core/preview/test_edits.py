"""The form's changes: the stories that come with the project, half-written files, refusals."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from olw_core import content
from olw_core.authoring.schema.limits import MOST_OPTIONS, MOST_RANKED
from olw_core.errors import OlwError
from olw_core.preview.form import additions, edits
from olw_core.preview.form.desk import Desk
from olw_core.preview.form.field import Field
from olw_core.preview.form.fields import about, groups, scene_ids
from olw_core.preview.form.pages import behaviours

STORY = """\
id: mine
principle: kind
version: 1
title: Mine
summary: A story.
story:
  start: one
  scenes:
    one:   # the first
      text: Hello.
      item:
        type: choose
        prompt: What?
        options:
          a: {text: Go, feedback: {consequence: Gone., why: So., other: No.}, go: end}
          b:
            text: Stay
            go: end

    # how it ends
    end:
      text: Bye.
      ending: {title: Over, tone: mixed}
"""


def every_field(text: str) -> list[Field]:
    data = edits.read(text)
    found = list(about(data).fields)
    for scene in scene_ids(data):
        for group in groups(data, scene, behaviours(data)):
            found += group.fields
    return found


def notes(text: str) -> list[str]:
    return re.findall(r"^ *#.*|(?<=\s)# .*", text, re.MULTILINE)


@pytest.mark.parametrize("module_id", content.module_ids())
def test_every_text_of_our_stories_can_be_changed(module_id: str) -> None:
    """Nothing changes but the words, whatever their form in the file; what is not touched is not
    even written anew.
    """
    text = (content.folder(module_id) / "module.yaml").read_text("utf-8")
    fields = every_field(text)
    same = {field.name: field.value for field in fields}
    assert edits.saved(text, fields, same) == text
    texts = [one for one in fields if one.kind in ("line", "lines") and one.value]
    assert len(texts) > 100
    typed = {one.name: f"{one.value} # and: more" for one in texts}
    after = edits.saved(text, fields, typed)
    shown = {one.name: one.value for one in every_field(after)}
    assert {name: shown[name] for name in typed} == typed
    assert [note for note in notes(text) if note not in after] == []


def saved(path: str, words: str) -> str:
    return edits.saved(STORY, every_field(STORY), {f"story/scenes/{path}": words})


TYPED = [
    ("one/text", "Two\r\n\r\nlines \t\r\n", "text: |\n        Two\n\n        lines\n"),
    ("one/text", "a\x00b\x85c\u2028d", "text: abcd\n"),
    ("one/recap", "New: one", 'recap: "New: one"\n      text: Hello.'),
    ("one/item/points", "2", "prompt: What?\n        points: 2\n"),
    ("one/item/options/a/weight", "3", "{text: Go, weight: 3, feedback:"),
    (
        "one/item/options/b/feedback/why",
        "Why.",
        "text: Stay\n            feedback:\n              why: Why.\n            go: end",
    ),
    ("one/item/options/b/text", "", 'text: ""\n'),
    (
        "one/item/options/b/echo/text",
        "You stayed.",
        "text: Stay\n            echo:\n              text: You stayed.\n            go: end",
    ),
    ("end/ending/tone", "good", "{title: Over, tone: good}"),
    (
        "one/item/tests",
        "kind-notice-the-toll",
        "        tests: [kind-notice-the-toll]\n",
    ),
]


@pytest.mark.parametrize(("path", "words", "written"), TYPED)
def test_what_is_typed_stands_in_the_file(path: str, words: str, written: str) -> None:
    after = saved(path, words)
    assert written in after
    assert notes(after) == notes(STORY)


REFUSED = [
    ("one/item/options/a/go", "nowhere", "form-choice"),
    ("one/item/options/a/weight", "9", "form-choice"),
    ("one/item/tests", "kind-x", "form-choice"),
    ("end/ending/tone", "great", "form-choice"),
]


@pytest.mark.parametrize(("path", "words", "code"), REFUSED)
def test_what_the_page_does_not_offer_is_refused(
    path: str, words: str, code: str
) -> None:
    with pytest.raises(OlwError) as caught:
        saved(path, words)
    assert caught.value.code == code


def test_other_places_of_the_file_cannot_be_named() -> None:
    typed = {"version": "9", "id": "other", "story/scenes/one/tag": "zz"}
    assert edits.saved(STORY, every_field(STORY), typed) == STORY


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=4, max_size=4))
def test_any_words_come_back_as_they_were_typed(words: list[str]) -> None:
    texts = [one for one in every_field(STORY) if one.kind in ("line", "lines")]
    typed = {one.name: text for one, text in zip(texts[3:7], words, strict=True)}
    after = edits.saved(STORY, every_field(STORY), typed)
    fields = every_field(after)
    again = {one.name: one.value for one in fields}
    assert edits.saved(after, fields, again) == after
    assert edits.saved(after, fields, typed) == after


def test_scenes_options_and_people_are_added_and_play() -> None:
    text = additions.with_scene(STORY, "late", "ending")
    text = additions.with_scene(text, "two", "choice")
    text = additions.with_option(text, "two")
    text = additions.with_option(text, "one")
    text = additions.with_person(text, "sam", "Sam Reid", "nurse")
    text = additions.with_person(text, "ola", "Ola: B", "porter")
    data = edits.read(text)
    assert scene_ids(data) == ["one", "end", "late", "two"]
    assert list(data["story"]["scenes"]["two"]["item"]["options"]) == ["a", "b", "c"]
    assert data["story"]["scenes"]["one"]["item"]["options"]["c"]["go"] == "end"
    assert data["people"]["ola"] == {"name": "Ola: B", "role": "porter"}
    assert notes(text) == notes(STORY)
    assert text.index("people:") < text.index("story:")


@pytest.mark.parametrize(
    ("kind", "most"),
    [("choose", MOST_OPTIONS), ("pick", MOST_OPTIONS), ("rank", MOST_RANKED)],
)
def test_a_decision_takes_as_many_options_as_its_kind(kind: str, most: int) -> None:
    text = STORY.replace("type: choose", f"type: {kind}")
    assert text.count(f"type: {kind}") == STORY.count("type: choose")
    for _ in range(most - 2):
        text = additions.with_option(text, "one")
    item = edits.read(text)["story"]["scenes"]["one"]["item"]
    assert len(item["options"]) == most
    with pytest.raises(OlwError, match=f"takes at most {most}"):
        additions.with_option(text, "one")


ADDING = [
    (lambda text: additions.with_scene(text, "one", "ending"), "form-name"),
    (lambda text: additions.with_scene(text, "On e", "ending"), "form-name"),
    (lambda text: additions.with_scene(text, "", "ending"), "form-name"),
    (lambda text: additions.with_option(text, "end"), "form-no-choice"),
    (lambda text: additions.with_option(text, "x"), "form-no-choice"),
    (lambda text: additions.with_person(text, "S m", "Sam", "nurse"), "form-name"),
    (
        lambda text: additions.with_scene(
            text.split("\n    # how")[0] + "\n", "x", "choice"
        ),
        "form-no-ending",
    ),
    (
        lambda _: additions.with_scene("story: {scenes: {a: 1}}\n", "x", "choice"),
        "form-no-ending",
    ),
    (
        lambda _: additions.with_scene("story: 1\n", "x", "ending"),
        "form-unwritable",
    ),
    (
        lambda text: additions.with_scene(f"{text}\n\tx: [", "x", "choice"),
        "form-broken",
    ),
]


@pytest.mark.parametrize(("adding", "code"), ADDING)
def test_what_cannot_be_added(adding: edits.Edit, code: str) -> None:
    with pytest.raises(OlwError) as caught:
        adding(STORY)
    assert caught.value.code == code


BROKEN = [
    "story: 1",
    "story: {scenes: [a]}",
    "story: {scenes: {a: 1, b: {item: x}}}",
    "x: y",
]


@pytest.mark.parametrize("text", BROKEN)
def test_a_half_written_file_has_the_fields_that_can_be_read(text: str) -> None:
    fields = every_field(text)
    assert edits.saved(text, fields, {one.name: one.value for one in fields}) == text
    typed = {one.name: "x" for one in fields if one.kind == "line"}
    try:
        edits.read(edits.saved(text, fields, typed))
    except OlwError as error:
        assert error.code == "form-unwritable"


def test_the_file_is_kept_whole(tmp_path: Path) -> None:
    """Ends of lines stay; a change goes in and back; what others wrote is not overwritten."""
    file = tmp_path / "module.yaml"
    before = STORY.replace("\n", "\r\n").encode()
    file.write_bytes(before)
    desk = Desk(tmp_path)
    assert not desk.can_undo
    version = desk.version()
    assert desk.change(version, lambda text: text.replace("Hello.", "Hi."))
    assert file.read_bytes() == before.replace(b"Hello.", b"Hi.")
    assert not desk.change(desk.version(), lambda text: text)
    for stale in (version, ""):
        with pytest.raises(OlwError) as caught:
            desk.change(stale, lambda text: "lost")
        assert caught.value.code == "form-changed"
    desk.undo()
    assert (file.read_bytes(), desk.can_undo) == (before, False)
    with pytest.raises(OlwError) as caught:
        desk.undo()
    assert caught.value.code == "form-no-undo"
    desk.change(desk.version(), lambda text: f"{text}# more\n")
    file.write_bytes(b"other")
    with pytest.raises(OlwError) as caught:
        desk.undo()
    assert (caught.value.code, file.read_bytes()) == ("form-changed", b"other")
    assert [path.name for path in tmp_path.iterdir()] == ["module.yaml"]


def test_a_story_that_came_with_the_program_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "site-packages" / "kind"
    folder.mkdir(parents=True)
    (folder / "module.yaml").write_text(STORY, "utf-8")
    desk = Desk(folder)
    with pytest.raises(OlwError) as caught:
        desk.change(desk.version(), lambda text: f"{text}# mine\n")
    assert caught.value.code == "form-installed"
    assert (folder / "module.yaml").read_text("utf-8") == STORY
