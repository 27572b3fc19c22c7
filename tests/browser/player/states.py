"""The states in which the player is looked at, and how a learner gets into each."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.support.decision import decide


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


def step(page: Page) -> None:
    """One decision: what came of it, and what follows below."""
    decide(page)


def feedback(page: Page) -> None:
    """One decision, and what was chosen in it, which the second script says."""
    step(page)
    page.locator(".came .mine :is(p, ol)").first.wait_for()


def play(page: Page) -> None:
    """On to the ending, by first answers, until all of it stands."""
    while not page.locator(".end").count():
        step(page)
    page.locator("section").first.wait_for()


def unfold(page: Page, title: str) -> None:
    """Open one of the folded parts of an ending."""
    page.locator(".fold > summary", has_text=title).click()


def choose_plan(page: Page, nth: int = 0) -> None:
    """A moment and an act, where the form for a plan is open."""
    for field in page.locator(".pair fieldset").all():
        field.locator("input").nth(nth).check()


def start(page: Page) -> None:
    """As opened."""


def error(page: Page) -> None:
    send(page)
    page.locator(".problem").wait_for()


def later(page: Page) -> None:
    step(page)
    feedback(page)
    page.locator("summary").first.click()


def resumed(page: Page) -> None:
    step(page)
    page.reload()
    page.locator(".notice").wait_for()


def ended(page: Page) -> None:
    play(page)
    unfold(page, "Your plan")
    page.locator(".pair input").first.check()
    closed = page.locator(".screen details:not([open]) > summary:visible")
    while closed.count():
        closed.first.click()


def planned(page: Page) -> None:
    """A plan made, said, kept; seen again on the next visit."""
    play(page)
    unfold(page, "Your plan")
    choose_plan(page)
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
    page.locator(".q button").first.wait_for()


def answer_card(page: Page) -> None:
    """A card, up to its feedback."""
    choose(page)
    send(page)
    page.locator(".told").first.wait_for()


def card_answered(page: Page) -> None:
    card(page)
    answer_card(page)
    page.locator("summary").first.click()


STATES: dict[str, Callable[[Page], None]] = {
    "start": start, "question": choose, "error": error, "feedback": feedback, "later": later,
    "resumed": resumed,
    "ended": ended, "planned": planned, "cards": cards, "card": card,
    "card_answered": card_answered,
}  # fmt: skip
