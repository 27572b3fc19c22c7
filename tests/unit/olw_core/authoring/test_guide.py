"""The facilitator's guide as a page: all that the authors wrote, once each, and no weights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from olw_core import content
from olw_core.authoring.guide import guide_page
from olw_core.errors import ContentMissing

MODULES = content.module_ids()


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


@pytest.mark.parametrize("module_id", MODULES)
def test_everything_that_was_written_is_there(module_id: str) -> None:
    module = content.load(module_id)
    page = guide_page(module)
    assert [text for text in texts(module["guide"]) if text not in page] == []
    assert module["guide"] is not None
    scenes = module["guide"]["decisions"]
    assert page.count("<h3>Ask</h3>") == page.count('class="asked"') == len(scenes)


@pytest.mark.parametrize("module_id", MODULES)
def test_no_feedback_and_no_weights(module_id: str) -> None:
    module = content.load(module_id)
    page = guide_page(module)
    told = [
        option["feedback"]["why"]
        for item in module["story"]["items"]
        if item["type"] == "choose"
        for option in item["options"]
    ]
    assert [words for words in told if words in page] == []


def test_a_page_of_one_file_or_with_a_stylesheet_of_its_own() -> None:
    module = content.load(MODULES[0])
    alone, linked = guide_page(module), guide_page(module, style="/guide.css?a&b")
    assert ("<style>" in alone, "<link" in alone) == (True, False)
    assert (
        "<style>" in linked,
        '<link rel="stylesheet" href="/guide.css?a&amp;b">' in linked,
    ) == (
        False,
        True,
    )
    assert re.findall(r"(?:src|href)=", alone) == []


def test_a_module_without_a_guide_is_told_plainly() -> None:
    module = {**content.load(MODULES[0]), "guide": None}
    with pytest.raises(ContentMissing) as caught:
        guide_page(module)
    assert (caught.value.code, "facilitator.yaml" in str(caught.value)) == (
        "guide-missing",
        True,
    )
