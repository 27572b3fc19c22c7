"""A story in the language of the block or of the learner; one record in all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from olw_core import content
from olw_xblock.studio import warnings
from tests.support import markup
from tests.support.openedx import OpenEdx
from tests.support.translated import OPEN, lay
from tests.unit.olw_xblock.support import Platform, kept
from tests.unit.olw_xblock.test_i18n import InWelsh
from tests.unit.olw_xblock.test_views import config

IN_FRENCH = "This is not here in French: you read it in English."


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Own folders with `desk` in Welsh."""
    lay(tmp_path, content.folder("desk"), "cy")
    monkeypatch.setenv("OLW_MODULES_PATH", str(tmp_path))
    return tmp_path


def reads(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setattr("olw_xblock.platform.language", lambda: language)


@pytest.mark.parametrize(
    ("fixed", "reader", "welsh", "notice"),
    [
        ("", "cy", True, None),
        ("", "cy-gb", True, None),
        ("", "en-us", False, None),
        ("", "", False, None),
        ("", "fr", False, IN_FRENCH),
        ("cy", "en", True, None),
        ("en-GB", "cy", False, None),  # the course wants it so
        ("fr", "en", False, IN_FRENCH),  # by import: the form refuses it
        ("<b>", "en", False, None),
    ],
)
def test_which_language(
    monkeypatch: pytest.MonkeyPatch,
    fixed: str,
    reader: str,
    welsh: bool,
    notice: str | None,
) -> None:
    reads(monkeypatch, reader)
    told = config(Platform().settings(module="desk", language=fixed))
    texts = [
        told["cover"]["title"],
        told["view"]["html"],
        told["view"]["item"]["prompt"],
    ]
    assert [OPEN in text for text in texts] == [welsh] * 3
    assert told.get("notice") == notice


def test_a_welsh_story_by_the_course_has_a_welsh_player(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reads(monkeypatch, "en")
    told = config(Platform().settings(module="desk", language="cy"))
    assert (told["lang"], told["strings"]["continue"]) == ("cy", "Parhau")
    assert "<div lang=" not in told["view"]["html"]


def test_what_is_lacking_is_said_before_the_first_choice_and_over_cards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reads(monkeypatch, "en")
    platform = Platform().settings(module="desk", language="fr", max_attempts=1)
    once = "Your course lets you finish this story once more."
    assert config(platform)["notice"] == f"{IN_FRENCH} {once}"
    platform.play("a")
    assert "notice" not in config(platform)
    assert config(platform.settings(show="cards"))["disclosure"][0] == IN_FRENCH


def test_one_record_whatever_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begun in Welsh, ended in English; what is the same for everybody stays so."""
    platform = Platform(i18n=InWelsh()).settings(module="desk", report="answers")
    reads(monkeypatch, "cy")
    assert OPEN in platform.play("a")["html"]
    for_all = platform.block().student_view_data(), platform.block().index_dictionary()
    assert OPEN not in str(for_all)
    reads(monkeypatch, "en")
    platform.play("bc", first=1)
    plain = Platform().settings(module="desk", report="answers")
    plain.play("a", "bc")
    assert kept(platform.block()) == kept(plain.block())


def test_reports_are_in_the_language_of_the_block(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reads(monkeypatch, "cy")
    platform = Platform().settings(module="desk", report="answers")
    platform.play("c")
    state = {"record": platform.block().record, "plays": "desk"}
    user: Any = type("State", (), {"username": "cy", "state": state})
    for language, welsh in (("", False), ("cy", True)):
        block = platform.settings(language=language).block()
        rows = [row for _name, row in block.generate_report_data([user])]
        assert (OPEN in rows[1]["Question"], rows[1]["Answer code"]) == (welsh, "c")


def test_a_translation_that_cannot_be_used_takes_no_story_away(
    own: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (own / "desk" / "module.cy.yaml").write_text("lang: fr\nversion: 1\n", "utf-8")
    reads(monkeypatch, "cy")
    told = config(Platform(i18n=InWelsh()).settings(module="desk"))
    assert "What do you do first?" in told["view"]["item"]["prompt"]
    assert told["notice"].endswith("Saesneg.")
    assert "The translation cy of desk cannot be used" in caplog.text


def test_studio_offers_and_checks_languages() -> None:
    platform = Platform().settings(module="desk")
    page = platform.block().studio_view().content
    assert '<option value="cy">Cymraeg</option>' in page
    form = {"module": "short", "weight": "1", "language": "cy"}
    status, told = platform.post("studio_submit", form)
    assert (status, list(told["error"]["fields"])) == (400, ["language"])
    status, told = platform.post("studio_submit", {**form, "module": "desk"})
    assert (status, "language" in told["saved"]) == (200, True)
    imported = platform.settings(language="fr").block()
    assert [one.split(":")[0] for one in warnings(imported)] == ["language"]


# The learner's own choice


def choose(platform: Platform, lang: Any, **more: Any) -> tuple[int, Any]:
    return platform.post("choose_language", {"lang": lang}, **more)


def offered(platform: Platform) -> list[tuple[str, str]]:
    """(language, whether it is the one that is read) of each that the page offers."""
    page = html.fragment_fromstring(platform.block().student_view().content, "div")
    buttons = markup.elements(page, "//div[@class='olw-languages']/button")
    return [(one.get("lang", ""), one.get("aria-pressed", "")) for one in buttons]


def test_a_learner_chooses_and_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, "en")
    platform = Platform().settings(module="desk")
    assert offered(platform) == [("en-GB", "true"), ("cy", "false")]
    assert choose(platform, "cy") == (200, {"lang": "cy"})
    assert OPEN in platform.play("a")["html"]
    assert offered(platform) == [("en-GB", "false"), ("cy", "true")]
    assert choose(platform, "en-GB") == (200, {"lang": "en-GB"})
    assert config(platform)["lang"] == "en-GB"
    assert Platform().settings(module="desk").block("learner_2").chosen_language == ""


@pytest.mark.parametrize(
    "settings", [{"module": "short"}, {"module": "desk", "language": "cy"}]
)
def test_nothing_is_offered_where_nothing_can_be_chosen(
    settings: dict[str, str],
) -> None:
    assert offered(Platform().settings(**settings)) == []


def test_the_course_decides_before_the_learner(monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, "en")
    platform = Platform().settings(module="desk")
    choose(platform, "cy")
    platform.settings(language="en-GB")
    assert OPEN not in config(platform)["view"]["html"]


@pytest.mark.parametrize(
    ("lang", "more", "status", "code"),
    [
        ("fr", {}, 404, "language-unknown"),
        (["cy"], {}, 400, "request-invalid"),
        ("c" * 36, {}, 400, "request-invalid"),
        ("cy", {"learner": None}, 403, "no-learner"),
        ("cy", {"method": "GET"}, 405, "request-not-post"),
    ],
)
def test_choices_that_are_none(
    lang: Any, more: dict[str, Any], status: int, code: str
) -> None:
    platform = Platform().settings(module="desk")
    found, told = choose(platform, lang, **more)
    assert (found, told["error"]["code"]) == (status, code)
    assert platform.block().chosen_language == ""


def test_it_is_a_preference_and_survives_a_state_that_is_deleted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reads(monkeypatch, "en")
    edx = OpenEdx()
    usage, other = edx.add(module="desk"), edx.add(module="desk")
    edx.post(usage, "respond", {"attempt": 1, "step": 0, "response": "a"})
    assert edx.post(usage, "choose_language", {"lang": "cy"})[0] == 200
    assert OPEN in edx.visit(other)
    edx.delete_state(usage)
    assert OPEN in edx.visit(usage)


def test_staff_who_look_as_a_learner_change_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reads(monkeypatch, "en")
    edx = OpenEdx()
    usage = edx.add(module="desk")
    with edx.logged_in("teacher", masquerading=True):
        status, told = edx.post(usage, "choose_language", {"lang": "cy"})
    assert (status, told["error"]["code"]) == (403, "read-only")
