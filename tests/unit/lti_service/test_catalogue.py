"""The texts of the learners’ pages: each is marked, and every language of ours has them all."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

from lti_service import catalogue
from lti_service.refusals import REFUSALS
from lti_service.views.leaving import HEADINGS
from lti_service.words import LOCALE, NAME
from olw_core.page.catalogues import catalogue as words
from olw_core.page.po_files import renewed

FILLED = re.compile(r"%\(\w+\)s")


def test_texts_of_every_kind_are_found() -> None:
    """Of a template, of one that counts, of a view, of a script, of a refusal."""
    found = catalogue.texts()
    assert {
        "Your place in the story is saved. To go on, open the activity again from your course.",
        ("%(count)s card, about a minute", "%(count)s cards, about a minute each"),
        *HEADINGS.values(),
        "I am still here",
        *(words for _status, words in REFUSALS.values()),
    } <= set(found)


@pytest.mark.parametrize("source", catalogue.sources(), ids=lambda path: path.parts[-3])
def test_a_language_says_everything_and_fills_in_the_same(source: Path) -> None:
    """`make translations` brings what is new; a translator writes it."""
    assert source.read_text("utf-8") == renewed(source, catalogue.texts())
    for entry in polib.pofile(str(source)):
        said = list(entry.msgstr_plural.values()) or [entry.msgstr]
        for own in said:
            assert own not in ("", entry.msgid), entry.msgid
            assert set(FILLED.findall(own)) == set(FILLED.findall(entry.msgid))


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 cerdyn"),
        (1, "1 cerdyn"),
        (2, "2 gerdyn"),
        (3, "3 cherdyn"),
        (9, "9 cerdyn"),
    ],
)
def test_welsh_counts_as_welsh_does(count: int, said: str) -> None:
    """Six forms (Unicode CLDR, plural rules of cy); 6 and 3 take the same."""
    welsh = words(LOCALE, NAME, "cy")
    forms = ("%(count)s card, about a minute", "%(count)s cards, about a minute each")
    assert (welsh.ngettext(*forms, count) % {"count": count}).startswith(said)
