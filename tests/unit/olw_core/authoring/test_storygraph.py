"""The story drawn as SVG: a box per node, a line per link, the best way marked."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

import pytest

from olw_core import content
from olw_core.authoring.storygraph import story_svg
from tests.support.modules import golden, golden_ids

SVG = "{http://www.w3.org/2000/svg}"


def drawn(module_id: str) -> ElementTree.Element:
    return ElementTree.fromstring(story_svg(golden(module_id), opened=True))


def links(module_id: str) -> list[tuple[int, int, bool]]:
    """(gain, target, whether it keeps the best total) of every link of a choose-only story,
    by node then option.
    """
    story = golden(module_id)["story"]
    found = []
    for node in story["nodes"]:
        if node["item"] is None:
            continue
        item = story["items"][node["item"]]
        assert item["type"] == "choose"
        for option in item["options"]:
            target = node["go"][option["id"]]
            found.append(
                (
                    option["gain"],
                    target,
                    option["gain"] + story["nodes"][target]["best"] == node["best"],
                )
            )
    return found


@pytest.mark.parametrize("module_id", golden_ids())
def test_every_node_is_a_box(module_id: str) -> None:
    story = golden(module_id)["story"]
    walked = [n for n in story["nodes"] if not n["scene"].startswith("_")]
    boxes = drawn(module_id).findall(f"{SVG}g")
    assert sorted(box.findall(f"{SVG}text")[0].text or "" for box in boxes) == sorted(
        n["scene"] for n in walked
    )


def test_links_and_the_best_way() -> None:
    """V = 7: the green lines are those that keep it."""
    paths = drawn("maths").findall(f"{SVG}path")
    assert len(paths) == len(links("maths"))
    assert sum(p.get("stroke") == "#007f3b" for p in paths) == sum(
        best for *_, best in links("maths")
    )


def test_gains_and_totals_are_told() -> None:
    texts = [t.text for t in drawn("maths").iter(f"{SVG}text")]
    totals = sorted(t for t in texts if t and t.startswith("V "))
    assert totals == ["V 3, v 0", "V 3, v 1", "V 6, v 2", "V 7, v 3"]
    assert {"a +3", "b +1", "c +3", "d +0", "f +3", "g +2", "h +3", "i +1"} <= set(
        texts
    )
    assert texts[0] == "Maths: story graph, gains in 1/1 points"


def test_an_item_with_one_link_shows_its_range() -> None:
    texts = [t.text for t in drawn("rank").iter(f"{SVG}text")]
    full = golden("rank")["story"]["items"][0]["full"]
    assert f"rank 0..{full}" in texts


def test_long_words_are_cut_and_marks_escaped() -> None:
    module = golden("one_scene")
    scene = module["story"]["scenes"]
    name = next(iter(scene))
    changed = {
        **module,
        "title": 'Tea & "cake"',
        "story": {
            **module["story"],
            "scenes": {
                name: {**scene[name], "ending": {"title": "<" * 40, "tone": "hard"}}
            },
        },
    }
    svg = ElementTree.fromstring(story_svg(changed, opened=True))
    assert svg.get("aria-label") == 'Tea & "cake": story graph, gains in 1/1 points'
    box = svg.findall(f"{SVG}g")[0]
    assert [t.text for t in box.findall(f"{SVG}text")] == [
        name,
        "<" * 19 + "...",
        "Ending (hard)",
    ]
    assert box.find(f"{SVG}rect").get("fill") == "#e8edee"  # type: ignore[union-attr]


@pytest.mark.parametrize("module_id", content.module_ids())
def test_one_box_for_each_scene_by_default(module_id: str) -> None:
    """Every scene that is met stands once; the whole is no wider than a desk's screen."""
    module = content.load(module_id)
    svg = ElementTree.fromstring(story_svg(module))
    titles = [title.text or "" for title in svg.iter(f"{SVG}title")]
    names = [title.split(":")[0] for title in titles]
    scenes = {name for name in module["story"]["scenes"] if not name.startswith("_")}
    assert sorted(names) == sorted(scenes)
    assert int(svg.get("width") or 0) <= 1920


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("module_id", content.module_ids())
def test_no_words_are_wider_than_their_place(module_id: str, opened: bool) -> None:
    """At 12 pixels a letter of Arial is about 6 wide, and 7 in bold."""
    svg = ElementTree.fromstring(story_svg(content.load(module_id), opened=opened))
    for box in svg.findall(f"{SVG}g"):
        name, *others = [text.text or "" for text in box.findall(f"{SVG}text")]
        assert len(name) * 7 <= 142, name
        assert all(len(words) * 6 <= 142 for words in others), others
    labels = [text.text or "" for text in svg.findall(f"{SVG}text")[1:]]
    assert all(len(words) <= 14 for words in labels if "+" in words)


def test_a_legend_says_what_colours_mean() -> None:
    texts = [text.text for text in drawn("maths").findall(f"{SVG}text")]
    assert {"scene", "good ending", "mixed ending", "hard ending"} <= set(texts)


def rectangles(svg: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of the words on ways: 11 pixels high, 6 a letter."""
    found = []
    for text in svg.findall(f"{SVG}text"):
        if text.get("paint-order") != "stroke" or "total" in (text.text or ""):
            continue
        x, y = float(text.get("x") or 0), float(text.get("y") or 0)
        found.append((x, y - 8, x + 6 * len(text.text or ""), y + 2))
    return found


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("module_id", content.module_ids())
def test_words_on_ways_neither_touch_nor_are_struck(
    module_id: str, opened: bool
) -> None:
    svg = ElementTree.fromstring(story_svg(content.load(module_id), opened=opened))
    words = rectangles(svg)
    assert len(words) > 10
    for one, other in itertools.combinations(words, 2):
        beside = one[2] <= other[0] or other[2] <= one[0]
        assert beside or one[3] <= other[1] or other[3] <= one[1]
    for path in svg.findall(f"{SVG}path"):
        begin = re.match(r"M(\S+) (\S+)H([^C]+)C", path.get("d") or "")
        assert begin is not None
        x, y, bend = map(float, begin.groups())
        for left, top, right, bottom in words:
            if left == x + 6:
                assert right <= bend and not top < y < bottom
    boxes = [box.find(f"{SVG}rect") for box in svg.findall(f"{SVG}g")]
    spans = [
        (rect.get("x"), float(rect.get("y") or 0), float(rect.get("height") or 0))
        for rect in boxes
        if rect is not None
    ]
    for a, b in itertools.combinations(spans, 2):
        assert a[0] != b[0] or a[1] + a[2] < b[1] or b[1] + b[2] < a[1]
