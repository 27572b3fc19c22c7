"""One request reads the module and the record once; a block that is asked again reads them anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from webob import Request

from olw_core import content
from olw_xblock import sealed
from tests.support.translated import OPEN, lay
from tests.unit.olw_xblock.support import Platform


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """How often a module was loaded and a stored text was opened."""
    counts = {"load": 0, "opened": 0}
    load, opened = content.load, sealed.opened

    def counting_load(module_id: str, lang: str = "") -> Any:
        counts["load"] += 1
        return load(module_id, lang)

    def counting_opened(stored: object) -> str:
        counts["opened"] += 1
        return opened(stored)

    monkeypatch.setattr(content, "load", counting_load)
    monkeypatch.setattr(sealed, "opened", counting_opened)
    yield counts


RESPOND = {"attempt": 1, "step": 1, "response": "ab"}


@pytest.mark.parametrize(
    ("handler", "body", "status"),
    [
        ("respond", RESPOND, 200),  # to an ending
        ("respond", {**RESPOND, "step": 5}, 409),
        ("retry", {"attempt": 1, "step": 0}, 422),
        ("card", {"card": "improving-try-new-things", "response": "a"}, 200),
    ],
)
def test_a_request_reads_once(
    platform: Platform, reads: dict[str, int], handler: str, body: Any, status: int
) -> None:
    platform.play("a")
    reads.update(load=0, opened=0)
    assert platform.post(handler, body)[0] == status
    assert reads == {"load": 1, "opened": 1}


@pytest.mark.parametrize("view", ["student_view", "author_view", "public_view"])
def test_a_page_loads_the_module_once(
    platform: Platform, reads: dict[str, int], view: str
) -> None:
    block = platform.block()
    getattr(block, view)()
    assert reads["load"] == 1


@pytest.fixture
def welsh(
    platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Platform:
    """A story that the course has set to Welsh."""
    lay(tmp_path, content.folder("desk"), "cy")
    monkeypatch.setenv("OLW_MODULES_PATH", str(tmp_path))
    return platform.settings(module="desk", language="cy")


def test_a_request_to_a_translated_story_reads_once(
    welsh: Platform, reads: dict[str, int]
) -> None:
    welsh.play("a")
    reads.update(load=0, opened=0)
    status, told = welsh.post("respond", RESPOND)
    assert (status, told["view"]["module"]) == (200, "desk")
    assert OPEN in told["view"]["history"][0]["html"]
    assert reads == {"load": 1, "opened": 1}


@pytest.mark.parametrize("view", ["student_view", "author_view", "public_view"])
def test_a_page_loads_a_translated_story_once(
    welsh: Platform, reads: dict[str, int], view: str
) -> None:
    getattr(welsh.block(), view)()
    assert reads["load"] == 1


def test_who_may_choose_reads_the_original_too(
    welsh: Platform, reads: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The choice names the language that the story was written in; an answer does not need it."""
    monkeypatch.setattr("olw_xblock.platform.language", lambda: "cy")
    chosen = welsh.settings(language="")
    chosen.block().student_view()
    assert reads["load"] == 2
    reads.update(load=0, opened=0)
    assert chosen.post("respond", {**RESPOND, "step": 0, "response": "a"})[0] == 200
    assert reads["load"] == 1


def test_a_report_loads_the_module_once(
    platform: Platform, reads: dict[str, int]
) -> None:
    states = [Row("ann", {}), Row("ben", {"record": "garbage"})]
    assert len(list(platform.block().generate_report_data(states))) == 2
    assert reads == {"load": 1, "opened": 2}


class Row:
    """One learner's state as an LMS hands it over."""

    def __init__(self, username: str, state: dict[str, Any]) -> None:
        self.username = username
        self.state = state


def test_one_block_asked_many_times_is_never_behind(platform: Platform) -> None:
    """Studio, and tests, keep one block for many requests."""
    block = platform.block()
    for step, answer in enumerate(("a", "ab")):
        body = {"attempt": 1, "step": step, "response": answer}
        request = Request.blank("/", method="POST", json=body)
        response = platform.handle(block, "respond", request)
        assert response.json["view"]["step"] == step + 1
    block.module = "short"
    assert block.student_view_data()["id"] == "short"
    assert block.author_view().content != block.student_view().content
