"""The player's configuration in a page: what goes in, what stays out, what the learner is told."""

from __future__ import annotations

from typing import Any

import pytest

from olw_core.formats.player import Config
from olw_core.report import FULL_SCORE, REPORTS, Report, Told, disclosure
from scorm_export.describe import Kind, describe, key
from scorm_export.editions import CMI5_EDITION, SCORM12
from scorm_export.page import Settings, config, render
from scorm_export.trust import Trust
from tests.support.modules import loose
from tests.unit.scorm_export.samples import module

ASHA = {"name": "Asha Verma", "role": "paramedic", "svg": "<svg/>"}
BEN = {"name": "Ben Cole", "role": "porter", "svg": "<svg/>"}
PICTURE = {"room.svg": {"svg": "<svg/>", "alt": ""}}
ONE = module(people={"asha": ASHA, "ben": BEN}, pictures=PICTURE)
TWO = module("trusted", title="The rota", people={"cas": BEN})


def made(
    kind: Kind = "module",
    report: Report = "score",
    completion_score: bool = False,
    **trust: Any,
) -> Config:
    modules = [ONE] if kind in ("module", "course") else [ONE, TWO]
    about = describe(kind, key(kind, [m["id"] for m in modules], True), modules, {})
    return config(
        kind,
        modules,
        about,
        Settings(SCORM12, report, Trust(**trust), completion_score),
    )


def test_a_story() -> None:
    told = made()
    assert sorted(told) == [
        *[
            "completionScore",
            "cover",
            "disclosure",
            "heading",
            "lang",
            "modules",
            "ownsPage",
            "passMark",
        ],
        *["report", "show", "trust"],
    ]
    fixed = {
        name: told[name]
        for name in (
            "completionScore",
            "heading",
            "lang",
            "ownsPage",
            "passMark",
            "report",
            "show",
        )
    }
    assert fixed == {
        "completionScore": False,
        "heading": 1,
        "lang": "en-GB",
        "ownsPage": True,
        "passMark": None,
        "report": "score",
        "show": "story",
    }


def test_people_and_pictures_are_carried_once() -> None:
    told = made()
    assert (told["cover"]["people"], told["cover"]["pictures"]) == (
        ONE["people"],
        PICTURE,
    )
    assert (told["modules"][0]["people"], told["modules"][0]["pictures"]) == ({}, {})


@pytest.mark.parametrize("kind", ["module", "course", "menu", "cards"])
def test_what_only_people_at_the_trust_need_stays_out(kind: Kind) -> None:
    assert "SECRET GUIDE" in str(ONE)
    assert "SECRET GUIDE" not in str(made(kind))


def test_a_menu_keeps_each_story_whole() -> None:
    told = made("menu")
    assert [m["people"] for m in told["modules"]] == [ONE["people"], TWO["people"]]
    assert [m["story"] for m in told["modules"]] == [ONE["story"], TWO["story"]]
    cover = told["cover"]
    assert (cover["title"], cover["source_title"]) == (
        "Our Leadership Way: two stories",
        "Two principles",
    )
    assert (cover["people"], cover["content_note"]) == ({}, None)


def test_cards_carry_no_more_of_a_story_than_its_start() -> None:
    told = made("cards")
    story = told["modules"][0]["story"]
    assert [len(story[name]) for name in ("nodes", "items", "texts", "scenes")] == [
        1,
        1,
        1,
        1,
    ]
    assert story["nodes"][0] == {
        "scene": "one",
        "text": 0,
        "item": 0,
        "go": {},
        "best": 3,
        "worst": 0,
        "longest": 1,
    }
    assert [m["cards"] for m in told["modules"]] == [ONE["cards"], TWO["cards"]]
    assert (told["show"], told["cover"]["people"]) == ("cards", {})


def test_cards_of_a_story_that_ends_at_once_carry_an_ending_that_asks_nothing() -> None:
    last = next(i for i, n in enumerate(ONE["story"]["nodes"]) if n["item"] is None)
    short = loose(ONE)
    short["story"]["start"] = last
    about = describe("cards", "return-cards", [short], {})
    settings = Settings(SCORM12, "score", Trust(), False)
    story = config("cards", [short], about, settings)["modules"][0]["story"]
    node = ONE["story"]["nodes"][last]
    assert story["nodes"] == [{**node, "text": 0, "item": None, "go": {}}]
    assert (story["items"], story["start"]) == ([], 0)
    assert story["texts"] == [ONE["story"]["texts"][node["text"]]]
    assert list(story["scenes"]) == [node["scene"]]
    page = render("cards", [short], about, settings)
    assert page.count(b"<olw-player ") == 1


def test_cards_bring_the_people_who_speak_in_them() -> None:
    card = ONE["cards"][0]
    speech = {
        **card["variants"]["a"],
        "html": '<div class="say" data-who="ben"><p>Hm.</p></div>',
    }
    speaking = loose(ONE)
    speaking["cards"] = [{**card, "variants": {"a": speech}}]
    about = describe("cards", "return-cards", [speaking, TWO], {})
    told = config(
        "cards", [speaking, TWO], about, Settings(SCORM12, "score", Trust(), False)
    )
    assert told["cover"]["people"] == {"ben": BEN}


@pytest.mark.parametrize("report", REPORTS)
def test_cards_never_send_a_score(report: Report) -> None:
    told = made("cards", report, pass_mark=90)
    assert (told["report"], told["passMark"]) == ("completion", None)


@pytest.mark.parametrize("report", REPORTS)
def test_learners_are_told_what_is_sent(report: Report) -> None:
    told = made(report=report)
    assert (told["report"], told["disclosure"]) == (
        report,
        disclosure(report, "scorm", Told(full_score=False)),
    )


def test_learners_are_told_of_the_number_a_platform_needs() -> None:
    told = made(report="completion", completion_score=True)
    assert (told["completionScore"], told["disclosure"]) == (
        True,
        disclosure("completion", "scorm", Told(full_score=True)),
    )
    assert FULL_SCORE in told["disclosure"]


@pytest.mark.parametrize("report", ["score", "answers"])
def test_a_real_score_is_never_replaced_by_100(report: Report) -> None:
    told = made(report=report, completion_score=True)
    assert (told["completionScore"], FULL_SCORE in told["disclosure"]) == (False, False)


def test_cmi5_learners_read_their_own_words() -> None:
    about = describe("module", "kind", [ONE], {})
    told = config(
        "module", [ONE], about, Settings(CMI5_EDITION, "score", Trust(), False)
    )
    assert told["disclosure"] == disclosure("score", "cmi5")


def test_a_trusts_pass_mark_and_values_reach_the_player() -> None:
    told = made(pass_mark=70, organisation="Ysbyty Example")
    assert (told["passMark"], told["trust"]) == (70, {"name": "Ysbyty Example"})
