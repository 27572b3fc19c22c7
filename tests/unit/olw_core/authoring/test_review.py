"""The review page: who signed, what warns, what is tested where; each state of a scene once."""

from __future__ import annotations

import copy
import re
from html.parser import HTMLParser
from typing import Any

from olw_core.authoring.compiler import Compiled
from olw_core.authoring.review import review_page
from olw_core.errors import Problem
from olw_core.formats.compiled import Module
from tests.support.modules import compiled, golden
from tests.unit.olw_core.authoring.compiler.build import chain, ending, module, option

VOID = {"meta", "br", "path", "rect", "circle"}


class Balance(HTMLParser):
    """Notes elements that are not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.open.pop() != tag:
            self.faults.append(tag)


def page(*modules: Module, warnings: tuple[Problem, ...] = ()) -> str:
    text = review_page([Compiled(m, warnings) for m in modules])
    balance = Balance()
    balance.feed(text)
    assert (balance.open, balance.faults) == ([], [])
    return text


def test_signed_and_unsigned() -> None:
    signed = copy.copy(golden("maths"))
    signed["reviewed_by"] = ["A. Nurse <ward 3>"]
    assert "<p>Reviewed by A. Nurse &lt;ward 3&gt;.</p>" in page(signed)
    assert "Not reviewed yet." not in page(signed)
    assert "Not reviewed yet." in page(golden("maths"))


def test_warnings_and_contents() -> None:
    warning = Problem(
        "warning", "word", "module.yaml", 3, "title", "'<b>' stands here.", "Cut it."
    )
    text = page(golden("maths"), golden("pick"), warnings=(warning,))
    told = (
        "module.yaml:3: warning word at title: &#39;&lt;b&gt;&#39; stands here. Cut it."
    )
    assert text.count(f"<li>{told}</li>") == 2
    assert re.findall(r'<li><a href="#(\w+)">', text) == ["maths", "pick"]


def test_figures() -> None:
    assert "Best total 7, worst 3 (in 1/1 points); random choices score" in page(
        golden("maths")
    )


def test_the_content_note_stands_first() -> None:
    assert (
        f"<strong>Content note.</strong> {golden('way_out')['content_note']}</p>"
        in page(golden("way_out"))
    )


def test_where_behaviours_are_tested() -> None:
    text = page(compiled(chain(["s1", "s2"])))
    rows = re.findall(
        r"<tr><td>([^<]*)</td><td>([^<]*)</td><td>(yes|no)</td></tr>", text
    )
    labels = [b["label"] for b in golden("maths")["behaviours"]]
    assert [(scenes, card) for _, scenes, card in rows] == [
        ("s1, s2", "no"),
        ("none", "no"),
        ("none", "no"),
    ]
    assert [label for label, *_ in rows] == labels


def test_a_scene_shows_each_of_its_states_once() -> None:
    """The scene differs by what was asked; going on from it by two ways does not show it twice."""
    built = chain(["s1", "s2", "s3"], variables={"asked": False})
    scenes = built["story"]["scenes"]
    scenes["s1"]["item"]["options"]["a"]["set"] = {"asked": True}
    scenes["s2"]["text"] = ["You are here.", {"if": "asked", "text": "They know."}]
    scenes["s3"]["item"]["options"]["b"]["if"] = "asked"
    scenes["s3"]["item"]["options"]["c"] = option("last", 0)
    text = page(compiled(built))
    assert [text.count(f"<h3>{s}</h3>") for s in ("s1", "s2", "s3")] == [1, 2, 2]


def test_decisions_that_only_branch_have_no_weight() -> None:
    built = chain(["s1"])
    built["story"]["scenes"]["s1"]["item"] |= {"points": 0, "tests": []}
    text = page(compiled(built))
    assert "tests nothing (branching only)" in text
    assert text.count('<tr class="wNone">') == 2


def test_states_that_share_a_node_are_shown_once() -> None:
    """Two nodes with equal words and item, but other ways on, are one section."""
    scenes = chain(["s1", "s2"], variables={"asked": False})["story"]["scenes"]
    scenes["s1"]["item"]["options"]["a"]["set"] = {"asked": True}
    scenes["s2"]["item"]["options"]["a"]["go"] = [
        {"if": "asked", "to": "other"},
        {"to": "last"},
    ]
    scenes["other"] = ending() | {"tag": "zz"}
    built = compiled(module(scenes, "s1", variables={"asked": False}))
    assert sum(n["scene"] == "s2" for n in built["story"]["nodes"]) == 2
    assert page(built).count("<h3>s2</h3>") == 1
