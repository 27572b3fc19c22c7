"""The states in which the player is looked at, and how a learner gets into each."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page


def choose(page: Page) -> None:
    """The first possible answer to the question on the screen."""
    boxes = page.locator(".q input[type=checkbox]")
    if boxes.count():
        for i in range(
            int(page.locator(".q .hint").inner_text().split()[1].rstrip("."))
        ):
            boxes.nth(i).check()
    else:
        page.locator(".q input[type=radio]").first.check()


def send(page: Page) -> None:
    page.locator(".q .btn").click()


def answer(page: Page) -> None:
    """One decision, up to its feedback."""
    choose(page)
    send(page)
    page.locator(".told").first.wait_for()


def step(page: Page) -> None:
    """One decision, and on to what follows."""
    answer(page)
    page.locator(".screen > .btn").click()
    page.locator(".q, .end").first.wait_for()


def play(page: Page) -> None:
    """On to the ending, by first answers, until all of it stands."""
    while not page.locator(".end").count():
        step(page)
    page.locator("section").first.wait_for()


def start(page: Page) -> None:
    """As opened."""


def error(page: Page) -> None:
    send(page)
    page.locator(".problem").wait_for()


def later(page: Page) -> None:
    step(page)
    step(page)
    page.locator("summary").first.click()


def resumed(page: Page) -> None:
    step(page)
    page.reload()
    page.locator(".notice").wait_for()


def ended(page: Page) -> None:
    play(page)
    for summary in page.locator("summary").all():
        summary.click()


def planned(page: Page) -> None:
    """A plan made, said, kept; seen again on the next visit."""
    play(page)
    for i, field in enumerate(page.locator(".pair fieldset").all()):
        field.locator("input").nth(i).check()
    page.get_by_role("button", name="Make my plan").click()
    page.get_by_role("button", name="I have said it").click()
    page.reload()
    page.get_by_text("Did the moment come?").wait_for()


def cards(page: Page) -> None:
    play(page)
    page.get_by_role("button", name="Practise with short cards").click()
    page.locator(".rows").first.wait_for()


def card(page: Page) -> None:
    cards(page)
    page.locator(".rows .row").nth(1).click()
    page.locator(".q").wait_for()


def card_answered(page: Page) -> None:
    card(page)
    answer(page)
    page.locator("summary").first.click()


STATES: dict[str, Callable[[Page], None]] = {
    "start": start, "question": choose, "error": error, "feedback": answer, "later": later,
    "resumed": resumed,
    "ended": ended, "planned": planned, "cards": cards, "card": card,
    "card_answered": card_answered,
}  # fmt: skip
