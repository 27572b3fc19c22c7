"""Text for course search: the beginning, and nothing that tells the story."""

from __future__ import annotations

from olw_core.authoring.compiler.markdown import plain
from tests.unit.olw_xblock.support import Platform


def test_search_text_tells_the_beginning_only(platform: Platform) -> None:
    found = platform.settings(display_name="Week 1").block().index_dictionary()
    assert (found["content_type"], found["content"]["display_name"]) == (
        "Leadership scenario",
        "Week 1",
    )
    assert found["content"]["text"] == (
        "At the desk. A queue at the booking desk and one idea. "
        "We aim for the highest standards and seek to continually improve harnessing our "
        "ingenuity. queue. idea. "
        "Keep aiming for high quality. Try new things, encourage ideas. "
        "Let staff improve services. "
        "The queue is long. Ife Bello, booking clerk I have an idea. What do you do first?"
    )


def test_search_without_the_module(platform: Platform) -> None:
    found = (
        platform.settings(module="gone", display_name="Week 1")
        .block()
        .index_dictionary()
    )
    assert found == {
        "content": {"display_name": "Week 1"},
        "content_type": "Leadership scenario",
    }


def test_plain_words_of_html() -> None:
    assert plain("<p>A &amp; B</p>\n<p>a &lt; <em>b</em></p>") == "A & B a < b"
