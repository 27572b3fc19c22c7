"""The cover, the element and the page: exactly what a browser is given.

Nothing that could end the script or show the key.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any, cast

import pytest

from olw_core import content, player
from olw_core.engine import engine
from olw_core.formats.compiled import Module
from olw_core.formats.player import Config
from olw_core.formats.view import View
from olw_core.page import element as markup
from olw_core.page.player_words import words
from tests.support.modules import golden

TOO_OLD = ["olw-player", "div", "header", "h2", "div", "p"]
"""Where no scene stands, what to do in a browser that is too old."""


def _config(module: Module, **changes: Any) -> Config:
    told = {
        "lang": "en-GB", "report": "score", "heading": 2, "ownsPage": False, "show": "story",
        "cover": markup.cover(module), "disclosure": [], "trust": {}, **changes,
    }  # fmt: skip
    return cast(Config, told)


def _remote(module: Module, **changes: Any) -> Config:
    return _config(
        module, **{"view": engine.view(module, engine.start(module)), **changes}
    )


class Reader(HTMLParser):
    """Reads the configuration back as a browser would.

    A script ends at the first end tag, whatever it is inside of.
    """

    def __init__(self) -> None:
        super().__init__()
        self.config = ""
        self.tags: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._inside = ("class", "olw-config") in attrs

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.config += data


def _read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


def test_the_cover_holds_no_key() -> None:
    module = content.load("kind")
    cover = markup.cover(module)
    assert sorted(cover) == [
        "behaviours", "cards", "content_note", "minutes", "module", "people",
        "pictures", "source_title", "summary", "title", "version",
    ]  # fmt: skip
    assert cover["module"] == "kind"
    assert {tuple(sorted(card)) for card in cover["cards"]} == {
        ("id", "label", "moment")
    }
    assert len(cover["cards"]) == len(module["cards"])


def test_the_configuration_comes_back_as_it_went_in() -> None:
    words = "</script><script>alert(1)</script><!-- & \u2028\u2029 \"quoted\" 'x' ]]> é"
    config = _remote(golden("one_decision"), trust={"name": words})
    element = markup.player_element(config)
    reader = _read(element)
    assert json.loads(reader.config) == config
    assert reader.tags.count("script") == 1
    assert re.findall(r"[<>&\u2028\u2029]", reader.config) == []


def test_words_in_the_page_are_escaped() -> None:
    module = golden("one_decision")
    cover = markup.cover(module)
    cover["title"] = "<b>Bold</b> & co"
    cover["source_title"] = '"><img src=x onerror=alert(1)>'
    page = markup.page(_remote(module, cover=cover), scripts=['a"b.js'], title="")
    assert "<title>&lt;b&gt;Bold&lt;/b&gt; &amp; co</title>" in page
    assert '<script src="a&quot;b.js" defer></script>' in page
    assert _read(page).tags.count("img") == 0
    assert _read(page).tags.count("b") == 1  # the role in the band


def test_a_page_is_whole() -> None:
    page = markup.page(
        _remote(golden("one_decision")), scripts=["player.js"], head='<meta name="x">'
    )
    assert page.startswith(
        '<!DOCTYPE html>\n<html lang="en-GB" dir="ltr"><head><meta charset="utf-8">'
    )
    assert _read(page).tags[:8] == [
        "html",
        "head",
        "meta",
        "meta",
        "title",
        "link",
        "script",
        "meta",
    ]
    assert page.count("<main>") == 1
    assert re.findall(r"\sstyle=|\son\w+=", page) == []


@pytest.mark.parametrize(
    ("why", "changes"),
    [
        ("cards come first", {"show": "cards"}),
        ("there is nothing to show", {"view": None}),
        (
            "a choice of modules comes first",
            {"view": None, "modules": [golden("one_decision"), golden("rate")]},
        ),
    ],
)
def test_no_scene_where_the_player_opens_on_something_else(
    why: str, changes: dict[str, Any]
) -> None:
    scene = _scene(_remote(golden("one_decision"), **changes))
    assert _read(scene).tags == TOO_OLD, why


def test_an_ending_is_left_to_the_player() -> None:
    module = golden("one_decision")
    record = engine.start(module)
    options = engine.view(module, record)["item"]["options"]
    ended = engine.view(module, engine.respond(module, record, 1, 0, options[0]["id"]))
    assert _read(_scene(_config(module, view=ended))).tags == TOO_OLD


def test_the_scene_is_left_out_when_told_so() -> None:
    page = markup.player_element(_remote(golden("one_decision")), prerender=False)
    assert _read(page.split("<script")[0]).tags == TOO_OLD


def test_what_to_do_in_a_browser_that_is_too_old_is_said_once() -> None:
    module = golden("one_decision")
    shown = [
        _scene(_remote(module)),
        _scene(_remote(module, show="cards")),
        _scene(_remote(module, lang="cy")),
    ]
    said = [words(lang)["tooOld"] for lang in ("en-GB", "en-GB", "cy")]
    assert [page.count(told) for page, told in zip(shown, said, strict=True)] == [1] * 3


@pytest.mark.parametrize(
    "module_id", ["one_decision", "pick", "rank", "rate", "way_out", "variables"]
)
def test_the_scene_says_what_the_view_says(module_id: str) -> None:
    module = golden(module_id)
    view = engine.view(module, engine.start(module))
    local = markup.player_element(_config(module, modules=[module]))
    remote = markup.player_element(_config(module, view=view))
    scene = remote.split("<script")[0]
    assert local.split("<script")[0] == scene
    said = [
        view["item"]["prompt"],
        *(option["html"] for option in view["item"]["options"]),
        view["setting"]["place"],
    ]
    assert [text for text in said if text not in scene] == []
    assert _read(scene).tags.count("h2") == 1
    assert "button" not in _read(scene).tags


def test_speech_stands_beside_its_speaker_and_pictures_have_a_size() -> None:
    module = content.load("kind")
    scene = markup.player_element(_remote(module)).split("<script")[0]
    view = engine.view(module, engine.start(module))
    assert scene.count(
        '<span class="face" aria-hidden="true"><svg width="56" height="56" '
    ) == view["html"].count('class="say"')
    assert len(re.findall(r"<svg [^>]*\bwidth=", scene)) == scene.count("<svg ")
    assert "data-who" not in scene


def _second(module: Module) -> View:
    """The View after the first option of the first scene."""
    record = engine.start(module)
    first = engine.view(module, record)["item"]["options"][0]["id"]
    return engine.view(module, engine.respond(module, record, 1, 0, first))


def _scene(config: Config) -> str:
    """What can be read before any script runs."""
    return markup.player_element(config).split("<script")[0]


@pytest.mark.parametrize(
    ("links", "step", "counts"),
    [
        (1, 0, (1, 1, 1)),
        (1, 1, (1, 0, 1)),
        (0, 0, (0, 1, 0)),
    ],
)
def test_note_and_links_to_support_can_be_read_without_a_script(
    links: int, step: int, counts: tuple[int, int, int]
) -> None:
    module = content.load("kind")
    named = {"label": "Staff <line>", "url": "https://example.org/?a=1&b=2"}
    view = [engine.view(module, engine.start(module)), _second(module)][step]
    scene = _scene(_remote(module, trust={"support": [named] * links}, view=view))
    link = (
        '<a href="https://example.org/?a=1&amp;b=2" target="_blank" '
        'rel="noopener noreferrer">Staff &lt;line&gt;</a>'
    )
    note = module["content_note"]
    assert note
    assert (scene.count(link), scene.count(note), scene.count("<footer")) == counts


@pytest.mark.parametrize(("mark", "words"), [(None, ""), (80, " · Pass mark 80%")])
def test_the_scene_says_the_pass_mark_where_there_is_one(
    mark: int | None, words: str
) -> None:
    module = content.load("kind")
    scene = markup.player_element(_remote(module, passMark=mark)).split("<script")[0]
    assert f"About {module['minutes']} minutes{words}</p>" in scene


def test_the_content_note_stands_before_the_first_decision_only() -> None:
    module = content.load("kind")
    scene = _scene(_remote(module, view=_second(module)))
    assert ('class="note"' in scene, "Scene 2" in scene) == (False, True)


def test_another_language_brings_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "translated", lambda lang: lang == "cy")
    config = _remote(golden("one_decision"), lang="cy")
    told = json.loads(_read(markup.player_element(config)).config)
    assert told["strings"]["continue"] == player.strings("cy")["continue"]


def test_sentences_of_another_language_say_so() -> None:
    """WCAG 2.2, 3.1.2: in the pre-rendered scene.

    The player does the same (olw_core/player/src/ui/parts.ts).
    """
    module = golden("one_decision")
    plain = _scene(_remote(module, disclosure=["One."]))
    foreign = _scene(_remote(module, disclosure=["One."], disclosureLang="en-GB"))
    own = ' lang="en-GB" dir="auto"'
    assert ('dir="auto"' in plain, foreign.count(own)) == (False, 2)
