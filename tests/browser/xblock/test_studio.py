"""The Studio form in Chromium: wrong settings are explained where they are, good ones are kept."""

from __future__ import annotations

import pytest

from tests.browser.support import axe, shots
from tests.browser.xblock.conftest import Visit

pytestmark = pytest.mark.browser

FOCUS = "() => document.activeElement.name || document.activeElement.className"


def test_wrong_then_right(visit: Visit) -> None:
    page = visit("author", "olw.2", "studio_view/")
    form = page.locator("form.olw-studio")
    assert axe.faults(page, ".olw-studio") == []
    weight, name = form.get_by_label("Weight"), form.get_by_label("Name", exact=True)
    weight.fill("heavy")
    name.fill("Week 1")
    weight.press("Enter")
    problems = form.get_by_role("alert")
    problems.wait_for()
    assert page.evaluate(FOCUS) == "olw-problems"
    assert problems.get_by_role("link").all_inner_texts() == [
        "Enter a number from 0 to 1000."
    ]
    assert axe.faults(page, ".olw-studio") == []
    shots.take(page, "xblock-studio-problem")
    problems.get_by_role("link").press("Enter")
    assert page.evaluate(FOCUS) == "weight"
    assert (
        weight.get_attribute("aria-invalid"),
        weight.input_value(),
        name.input_value(),
    ) == (
        "true",
        "heavy",
        "Week 1",
    )
    weight.fill("2.5")
    form.get_by_role("button", name="Save").press("Enter")
    page.locator("form.olw-studio[data-saved]").wait_for()
    assert problems.is_hidden()
    page.reload()
    assert (weight.input_value(), name.input_value()) == ("2.5", "Week 1")


def test_a_server_that_is_away_is_told(visit: Visit) -> None:
    page = visit("author", "olw.2", "studio_view/")
    page.route("**/studio_submit/**", lambda route: route.abort())
    page.get_by_role("button", name="Save").click()
    alert = page.locator("form.olw-studio").get_by_role("alert")
    assert (
        "The settings could not be saved. Check your connection and try again."
        in alert.inner_text()
    )


def test_studio_is_told_of_saving(visit: Visit) -> None:
    """Studio's runtime has `notify`, the workbench's has not: give it one and listen."""
    page = visit("author", "olw.2", "studio_view/")
    page.evaluate(
        "() => { window.told = [];"
        " RuntimeProvider.getRuntime(1).notify = (name, data) => told.push([name, data]); }"
    )
    page.get_by_role("button", name="Save").click()
    page.locator("form.olw-studio[data-saved]").wait_for()
    page.get_by_role("button", name="Cancel").click()
    assert page.evaluate("() => told") == [
        ["save", {"state": "start"}],
        ["save", {"state": "end"}],
        ["cancel", {}],
    ]


def test_another_module_is_looked_at_and_warned_of(visit: Visit) -> None:
    page = visit("author", "olw.2", "studio_view/")
    form = page.locator("form.olw-studio")
    picker = form.get_by_label("Module", exact=True)
    warning = form.get_by_role("status")
    first = picker.input_value()
    other = picker.locator("option").last.get_attribute("value")
    assert warning.count() == 0 or warning.is_hidden()
    picker.select_option(other)
    look = form.get_by_role("link", name="See how this module opens")
    assert str(look.get_attribute("href")).endswith(f"module={other}")
    warning.wait_for()
    assert axe.faults(page, ".olw-studio") == []
    shots.take(page, "xblock-studio-picker")
    with page.expect_popup() as opened:
        look.click()
    opened.value.locator(".olw-preview").wait_for()
    shots.take(opened.value, "xblock-module-preview")
    picker.select_option(first)
    assert warning.is_hidden()


def test_a_page_that_comes_back_shows_what_is_stored(visit: Visit) -> None:
    """No other module stands there without its warning, and would be saved with the rest.

    Firefox brings back what was chosen when a page is loaded again, Chromium when it comes back.
    """
    page = visit("author", "olw.2", "studio_view/")
    form = page.locator("form.olw-studio")
    picker = form.get_by_label("Module", exact=True)
    first = picker.input_value()
    picker.select_option(picker.locator("option").last.get_attribute("value"))
    page.goto("about:blank")
    page.go_back()
    assert (picker.input_value(), form.get_by_role("status").is_visible()) == (
        first,
        False,
    )
