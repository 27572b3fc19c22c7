"""`olw check` as an author's adviser: warnings accepted for a reason, words of the template."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from olw_core import content
from tests.unit.olw_core.authoring.compiler.cases import GOOD, good_files, problems
from tests.unit.olw_core.cli.test_check import run

Write = Callable[[str, str], Path]
SHORT = "accepted: [{code: story-short, reason: a small story for tests}]"


@pytest.fixture
def with_change(tmp_path: Path) -> Write:
    """Makes a copy of the good module with one thing changed."""

    def write(old: str, new: str) -> Path:
        folder = tmp_path / "good"
        (folder / "media").mkdir(parents=True)
        picture = GOOD / "media" / "desk.svg"
        (folder / "media" / "desk.svg").write_bytes(picture.read_bytes())
        for name, text in good_files().items():
            changed = text.replace(old, new) if name == "module.yaml" else text
            (folder / name).write_text(changed, "utf-8")
        return folder

    return write


def found(folder: Path) -> list[tuple[str, str]]:
    """(code, path) of every warning that stays."""
    checked = content.check_folder(folder)
    return [(one.code, one.path) for one in checked.compiled.warnings]


def test_an_accepted_warning_keeps_its_reason(with_change: Write) -> None:
    checked = content.check_folder(with_change("", ""))
    ((problem, reason),) = checked.compiled.accepted
    assert (problem.code, reason) == ("story-short", "a small story for tests")
    assert checked.compiled.warnings == ()


@pytest.mark.parametrize(
    ("entry", "stays"),
    [
        ("{code: recap-missing, reason: x}", []),
        ("{code: recap-missing, at: story.scenes.order, reason: x}", []),
        ("{code: recap-missing, at: story, reason: x}", []),
        (
            "{code: recap-missing, at: story.scenes.ord, reason: x}",
            [
                ("recap-missing", "story.scenes.order"),
                ("accepted-unused", "accepted.1"),
            ],
        ),
        (
            "{code: key-mismatch, reason: x}",
            [
                ("recap-missing", "story.scenes.order"),
                ("accepted-unused", "accepted.1"),
            ],
        ),
    ],
)
def test_it_is_accepted_at_its_place_alone(
    entry: str, stays: list[tuple[str, str]], with_change: Write
) -> None:
    folder = with_change(SHORT, SHORT[:-1] + f", {entry}]")
    path = folder / "module.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("      recap: You know what to watch.\n", ""), "utf-8")
    assert found(folder) == stays


def test_a_reason_must_be_given(with_change: Write) -> None:
    folder = with_change(SHORT, "accepted: [{code: story-short}]")
    told = run("check", str(folder)).output
    assert "error [shape] accepted.0.reason: This field is missing. Add it." in told


def test_words_of_the_template_are_told_part_by_part(tmp_path: Path) -> None:
    run("new", "late", "--principle", "kind", "--into", str(tmp_path))
    checked = content.check_folder(tmp_path / "late")
    left = [one for one in checked.compiled.warnings if one.code == "template-text"]
    by_place = {one.path: one.problem for one in left}
    assert by_place["summary"] == "1 text is still the template's."
    assert by_place["story.scenes.desk"] == "24 texts are still the template's."
    assert "facilitator.decisions" in by_place


def test_a_story_of_ones_own_has_none_of_the_templates_words() -> None:
    assert found(GOOD) == []


def test_a_variable_that_no_option_changes() -> None:
    files = good_files()
    text = files["module.yaml"].replace("{if: asked,", "{if: asked and not faint,")
    files["module.yaml"] = text.replace(
        "  asked: false", "  asked: false\n  faint: false"
    )
    (one,) = problems(files)
    assert (one.code, one.path) == ("variable-unused", "variables.faint")
    assert f"{one.problem} {one.remedy}" == (
        "No option changes 'faint'. Set it, as in `set: {faint: true}`, or remove it."
    )
