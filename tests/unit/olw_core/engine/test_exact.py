"""Words and numbers that nothing but an exact comparison notices; found by `make mutants`."""

from __future__ import annotations

import pytest

from olw_core.engine import engine, record, scoring
from olw_core.errors import ResponseError
from tests.support.modules import golden

WORDS = [
    ("one_decision", "", "The answer could not be read. Choose again and press Continue."),
    ("one_decision", "z", "There is no choice 'z' here. Choose one of those shown."),
    ("one_decision", "ab", "Choose one."),
    ("pick", "bd", "Choose 3, no more and no fewer."),
    ("rank", "abcd", "Put every line in order, each one once."),
    ("rate", "4325", "Rate each line from 1 to 4."),
    ("rate", "432", "Rate every line."),
]  # fmt: skip


@pytest.mark.parametrize(("module_id", "response", "words"), WORDS)
def test_what_a_refused_answer_is_told(
    module_id: str, response: str, words: str
) -> None:
    item = golden(module_id)["story"]["items"][0]
    with pytest.raises(ResponseError) as caught:
        scoring.canonical(item, response)
    assert str(caught.value) == words


def test_progress_is_rounded_down() -> None:
    module = golden("maths")
    found = engine.start(module)
    for step, answer in enumerate("bf"):
        found = engine.respond(module, found, 1, step, answer)
    assert engine.view(module, found)["progress"] == 66


def test_a_check_value_of_odd_letters_is_that_of_question_marks() -> None:
    assert record.checksum("é") == record.checksum("?")


def test_a_story_without_decisions_was_not_left() -> None:
    module = golden("one_scene")
    assert "left" not in engine.view(module, engine.start(module))["ending"]
