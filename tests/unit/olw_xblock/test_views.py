"""Learner's, visitor's and author's pages, each read as a browser would."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import html

from tests.support import markup
from tests.unit.olw_xblock.support import Platform


def config(platform: Platform) -> Any:
    page = html.fromstring(platform.block().student_view().content)
    path = "//olw-player/script[@type='application/json'][@class='olw-config']"
    assert len(markup.elements(page, path)) == 1
    return json.loads(markup.text(page, path))


def words(content: str) -> str:
    return " ".join(" ".join(map(str, html.fromstring(content).itertext())).split())


def test_the_learners_page_holds_the_first_view(platform: Platform) -> None:
    told = config(platform)
    assert (told["view"]["scene"], told["view"]["step"]) == ("queue", 0)
    assert told["urls"] == {
        name: f"/handler/{name}" for name in ("respond", "retry", "plan", "card")
    }
    assert (told["auth"], told["ownsPage"], told["show"], told["report"]) == (
        {"csrfCookie": "csrftoken"},
        False,
        "story",
        "score",
    )
    assert "notice" not in told


def test_the_learners_page_loads_style_and_player(platform: Platform) -> None:
    assert [r.data for r in platform.block().student_view().resources] == [
        "/static/player.css",
        "/static/player.js",
        "/static/frame.js",
    ]


def test_resume(platform: Platform) -> None:
    view = platform.play("a")
    assert config(platform)["view"] == view


def test_a_damaged_record_is_told(platform: Platform) -> None:
    assert config(platform.settings(record="garbage"))["notice"] == "record-damaged"


def test_what_others_see_follows_the_switch(platform: Platform) -> None:
    told = {
        report: config(platform.settings(report=report))["disclosure"][0]
        for report in ("completion", "answers")
    }
    assert told == {
        "completion": "Your course platform is told when you begin, when you try again, "
        "and when you finish. It is not told a score.",
        "answers": "Your course platform is told when you begin, when you try again, "
        "each choice you make, when you finish, and your score each time.",
    }


def test_trust_and_support(platform: Platform) -> None:
    assert config(platform)["trust"] == {}
    platform.settings(
        trust_name="North Trust", support_label="Talk to us", support_url="tel:111"
    )
    assert config(platform)["trust"] == {
        "name": "North Trust",
        "support": [{"label": "Talk to us", "url": "tel:111"}],
    }


def test_an_imported_link_that_could_run_is_not_shown(platform: Platform) -> None:
    platform.settings(support_label="Talk to us", support_url="javascript:alert(1)")
    assert config(platform)["trust"] == {}


def test_text_cannot_break_out_of_the_page(platform: Platform) -> None:
    platform.settings(trust_name="</script><script>alert(1)</script>")
    page = html.fromstring(platform.block().student_view().content)
    assert len(markup.elements(page, "//script")) == 1
    assert config(platform)["trust"]["name"] == "</script><script>alert(1)</script>"


def test_the_player_works_on_phones(platform: Platform) -> None:
    block = platform.block()
    assert block.has_support(block.student_view, "multi_device")


PRINCIPLE = "We aim for the highest standards"
"""How the principle's line begins, which stands below the first question."""
NOTHING_TO_SEND = "//form | //input | //button | //script | //olw-player | //a"


def styles_only(fragment: Any) -> bool:
    return {resource.mimetype for resource in fragment.resources} == {"text/css"}


def test_a_visitor_reads_and_sends_nothing(platform: Platform) -> None:
    fragment = platform.block(None).public_view()
    assert styles_only(fragment)
    assert html.fromstring(fragment.content).xpath(NOTHING_TO_SEND) == []
    said = words(fragment.content)
    assert (
        "Before you start Someone is unwell. Leave this story "
        "Scene 1 Clinic office You are: Booking clerk · In person" in said
    )
    first_choice = "Try it for an hour. Ask for a form. Carry on. "
    assert first_choice + PRINCIPLE in said
    assert said.endswith("Sign in to the course to make the first choice.")


def test_a_visitor_sees_what_the_cards_are_about(platform: Platform) -> None:
    fragment = platform.settings(show="cards").block(None).public_view()
    assert words(fragment.content) == (
        "At the desk A queue at the booking desk and one idea. someone has an idea "
        "Sign in to the course to make the first choice."
    )


def test_a_learners_page_without_a_learner_is_the_visitors(platform: Platform) -> None:
    block = platform.block(None)
    assert block.student_view().content == block.public_view().content


def test_the_authors_page_does_not_record(platform: Platform) -> None:
    block = platform.settings(weight=2.0, max_attempts=3, report="completion").block()
    fragment = block.author_view()
    assert styles_only(fragment)
    page = html.fromstring(fragment.content)
    assert page.xpath(NOTHING_TO_SEND) == []
    assert [dd.text for dd in markup.elements(page, "//dd")] == [
        "The story",
        "Only that they have finished",
        "English",
        "1-2",
        "1",
        "1",
        "2",
        "3",
    ]
    first_choice = (
        "What do you do first? Try it for an hour. Ask for a form. Carry on. "
    )
    assert first_choice + PRINCIPLE in words(fragment.content)
    assert (platform.published, block._dirty_fields) == ([], {})


def test_an_authors_facts_where_nothing_is_limited(platform: Platform) -> None:
    page = html.fromstring(
        platform.settings(module="short", weight=None).block().author_view().content
    )
    facts = [dd.text for dd in markup.elements(page, "//dd")]
    assert facts == [
        "The story",
        "That they have finished, and their best score",
        "English",
        "1",
        "1",
        "0",
        "Not set",
        "No limit",
    ]


@pytest.mark.parametrize("view", ["student_view", "public_view"])
def test_a_missing_module_is_told_in_words(platform: Platform, view: str) -> None:
    fragment = getattr(platform.settings(module="gone").block(), view)()
    assert words(fragment.content) == (
        "This activity is not available just now. Please tell the people who run this course."
    )
    assert styles_only(fragment)


def test_an_author_is_told_why_a_module_is_missing(platform: Platform) -> None:
    fragment = platform.settings(module="gone").block().author_view()
    assert (
        words(fragment.content) == "There is no module 'gone'. There are: desk, short."
    )


def test_a_block_of_cards_says_so(platform: Platform) -> None:
    told = config(platform.settings(show="cards"))
    assert (told["show"], [card["id"] for card in told["cover"]["cards"]]) == (
        "cards",
        ["improving-try-new-things"],
    )
