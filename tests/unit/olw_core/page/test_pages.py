"""Pages from templates: words are escaped, nothing is left out unseen, one sheet for all."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from olw_core.page.pages import STYLE, render


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = (
        '{% extends "base.html" %}{% block main %}<h1>{{ words }}</h1>{{ html|safe }}'
        "{% endblock %}"
    )
    (tmp_path / "one.html").write_text(text, "utf-8")
    return tmp_path


def test_words_are_escaped_and_html_is_not(folder: Path) -> None:
    page = render(folder, "one.html", title="<a>", words="<b> & c", html="<i>d</i>")
    assert "<h1>&lt;b&gt; &amp; c</h1><i>d</i>" in page
    assert "<title>&lt;a&gt; - Our Leadership Way</title>" in page


def test_a_value_that_is_missing_is_a_fault(folder: Path) -> None:
    with pytest.raises(UndefinedError, match="words"):
        render(folder, "one.html", title="x", html="")


def test_the_sheet_stands_in_the_page_or_is_linked(folder: Path) -> None:
    values = {"title": "x", "words": "y", "html": "z"}
    alone = render(folder, "one.html", **values)
    linked = render(folder, "one.html", sheet="/a.css?b&c", **values)
    assert STYLE.read_text("utf-8") in alone
    assert ("<link" in alone, "<style" in linked) == (False, False)
    assert '<link rel="stylesheet" href="/a.css?b&amp;c">' in linked


def test_every_rule_stays_inside_our_own_pages() -> None:
    """The sheet is also linked from a page that is the player's, which it must leave alone."""
    bare = ("body", "html", "h1", "h2", "p", "a", "button", "table", "*", ":root")
    for line in STYLE.read_text("utf-8").splitlines():
        if line.endswith("{") or line.endswith("}"):
            assert line.split("{")[0].strip().split(",")[0] not in bare, line
