"""Every item type, and a whole story with its plan, by keyboard alone (WCAG 2.1.1, 2.5.7)."""

from __future__ import annotations

import pytest

from olw_core import content
from olw_core.engine import engine
from olw_core.engine.record import Record
from olw_core.formats.compiled import Module
from tests.browser.player.conftest import Open
from tests.browser.support.keyboard import Keyboard
from tests.support.modules import golden
from tests.support.play import every_path


def _best(module: Module, record: Record) -> str:
    """The answer that keeps the most within reach."""
    view = engine.view(module, record)
    ids = [option["id"] for option in view["item"]["options"]]
    kind = view["item"]["type"]
    if kind != "choose":
        answers: dict[str, str] = {
            "pick": "".join(ids[: view["item"].get("k", 0)]),
            "rank": "".join(reversed(ids)),
            "rate": "1" * len(ids),
        }
        return answers[kind]
    last: str = ids[-1]
    return last


@pytest.mark.parametrize(
    ("module_id", "response"),
    [
        ("one_decision", "b"),
        ("pick", ""),
        ("pick_most", ""),
        ("rank", "bdaec"),
        ("rank_ties", ""),
        ("rate", ""),
    ],
)
def test_each_type_takes_the_answer_that_was_meant(
    open_local: Open, module_id: str, response: str
) -> None:
    module = golden(module_id)
    record = engine.start(module)
    view = engine.view(module, record)
    response = response or _best(module, record)
    page = open_local([module], storageKey="kept")
    Keyboard(page).go_on(response)
    kept = page.evaluate("() => sessionStorage.getItem('kept')")
    assert kept == engine.write(
        engine.respond(module, record, 1, view["step"], response)
    )


def test_a_story_from_start_to_plan(open_local: Open, kind: Module) -> None:
    page = open_local([kind], storageKey="kept")
    keyboard, record = Keyboard(page), engine.start(kind)
    while "item" in engine.view(kind, record):
        response = _best(kind, record)
        keyboard.go_on(response)
        record = engine.respond(kind, record, 1, len(record.steps), response)
    page.locator("section").first.wait_for()
    assert page.evaluate("() => sessionStorage.getItem('kept')") == engine.write(record)

    keyboard.tab_to("SUMMARY", "Your plan")
    keyboard.keys.press("Enter")
    keyboard.tab_to("INPUT", kind="radio")
    keyboard.keys.press("Space")
    keyboard.tab_to("INPUT", kind="radio")
    keyboard.keys.press("Space")
    keyboard.press("Make my plan")
    plan = kind["plan"]
    words = f"If {plan['cues'][0]['text']}, then I will {plan['actions'][0]['text']}."
    page.locator(".plan").wait_for()
    assert keyboard.active()["text"] == words
    keyboard.press("I have said it")
    kept = content.load("kind")["plan"]
    choice = {"cue": kept["cues"][0]["id"], "action": kept["actions"][0]["id"]}
    assert page.evaluate("() => sessionStorage.getItem('kept')") == engine.write(
        engine.keep_plan(kind, record, choice)
    )
    keyboard.press("No time")
    assert page.locator("[aria-pressed=true]").inner_text() == "No time"


def test_a_question_has_one_stop_for_its_choices_and_one_for_its_button(
    open_local: Open,
) -> None:
    page = open_local([golden("one_decision")])
    keyboard = Keyboard(page)
    scene = page.locator(".top").inner_text()
    assert keyboard.tab_to("INPUT")["type"] == "radio"
    for _ in range(5):
        keyboard.keys.press("ArrowDown")
    keyboard.keys.press("Tab")
    assert (keyboard.active()["text"], page.locator(".top").inner_text()) == (
        "Continue",
        scene,
    )


@pytest.mark.parametrize("module_id", ["maths", "variables", "way_out"])
def test_every_path_by_keyboard(open_local: Open, module_id: str) -> None:
    module = golden(module_id)
    page = open_local([module], storageKey="kept")
    keyboard = Keyboard(page)
    for record in every_path(module):
        page.evaluate("() => sessionStorage.clear()")
        page.reload()
        for _, response in record.steps:
            keyboard.go_on(response)
        assert page.evaluate("() => sessionStorage.getItem('kept')") == engine.write(
            record
        )
