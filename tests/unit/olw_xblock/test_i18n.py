"""Translation by the platform's service where there is one, and a catalogue of every text."""

from __future__ import annotations

import gettext
import json
import re
from pathlib import Path
from typing import Any

import polib
import pytest
from lxml import html

from olw_core import player
from olw_core.report import FULL_SCORE, GRADEBOOK, OWN, REPORTS, disclosure
from olw_xblock import catalogue
from tests.support import markup
from tests.unit.olw_xblock.support import Platform


class Shouting:
    """A service that translates into capitals."""

    def gettext(self, text: str) -> str:
        return text.upper()


def test_the_catalogue_names_every_text() -> None:
    """What is written is what `make translations` would write now."""
    assert catalogue.CATALOGUE.read_text("utf-8") == catalogue.written(
        catalogue.texts()
    )


def test_the_catalogue_has_the_texts_of_every_kind() -> None:
    texts = catalogue.texts()
    assert {"Save", "not started", "Sign in to take part.", "Continue"} <= set(texts)
    assert {OWN, GRADEBOOK, FULL_SCORE} <= set(texts)


def test_texts_are_translated() -> None:
    platform = Platform(i18n=Shouting()).settings(module="desk", max_attempts=1)
    platform.play("c")
    assert (
        "SIGN IN TO THE COURSE TO MAKE THE FIRST CHOICE."
        in platform.block().public_view().content
    )
    assert platform.post("retry", {"attempt": 1, "step": 0})[1]["error"]["message"] == (
        "YOU HAVE USED ALL THE ATTEMPTS THIS COURSE ALLOWS. YOUR RESULT IS KEPT."
    )
    assert platform.post("studio_submit", {"module": "desk", "weight": "x"})[1][
        "error"
    ]["fields"] == {"weight": "ENTER A NUMBER FROM 0 TO 1000."}


@pytest.mark.parametrize("service", [None, object()])
def test_without_a_service_texts_stay_as_they_are(service: Any) -> None:
    platform = Platform().settings(module="desk")
    platform._services["i18n"] = service
    assert platform.block().gettext("Save") == "Save"


def test_a_runtime_that_refuses_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    platform = Platform().settings(module="desk")
    block = platform.block()
    monkeypatch.setattr(
        type(block), "service_declaration", classmethod(lambda _cls, name: "need")
    )
    platform._services.pop("i18n")
    assert block.gettext("Save") == "Save"


class InWelsh:
    """XBlockI18nService, as it finds the compiled catalogue in the package."""

    def __init__(self) -> None:
        self.gettext = gettext.translation("text", catalogue.COMPILED, ["cy"]).gettext


def welsh_page(monkeypatch: pytest.MonkeyPatch, platform: Platform) -> Any:
    """The configuration of a learner's page on a platform whose page is in Welsh."""
    monkeypatch.setattr("olw_xblock.platform.language", lambda: "cy")
    page = html.fragment_fromstring(platform.block().student_view().content, "div")
    return json.loads(markup.text(page, "//script[@class='olw-config']"))


def test_what_is_compiled_is_what_is_translated() -> None:
    made = catalogue.message_files()
    assert [path.parts[-3] for path in made] == ["cy"]
    assert {path: path.read_bytes() for path in made} == made


@pytest.mark.parametrize("source", catalogue.sources(), ids=lambda path: path.parts[-3])
def test_a_language_says_everything_and_fills_in_the_same(source: Path) -> None:
    """`make translations` brings what is new; a translator writes it."""
    assert source.read_text("utf-8") == catalogue.translated(source)
    for entry in polib.pofile(str(source)):
        assert entry.msgstr not in ("", entry.msgid), f"{source}: {entry.msgid}"
        fills = re.findall(r"\{\w+\}", entry.msgid)
        assert re.findall(r"\{\w+\}", entry.msgstr) == fills


def test_a_compiled_catalogue_translates_every_text() -> None:
    welsh = InWelsh().gettext
    assert [text for text in catalogue.texts() if welsh(text) == text] == []


