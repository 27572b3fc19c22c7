"""Markdown to safe HTML, and portraits: every look draws, and no two looks draw the same."""

from __future__ import annotations

import re
from typing import Any, cast
from xml.etree import ElementTree

import pytest

from olw_core.authoring.authored.module import Look, Person
from olw_core.authoring.compiler.lint.readability import grade, sentences, syllables
from olw_core.authoring.compiler.markdown import (
    UnknownSpeakerError,
    block,
    inline,
    paragraphs,
    plain,
)
from olw_core.authoring.compiler.portrait import portrait
from olw_core.authoring.schema.looks import (
    AIDS,
    HAIR,
    HAIR_COLOURS,
    MOODS,
    PLAIN,
    SKIN,
    WEAR,
)
from olw_core.player import HERE

STYLES = HERE / "src" / "styles"
REL = 'rel="noopener noreferrer"'


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a *b* **c**", "a <em>b</em> <strong>c</strong>"),
        ("two\n  lines", "two lines"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("[a](https://example.org)", f'<a href="https://example.org" {REL}>a</a>'),
        ("[a](javascript:x)", "[a](javascript:x)"),
        ("[a](http://example.org)", f"<a {REL}>a</a>"),
        ("![a](https://example.org/a.png)", ""),
        ("5 < 6 & 7", "5 &lt; 6 &amp; 7"),
    ],
)
def test_inline(markdown: str, html: str) -> None:
    assert inline(markdown) == html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One.\n \nTwo.\n\n", "<p>One.</p><p>Two.</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        (
            "@sam: Hello.\nYou.",
            (
                '<div class="say" data-who="sam"><p class="who">Sam &amp; Co, clerk '
                "&lt;b&gt;</p><p>Hello.\nYou.</p></div>"
            ),
        ),
    ],
)
def test_block(markdown: str, html: str) -> None:
    assert block(markdown, PEOPLE) == html


def test_an_unknown_speaker() -> None:
    with pytest.raises(UnknownSpeakerError, match=r"\Atom\Z"):
        block("One.\n\n@tom: Hello.", PEOPLE)


def test_paragraphs_and_plain_words() -> None:
    assert paragraphs("\n\na\nb\n \n\nc\n") == ["a\nb", "c"]
    assert plain("<p>5 &lt;\n 6</p><p>a</p>") == "5 < 6 a"
    told = '<p>I <em>mean</em>, <a href="/x">it</a>!<br>Un<strong>safe</strong></p>'
    assert plain(told) == "I mean, it! Unsafe"
    assert plain("<ul><li>a</li><li>b</li></ul>") == "a b"
    assert plain("<p>ten&nbsp;to\u00a0 two</p>") == "ten to two", (
        "spaces of every kind are one"
    )


LOOK: Look = {
    "skin": 3,
    "hair": "short",
    "hair_colour": "black",
    "wear": "blue",
    "glasses": False,
    "beard": False,
    "older": False,
    "aid": "",
}
PEOPLE: dict[str, Person] = {
    "sam": {"name": "Sam & Co", "role": "clerk <b>", "look": LOOK}
}


def looks() -> list[Look]:
    """The plain look, and every look that differs from it in one thing."""
    table: dict[str, tuple[Any, ...]] = {
        "skin": tuple(range(1, len(SKIN) + 1)),
        "hair": HAIR,
        "hair_colour": tuple(HAIR_COLOURS),
        "wear": tuple(WEAR),
        "aid": ("", *AIDS),
    }
    plain_look = dict(LOOK)
    varied = [
        with_(**{name: value})
        for name, values in table.items()
        for value in values
        if plain_look[name] != value
    ]
    more = [with_(**{name: True}) for name in ("glasses", "beard", "older")]
    return [LOOK, *varied, *more]


def with_(**changes: Any) -> Look:
    """The plain look with these changes."""
    return cast(Look, {**LOOK, **changes})


def test_every_look_draws_and_differs() -> None:
    drawn = [portrait(look) for look in looks()]
    assert len(set(drawn)) == len(drawn) == 34
    for svg in drawn:
        root = ElementTree.fromstring(svg)
        assert (
            root.get("viewBox"),
            root.get("aria-hidden"),
            root.get("focusable"),
        ) == ("0 0 64 64", "true", "false")
        assert len(svg) < 3_000


def test_fabric_keeps_its_colour_and_a_grey_bob_is_grey() -> None:
    for hair in ("headscarf", "turban", "grey_bob"):
        red = with_(hair=hair, hair_colour="red")
        assert portrait(with_(hair=hair)) == portrait(red)


def test_the_page_shows_the_face_of_every_mood_that_is_drawn() -> None:
    """Its style hides every mouth and brow of a face in a mood, but for those of moods it names."""
    style = (STYLES / "_scene.scss").read_text(encoding="utf-8")
    named = re.findall(r"@each \$mood in ([a-z, ]+) \{", style)
    assert len(named) == 1
    assert {PLAIN, *named[0].split(", ")} == set(MOODS)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("late", 1),
        ("table", 2),
        ("asked", 1),
        ("wanted", 2),
        ("comes", 1),
        ("places", 2),
        ("Sam's", 1),
        ("half-term", 2),
        ("physiotherapist", 6),
        ("communication", 5),
        ("rhythm", 1),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_sentences_and_grade() -> None:
    told = sentences('He said "No." She left? 7. Why? It is 02:40.')
    assert told == ['He said "No.', "She left?", "Why?", "It is 02:40."]
    assert grade("") == 0.0
    assert grade("7, 8.") == 0.0
    assert round(grade("The cat sat on the mat."), 4) == round(
        0.39 * 6 + 11.8 * 1 - 15.59, 4
    )
