"""Every word on a learner's page can be translated: in a pseudo-locale each stands in brackets.

What is said in a language of its own, a story or the framework, says which, and is left alone
(WCAG 2.2, 3.1.2). So a text that somebody forgot to mark fails here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from gettext import NullTranslations
from typing import Any

import pytest

from demo import loopback
from lti_service.models import Learner
from lti_service.views.leaving import HEADINGS
from tests.integration.lti_service.playing import best_answers
from tests.integration.lti_service.site import Site, begin
from tests.integration.lti_service.test_locked import lock_all, two_stories
from tests.integration.lti_service.test_my_map import Visit, answer_card, finished
from tests.support.translated import CLOSE, OPEN
from tests.support.unmarked import unmarked

WELSH = {"Accept-Language": "cy-GB,cy;q=0.9,en;q=0.5"}


class Bracketed(NullTranslations):
    """Translates into brackets, with what is to be filled in inside them."""

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message}{CLOSE}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        message = msgid1 if n == 1 else msgid2
        return self.gettext(message)


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def catalogue(*_which: object) -> NullTranslations:
        return Bracketed()

    monkeypatch.setattr("olw_core.page.catalogues.catalogue", catalogue)
    monkeypatch.setattr("olw_core.page.promised.catalogue", catalogue)
    yield


def welsh(site: Site) -> Visit:
    """A learner who has finished a story, in a course that others take too, and reads Welsh."""
    visit = Visit(site)
    visit.story("kind").play(best_answers("kind"))
    visit.story("trusted").respond(0, best_answers("trusted")[0])
    answer_card(visit, _a_card(visit))
    finished(site, 10)
    with site.wiring.database.writing() as session:
        session.query(Learner).one().lang = "cy"
    return visit


def _a_card(visit: Visit) -> str:
    return str(visit.cards("kind").config["cover"]["cards"][0]["id"])


def get(site: Site, path: str, **more: Any) -> str:
    headers = {**WELSH, **more}
    address = site.tool + path
    return str(loopback.get(address, headers=headers).text)


PAGES: dict[str, Callable[[Visit], str]] = {
    "map": lambda visit: visit.map(),
    "story": lambda visit: visit.ask(f"/home/{visit.key()}/trusted/content").text,
    "cards": lambda visit: visit.ask(f"/cards/{visit.key()}/kind/content").text,
    "data": lambda visit: visit.ask(f"/data/{visit.key()}/content").text,
    "seen": lambda visit: visit.ask(f"/seen/{visit.key()}/content").text,
    "way": lambda visit: visit.ask(f"/review/{visit.key()}/content").text,
    "shell": lambda visit: get(visit.site, f"/home/{visit.key()}"),
}


def test_every_word_of_a_learners_pages(own_site: Site, bracketed: None) -> None:
    visit = welsh(own_site)
    bare = []
    for name, open_page in PAGES.items():
        page = open_page(visit)
        assert OPEN in page, name
        bare += [(name, words) for words in unmarked(page)]
    assert bare == []


def test_every_line_of_my_data(own_site: Site, bracketed: None) -> None:
    """Facts stand beside the words: each line that says something says it in brackets, or is what
    the learner chose.
    """
    text = welsh(own_site).text()
    labels = [line for line in text.splitlines() if line and not line.startswith(" ")]
    bare = [line for line in labels if OPEN not in line]
    assert bare == []


def test_every_word_of_what_is_locked(own_site: Site, bracketed: None) -> None:
    visit = two_stories(own_site)
    lock_all(own_site)
    with own_site.wiring.database.writing() as session:
        session.query(Learner).one().lang = "cy"
    for name in ("map", "way", "data"):
        page = PAGES[name](visit)
        assert (unmarked(page), "record-sealed" in page) == ([], True), name
    told = [line for line in visit.text().splitlines() if "locked" in line]
    assert len(told) == 6
    assert [line for line in told if OPEN not in line] == []


@pytest.mark.parametrize("reason", HEADINGS)
def test_every_word_of_a_page_that_was_closed(
    own_site: Site, bracketed: None, reason: str
) -> None:
    assert unmarked(get(own_site, f"/closed/{reason}")) == []


def test_every_word_of_a_refusal(own_site: Site, bracketed: None) -> None:
    assert unmarked(get(own_site, "/closed/nonsense")) == []


def test_every_word_of_a_page_that_waits_for_the_browser(
    own_site: Site, bracketed: None
) -> None:
    """A launch without the login's cookie (templates/held.html)."""
    begun = begin(own_site)
    begun.client = own_site.app.test_client()
    begun.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "cy"
    page = begun.post_claims(begun.claims()).text
    assert (unmarked(page), page.count(OPEN) > 3) == ([], True)
