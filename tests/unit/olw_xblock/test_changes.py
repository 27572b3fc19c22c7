"""Saving the Studio form writes what was changed and nothing else, in a course and in a library."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree, html

from tests.support import markup
from tests.support.openedx import OpenEdx
from tests.support.openedx_library import Library


@pytest.fixture
def edx() -> OpenEdx:
    """Studio: settings may be written."""
    edx = OpenEdx()
    edx.store.studio = True
    return edx


def shown(page: str) -> dict[str, str]:
    """The form as it is sent when nobody has touched it."""
    form = html.fromstring(page)
    controls = markup.elements(form, "//input[@name] | //select[@name]")
    return {str(control.attrib["name"]): _value(control) for control in controls}


def _value(control: etree._Element) -> str:
    """What a browser would send of one control."""
    assert isinstance(control, html.InputElement | html.SelectElement)
    value = control.value
    assert value is None or isinstance(value, str)
    return value or ""


def save(edx: OpenEdx, usage: Any, **changed: str) -> Any:
    """Open the form, change some of it, save; the names that the server has saved."""
    form = shown(edx.visit(usage, "studio_view", None))
    edx.store.studio = True
    status, told = edx.post(usage, "studio_submit", {**form, **changed})
    assert status == 200, told
    return told["saved"]


def test_saving_untouched_writes_only_the_module(
    edx: OpenEdx,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("OLW_MODULES_DIR")
    usage = edx.add()
    assert save(edx, usage) == ["module"]
    assert edx.own_settings(usage) == {"module": "kind"}
    assert save(edx, usage) == []


@pytest.mark.parametrize("course", [None, 2])
def test_a_new_block_follows_the_course(edx: OpenEdx, course: int | None) -> None:
    edx.store.inherited = {"max_attempts": course}
    usage = edx.add(module="desk")
    assert save(edx, usage, display_name="Week 1") == ["display_name"]
    assert edx.block(usage).max_attempts == course
    edx.store.inherited = {"max_attempts": 5}
    assert edx.block(usage).max_attempts == 5


def test_the_form_says_what_the_course_has(edx: OpenEdx) -> None:
    edx.store.inherited = {"max_attempts": 2}
    usage = edx.add(module="desk")
    page = edx.visit(usage, "studio_view", None)
    assert shown(page)["max_attempts"] == ""
    assert "Empty: the course's limit, if any. The course has 2." in page
    edx.store.inherited = {}
    assert "The course has" not in edx.visit(usage, "studio_view", None)


@pytest.mark.parametrize(
    ("name", "own", "back"),
    [
        ("weight", "2.5", "1"),
        ("max_attempts", "3", ""),
        ("max_attempts", "3", "2"),  # what the course has
        ("show", "cards", "story"),
        ("report", "completion", "score"),
        ("trust_name", "North Trust", ""),
        ("display_name", "Week 1", "Our Leadership Way scenario"),
    ],
)
def test_a_setting_set_and_put_back(
    edx: OpenEdx, name: str, own: str, back: str
) -> None:
    edx.store.inherited = {"max_attempts": 2}
    usage = edx.add(module="desk")
    assert save(edx, usage, **{name: own}) == [name]
    assert sorted(edx.own_settings(usage)) == sorted({"module", name})
    assert save(edx, usage) == []
    assert save(edx, usage, **{name: back}) == [name]
    assert edx.own_settings(usage) == {"module": "desk"}


def test_a_limit_of_none_written_by_an_earlier_edition_is_taken_away(
    edx: OpenEdx,
) -> None:
    edx.store.inherited = {"max_attempts": 2}
    usage = edx.add(module="desk", max_attempts=None)
    assert edx.block(usage).max_attempts is None
    assert save(edx, usage) == ["max_attempts"]
    assert edx.block(usage).max_attempts == 2


def test_a_value_of_ones_own_that_is_the_courses_too_stays(edx: OpenEdx) -> None:
    edx.store.inherited = {"max_attempts": 2}
    usage = edx.add(module="desk", max_attempts=2)
    assert save(edx, usage, weight="3") == ["weight"]
    assert edx.own_settings(usage)["max_attempts"] == 2


def test_changing_the_module(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    assert save(edx, usage, module="short") == ["module"]
    assert edx.own_settings(usage) == {"module": "short"}


def test_a_course_limit_of_nought_is_no_fault_of_the_block(edx: OpenEdx) -> None:
    edx.store.inherited = {"max_attempts": 0}
    usage = edx.add(module="desk")
    assert bool(edx.block(usage).validate())


def test_settings_are_read_only_in_the_lms(edx: OpenEdx) -> None:
    usage = edx.add(module="desk", weight=2.0)
    form = shown(edx.visit(usage, "studio_view", None))
    for changed in ({"weight": "3"}, {"weight": "1"}):
        status, told = edx.post(usage, "studio_submit", {**form, **changed})
        assert (status, told["error"]["code"]) == (403, "settings-read-only")
    assert edx.own_settings(usage) == {"module": "desk", "weight": 2.0}


def library_form(library: Library) -> dict[str, str]:
    return shown(library.block().studio_view().content)


def test_a_library_stores_a_change() -> None:
    library = Library()
    form = {**library_form(library), "weight": "2"}
    assert library.submit(form) == (200, {"saved": ["weight"]})
    assert (library.olx, library.versions) == ('<olw module="desk" weight="2"/>', 1)


def test_a_library_stores_what_was_only_deleted() -> None:
    library = Library('<olw module="desk" weight="2" report="answers"/>')
    form = {**library_form(library), "weight": "1"}
    assert library.submit(form) == (200, {"saved": ["weight"]})
    assert (library.olx, library.versions) == (
        '<olw module="desk" report="answers"/>',
        1,
    )


def test_a_library_makes_no_version_of_an_untouched_form() -> None:
    library = Library('<olw module="desk" max_attempts="3"/>')
    assert library.submit(library_form(library)) == (200, {"saved": []})
    assert library.versions == 0
