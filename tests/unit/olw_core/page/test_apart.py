"""A package's words stand apart from the rest of its configuration, and come together again.

The player's side runs in Node, as it is shipped.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from olw_core import content, player
from olw_core.formats.player import Theme
from olw_core.page import element
from olw_core.page.apart import apart
from olw_core.page.config import Carried, Opening, player_config
from tests.support import apart as again
from tests.support import markup

ASK = """
import { readFileSync } from "node:fs";
import { whole } from "./whole.mjs";
const given = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(given.map(([shape, words]) => whole(shape, words))));
"""
AWKWARD = [
    "",
    "a tab \t in it",
    "a return \r in it",
    "nothing \0 at all",
    "the end: </script>",
    "the end: </SCRIPT >",
    "<!-- <script> never ends",
    " ",
    "two\nlines here",
    "\u2028 a line",
    'é — “quoted” "straight" & <b>bold</b>',
]
TEXT = st.text(max_size=8) | st.sampled_from(AWKWARD)
NAMES = st.text("ab1029 é", max_size=2)
JSON = st.recursive(
    TEXT | st.integers(-9, 9) | st.booleans() | st.none(),
    lambda inside: (
        st.lists(inside, max_size=4) | st.dictionaries(NAMES, inside, max_size=4)
    ),
    max_leaves=12,
)
DATA = st.dictionaries(NAMES, JSON, max_size=4)


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script that puts parts together."""
    made = tmp_path_factory.mktemp("whole")
    bundler = str(player.HERE / "node_modules" / ".bin" / "esbuild")
    source = str(player.HERE / "src" / "whole.ts")
    out = f"--outfile={made / 'whole.mjs'}"
    command = [bundler, source, "--format=esm", "--log-level=error", out]
    subprocess.run(command, check=True)
    (made / "ask.mjs").write_text(ASK, "utf-8")
    return made / "ask.mjs"


def wholes(node: Path, data: list[Any]) -> Any:
    """What the player makes of the parts of each."""
    parts = [apart(one) for one in data]
    told = json.dumps([[one.shape, one.words] for one in parts])
    done = subprocess.run(
        ["node", node], input=told, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.lists(DATA, min_size=30, max_size=40))
def test_any_data_comes_back(node: Path, data: list[Any]) -> None:
    assert wholes(node, data) == data
    parts = [apart(one) for one in data]
    assert [again.whole(one.shape, one.words) for one in parts] == data


def test_every_story_comes_back(node: Path) -> None:
    stories = [content.load(module) for module in content.module_ids()]
    assert wholes(node, stories) == stories


@pytest.mark.parametrize("text", AWKWARD)
def test_a_page_gives_any_text_back(text: str) -> None:
    """As a browser's parser reads it (HTML, 13.2.5.4), which lxml's does not differ from here."""
    module = content.load("kind")
    trust: Theme = {"name": f"{text} NHS trust"}
    opening = Opening("en-GB", "score", element.cover(module), trust=trust)
    config = player_config(opening, Carried([module]))
    shown = element.player_element(config, prerender=False, words_apart=True)
    page = html.document_fromstring(shown)
    assert again.config(page) == config
    assert len(markup.elements(page, "//script")) == 2


def test_sentences_alone_are_taken_out_by_what_they_are() -> None:
    parts = apart(
        {"why": "It was fair.", "id": "a", "lines": ["One more.", "b", ""], "n": 0}
    )
    assert parts.words == "One more.\t\tIt was fair."
    assert parts.shape == {
        "counts": [["lines", 2], ["why", 1]],
        "shape": {"why": "", "id": "a", "lines": ["", "b", ""], "n": 0},
    }
