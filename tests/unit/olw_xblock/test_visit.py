"""One request reads the module and the record once; a block that is asked again reads them anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from webob import Request

from olw_core import content
from olw_xblock import sealed
from tests.unit.olw_xblock.support import Platform


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """How often a module was loaded and a stored text was opened."""
    counts = {"load": 0, "opened": 0}
    load, opened = content.load, sealed.opened

    def counting_load(module_id: str) -> Any:
        counts["load"] += 1
        return load(module_id)

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
