"""The Studio form where a newer library shows it: in a frame whose page cancels clicks.

The page here does what edx-platform's common/templates/xblock_v2/xblock_iframe.html was seen to do:
it hands the form's script a jQuery-like element that carries the handler's address, puts a listener
on the first .save-button that cancels the click (and so the native submit), replaces what jQuery
bound to .cancel-button, and passes messages to the parent.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, Route

from olw_xblock.assets import PUBLIC_FILES, open_public
from tests.browser.conftest import NewPage
from tests.browser.support import shots, waits
from tests.browser.support.site import Site, running
from tests.support.openedx_library import Library

pytestmark = pytest.mark.browser

EMBED = """<!DOCTYPE html><html lang="en">
<head><title>Block</title><base target="_blank"></head><body>
<div class="xblock-v1 studio_view" data-init="OlwStudio">BODY</div>
<script src="studio.js"></script>
<script>
  const root = document.querySelector(".xblock-v1");
  const wrapped = { 0: root, jquery: "2.2.4", length: 1, _handler: "/api/handler_name" };
  const runtime = {
    handlerUrl: (element, name) => element._handler.replace("handler_name", name),
    notify: (eventName, data) =>
      parent.postMessage({ type: "xblock-event", eventName, data }, "*"),
  };
  window.OlwStudio(runtime, wrapped, ARGUMENTS);
  const save = document.querySelector(".save-button");
  save.addEventListener("click", (event) => event.preventDefault());
  document.querySelector(".cancel-button").addEventListener("click", (event) => {
    event.preventDefault();
    runtime.notify("cancel", {});
  });
</script></body></html>"""
PARENT = """<!DOCTYPE html><html lang="en"><head><title>Library</title></head><body>
<script>
  window.told = [];
  addEventListener("message", ({ data }) => told.push([data.eventName, data.data]));
</script>
<iframe src="embed.html" title="Edit" style="width: 600px; height: 700px"></iframe></body></html>"""
SAVED = [["save", {"state": "start"}], ["save", {"state": "end"}]]


class LibraryApi:
    """What answers a handler's address: the library itself."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.posts = 0

    def post(self, _name: str, body: Any, _headers: dict[str, str]) -> tuple[int, Any]:
        self.posts += 1
        return self.library.submit(body)


Editor = Callable[[], tuple[Page, Frame]]


@pytest.fixture
def library() -> Library:
    return Library('<olw module="kind"/>')


@pytest.fixture
def site(library: Library) -> Iterator[Site]:
    with running() as site:
        site.api = LibraryApi(library)  # type: ignore[assignment]
        for name in PUBLIC_FILES:
            with open_public(name) as file:
                site.pages[name] = file.read().decode()
        yield site


@pytest.fixture
def editor(site: Site, library: Library, new_page: NewPage) -> Editor:
    """Opens the library's page with the editor in its frame."""

    def open_editor() -> tuple[Page, Frame]:
        fragment = library.block().studio_view()
        arguments = json.dumps(fragment.json_init_args)
        style = next(r.data for r in fragment.resources if r.kind == "text")
        body = f"<style>{style}</style>{fragment.content}"
        site.pages["embed.html"] = EMBED.replace("BODY", body).replace(
            "ARGUMENTS", arguments
        )
        page = new_page()
        page.goto(site.add("library.html", PARENT))
        page.frame_locator("iframe").locator("form.olw-studio").wait_for()
        frame = page.frame(url="**/embed.html")
        assert frame is not None
        return page, frame

    return open_editor


class Held:
    """Requests to the library wait here, so that a second one could overtake the first."""

    def __init__(self, page: Page) -> None:
        self.page, self.routes = page, list[Route]()
        page.route("**/api/**", lambda route: self.routes.append(route))

    def all_of(self, frame: Frame) -> list[Route]:
        """All that the frame has asked by now: a request of the test's own comes after them."""
        frame.evaluate("void fetch('/api/last').catch(() => 0)")
        waits.until(self.page, lambda: self._addresses()[-1:] == ["last"])
        self.routes.pop().abort()
        return self.routes

    def _addresses(self) -> list[str]:
        return [route.request.url.rpartition("/")[2] for route in self.routes]


@pytest.mark.parametrize("press", ["click", "keyboard", "enter in a field"])
def test_saving(editor: Editor, library: Library, site: Site, press: str) -> None:
    page, frame = editor()
    weight = frame.get_by_label("Weight")
    weight.fill("2")
    save = frame.get_by_role("button", name="Save")
    if press == "click":
        save.click()
    elif press == "keyboard":
        save.press("Enter")
    else:
        weight.press("Enter")
    frame.locator("form.olw-studio[data-saved]").wait_for()
    assert library.olx == '<olw module="kind" weight="2"/>'
    assert page.evaluate("told") == SAVED
    assert site.api.posts == 1  # type: ignore[union-attr]


def test_putting_a_setting_back(editor: Editor, library: Library) -> None:
    library.olx = '<olw module="kind" report="answers"/>'
    _page, frame = editor()
    frame.get_by_label("What the course is told").select_option("score")
    frame.get_by_role("button", name="Save").click()
    frame.locator("form.olw-studio[data-saved]").wait_for()
    assert library.olx == '<olw module="kind"/>'


def test_what_is_wrong_is_told_in_the_frame(editor: Editor, library: Library) -> None:
    page, frame = editor()
    frame.get_by_label("Weight").fill("heavy")
    frame.get_by_role("button", name="Save").click()
    problems = frame.get_by_role("alert")
    problems.wait_for()
    assert problems.get_by_role("link").all_inner_texts() == [
        "Enter a number from 0 to 1000."
    ]
    assert page.evaluate("told.map((one) => one[0])") == ["save", "error"]
    shots.take(page, "xblock-library-form")
    frame.get_by_label("Weight").fill("3")
    frame.get_by_role("button", name="Save").click()
    frame.locator("form.olw-studio[data-saved]").wait_for()
    assert library.olx == '<olw module="kind" weight="3"/>'


def test_cancel_is_one_message(editor: Editor) -> None:
    page, frame = editor()
    frame.get_by_role("button", name="Cancel").click()
    page.wait_for_function("told.length > 0")
    assert page.evaluate("told") == [["cancel", {}]]


def test_pressed_twice_saves_once(editor: Editor, library: Library, site: Site) -> None:
    page, frame = editor()
    held = Held(page)
    frame.get_by_label("Weight").fill("2")
    frame.get_by_role("button", name="Save").dblclick()
    (first,) = held.all_of(frame)
    first.continue_()
    frame.locator("form.olw-studio[data-saved]").wait_for()
    assert held.all_of(frame) == [first], "nor once the first is answered"
    assert (library.versions, site.api.posts) == (1, 1)  # type: ignore[union-attr]