def test_a_welsh_page_has_a_welsh_player_and_an_english_story(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    platform = Platform(i18n=InWelsh()).settings(module="desk")
    told = welsh_page(monkeypatch, platform)
    assert (told["lang"], told["strings"]["continue"]) == ("cy", "Parhau")
    assert set(told["strings"]) == set(player.strings(player.ENGLISH))
    view = told["view"]
    assert view["html"].startswith('<div lang="en-GB" dir="auto"><p>')
    assert view["item"]["prompt"] == (
        '<span lang="en-GB" dir="auto">What do you do first?</span>'
    )
    assert view["setting"]["place"] == "Clinic office"
    _, answer = platform.respond(1, 0, "a")
    past = answer["view"]["history"][0]
    assert past["chosen"] == [
        '<span lang="en-GB" dir="auto">Try it for an hour.</span>'
    ]
    _, card = platform.post("card", {"card": "improving-try-new-things"})
    assert 'lang="en-GB"' in card["card"]["html"]


@pytest.mark.parametrize("service", [InWelsh(), None])
def test_promises_are_welsh_and_the_english_that_counts_stands_above(
    monkeypatch: pytest.MonkeyPatch, service: Any
) -> None:
    """Until a speaker has read the Welsh; with or without the platform's translations."""
    platform = Platform(i18n=service).settings(module="desk", report="answers")
    told = welsh_page(monkeypatch, platform)
    assert told["disclosure"][-1].startswith("Mae eich geiriau eich hun")
    assert ("disclosureLang" in told, "disclosureEnglish" in told) == (False, False)
    page = html.fragment_fromstring(platform.block().student_view().content, "div")
    (note,) = page.xpath("//div[contains(@class, 'olw-unreviewed')]")
    assert [
        one.text for one in note.xpath("details/div[@lang='en-GB']//li")
    ] == disclosure("answers", "xblock")
    assert [one.get("lang") for one in note.xpath("details/summary/span")] == [
        "cy",
        "en-GB",
    ]


def test_the_scene_before_the_script_is_welsh_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("olw_xblock.platform.language", lambda: "cy")
    platform = Platform(i18n=InWelsh()).settings(module="desk")
    scene = markup.text(
        html.fragment_fromstring(platform.block().student_view().content, "div"),
        "//p[@class='band']",
    )
    assert scene.split() == ["Chi", "yw:"]


@pytest.mark.parametrize("show", ["story", "cards"])
@pytest.mark.parametrize("report", REPORTS)
def test_what_others_can_see_is_translated(report: str, show: str) -> None:
    platform = Platform(i18n=Shouting())
    platform.settings(module="desk", report=report, show=show)
    page = html.fragment_fromstring(platform.block().student_view().content, "div")
    told = json.loads(markup.text(page, "//script[@class='olw-config']"))
    known = {text.upper() for text in catalogue.texts()}
    assert told["disclosure"] == [line.upper() for line in told["disclosure"]]
    assert set(told["disclosure"]) <= known


def test_right_to_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """The player writes from right to left for a language that does.

    olw_core/player/src/ui/frame.ts.
    """
    monkeypatch.setattr("olw_xblock.platform.language", lambda: "ar")
    platform = Platform(i18n=Shouting()).settings(module="desk")
    page = html.fragment_fromstring(platform.block().student_view().content, "div")
    told = json.loads(markup.text(page, "//script[@class='olw-config']"))
    assert (told["lang"], told["view"]["html"].startswith('<div lang="en-GB"')) == (
        "ar",
        True,
    )


@pytest.mark.parametrize("language", ["en", "en-gb", "en-us"])
def test_an_english_page_carries_no_words(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr("olw_xblock.platform.language", lambda: language)
    platform = Platform(i18n=Shouting()).settings(module="desk")
    page = html.fragment_fromstring(platform.block().student_view().content, "div")
    told = json.loads(markup.text(page, "//script[@class='olw-config']"))
    assert ("strings" in told, told["lang"]) == (False, "en-GB")


def test_no_two_texts_of_the_player_have_one_key() -> None:
    """They are laid over each other: the second would be said in the place of the first."""
    file = player.HERE / "strings" / f"{player.ENGLISH}.json"
    parts = json.loads(file.read_text("utf-8"))
    keys = [key for part in parts.values() for key in part]
    assert [key for key in set(keys) if keys.count(key) > 1] == []
