"""The codebook names every code that a report of answers can show, in the words the learner saw,
and no weights.
"""

from __future__ import annotations

import json
from typing import Any, cast

import pytest
from lxml import html

from olw_core import content
from olw_core.authoring.compiler.markdown import plain
from olw_core.formats.compiled import Module
from scorm_export.codebook import codebook, questions
from tests.support import markup

MODULES = [content.load(module) for module in content.module_ids()]


@pytest.fixture(scope="module")
def page() -> Any:
    return html.document_fromstring(codebook(MODULES))


def test_every_decision_of_every_story_is_named_by_the_code_the_player_sends(
    page: Any,
) -> None:
    sent = {
        f"{module['id']}_{scene}"
        for module in MODULES
        for scene, at in module["story"]["scenes"].items()
    }
    endings = {
        f"{module['id']}_{scene}"
        for module in MODULES
        for scene, at in module["story"]["scenes"].items()
        if at["ending"] is not None
    }
    named = {code.text for code in page.xpath("//h3/following-sibling::p/code")}
    assert named == sent - endings


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module["id"])
def test_every_answer_stands_beside_its_letter_as_the_learner_read_it(
    module: Any, page: Any
) -> None:
    for code, item in questions(module):
        rows = page.xpath(f"//div[@aria-label='Answers to {code}']//tbody/tr")
        shown = {(row[0].text_content(), row[1].text_content()) for row in rows}
        assert {
            (option["id"], plain(option["html"])) for option in item["options"]
        } <= shown


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module["id"])
def test_the_order_of_the_scenes_is_the_authors_after_the_cache_too(
    module: Any,
) -> None:
    folder = content.modules_dir() / module["id"]
    kept = json.loads((folder / content.CACHE).read_text("utf-8"))["module"]
    afresh = content.compile_folder(folder).module
    assert list(questions(kept)) == list(questions(afresh))
    assert codebook([kept]) == codebook([afresh])


def test_weights_and_feedback_stay_out(page: Any) -> None:
    text = page.text_content()
    feedback = [
        plain(option["feedback"]["why"])
        for module in MODULES
        for item in module["story"]["items"]
        if item["type"] == "choose"
        for option in item["options"]
    ]
    assert feedback
    assert [line for line in feedback if line in text] == []


def test_a_rate_decision_explains_its_pairs() -> None:
    item = {
        "type": "rate",
        "prompt": "How fitting?",
        "options": [{"id": "x", "html": "Wait."}],
    }
    story = {"nodes": [{"scene": "s", "item": 0}], "scenes": {"s": {}}, "items": [item]}
    module = cast(Module, {"id": "m", "title": "M", "story": story})
    text = markup.words(html.document_fromstring(codebook([module])))
    assert "Pairs such as a.3" in text
    assert "Fairly appropriate" in text


def test_markup_in_a_prompt_is_read_as_words_and_never_as_markup() -> None:
    item = {
        "type": "choose",
        "prompt": "<em>Now</em> &lt;script&gt;?",
        "options": [{"id": "a", "html": "Go &amp; see"}],
    }
    story = {"nodes": [{"scene": "s", "item": 0}], "scenes": {"s": {}}, "items": [item]}
    page = codebook([cast(Module, {"id": "m", "title": "M", "story": story})])
    assert "<script>" not in page
    assert "Now &lt;script&gt;?" in page
    assert "Go &amp; see" in page
