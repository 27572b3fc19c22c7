"""What only course staff read in the author view, and the preview behind the module picker."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html
from webob import Request

from tests.support.openedx import LEARNER, OpenEdx
from tests.unit.olw_xblock.test_leak import SECRET

AUTHOR = "author_1"


@pytest.fixture
def edx() -> OpenEdx:
    return OpenEdx()


def frames(page: str) -> dict[str, str]:
    """Title -> the page in it."""
    found = html.fragment_fromstring(page).xpath("//iframe")
    return {one.get("title"): one.get("srcdoc") for one in found}


def preview(edx: OpenEdx, usage: Any, query: str) -> tuple[int, str]:
    """(status, HTML) of the page behind the picker's link, as a learner may ask for it."""
    request = Request.blank(f"/?{query}", method="GET")
    response = edx.handle(edx.block(usage, LEARNER), "module_preview", request)
    assert response.content_type == "text/html"
    return response.status_code, response.text


@pytest.mark.parametrize("how", ["staff", "role"])
def test_staff_read_story_answers_and_guide(edx: OpenEdx, how: str) -> None:
    edx.users.staff = {AUTHOR} if how == "staff" else set()
    edx.users.roles = {AUTHOR: "instructor"} if how == "role" else {}
    usage = edx.add(module="desk")
    shown = frames(edx.visit(usage, "author_view", AUTHOR))
    assert list(shown) == [
        "The whole story: graph, answers and their weights",
        "The facilitator's guide",
    ]
    story, guide = shown.values()
    assert "<svg" in story
    assert "WHYA" in story
    assert "GUIDEQUESTION" in guide


def test_nothing_can_run_in_the_frames(edx: OpenEdx) -> None:
    edx.users.staff = {AUTHOR}
    page = edx.visit(edx.add(module="desk"), "author_view", AUTHOR)
    found = html.fragment_fromstring(page).xpath("//iframe")
    assert [one.get("sandbox") for one in found] == ["", ""]


@pytest.mark.parametrize("role", [None, "student", "beta"])
def test_nobody_else_does(edx: OpenEdx, role: str | None) -> None:
    """The platform renders any view for who takes the course.

    courseware/block_render.py, xblock_view.
    """
    edx.users.roles = {LEARNER: role}
    page = edx.visit(edx.add(module="desk"), "author_view")
    assert frames(page) == {}
    assert SECRET.findall(page) == []


def test_a_story_without_a_guide(edx: OpenEdx) -> None:
    edx.users.staff = {AUTHOR}
    page = edx.visit(edx.add(module="short"), "author_view", AUTHOR)
    assert len(frames(page)) == 1


def test_the_picker_tells_title_principle_and_minutes(edx: OpenEdx) -> None:
    page = html.fragment_fromstring(edx.visit(edx.add(module="desk"), "studio_view"))
    options = page.xpath("//select[@name='module']/option")
    assert {one.get("value"): one.text for one in options} == {
        "desk": "At the desk (Always improving, 1 min)",
        "short": "One decision (Always improving, 1 min)",
    }
    (look,) = page.find_class("olw-look")
    assert look.get("href") == "/handler/module_preview?module=desk"
    assert look.get("data-address") == "/handler/module_preview?module="


@pytest.mark.parametrize(("saved", "warned"), [({"module": "desk"}, 1), ({}, 0)])
def test_only_a_block_that_was_saved_warns_of_another_module(
    edx: OpenEdx, saved: dict[str, str], warned: int
) -> None:
    page = html.fragment_fromstring(edx.visit(edx.add(**saved), "studio_view"))
    assert len(page.find_class("olw-swap")) == warned


def test_the_preview_tells_how_a_module_opens_and_no_more(edx: OpenEdx) -> None:
    usage = edx.add(module="short")
    status, page = preview(edx, usage, "module=desk")
    assert (status, "What do you do first?" in page) == (200, True)
    assert SECRET.findall(page) == []
    assert html.document_fromstring(page).xpath("//input | //button | //script") == []


@pytest.mark.parametrize(
    "query", ["", "module=", "module=gone", "module=..%2F..%2Fetc"]
)
def test_a_preview_of_no_module_is_told_in_words(edx: OpenEdx, query: str) -> None:
    status, page = preview(edx, edx.add(module="desk"), query)
    assert (status, "There is no module" in page) == (404, True)
