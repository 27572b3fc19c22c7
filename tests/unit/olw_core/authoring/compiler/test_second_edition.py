"""What belongs to the second edition as a whole: who must have another chair, how often a path asks
for words of one's own, what older modules need not have, and what comes out of the compiler.
"""

from __future__ import annotations

from typing import Any

import yaml

from olw_core import content
from olw_core.authoring.compiler import compile_source
from olw_core.authoring.compiler.source import read_source
from olw_core.authoring.compiler.walks import words_of
from olw_core.engine.story import item_at
from olw_core.errors import ContentError
from olw_core.formats.compiled import Module
from olw_core.formats.items import Echo
from tests.support.modules import compiled
from tests.unit.olw_core.authoring.compiler.build import chain, module, option
from tests.unit.olw_core.authoring.compiler.cases import (
    SECOND,
    changed,
    good_files,
    good_media,
    problems,
)


def second() -> Module:
    source = read_source(good_files(SECOND), good_media(SECOND))
    return compile_source(source, content.framework()).module


def without_chair() -> dict[str, str]:
    files = good_files(SECOND)
    before, behind = files["module.yaml"].split("  other_chair:\n")
    _, plan = behind.split("plan:\n")
    return files | {"module.yaml": f"{before}plan:\n{plan}"}


def test_the_other_chair_is_missed_in_ours_and_advised_to_others() -> None:
    other = without_chair()
    ours = other | {
        "module.yaml": other["module.yaml"].replace("id: second", "id: improving")
    }
    media = good_media(SECOND)
    for files, level in ((other, "warning"), (ours, "error")):
        found = [(p.level, p.code, p.path) for p in problems(files, media)]
        assert found == [(level, "chair-missing", "story")]


def test_a_module_of_the_first_edition_needs_none_of_it() -> None:
    assert problems(good_files()) == []


def saying(*scenes: str) -> dict[str, Any]:
    """A chain of four decisions of which these ask for words."""
    authored = chain(["one", "two", "three", "four"])
    for name in scenes:
        authored["story"]["scenes"][name]["item"]["say"] = True
    return authored


def codes(authored: dict[str, Any]) -> set[str]:
    text = yaml.safe_dump(authored, sort_keys=False)
    try:
        source = read_source({"module.yaml": text}, {})
        found = compile_source(source, content.framework()).warnings
    except ContentError as error:
        found = error.problems
    return {one.code for one in found}


def test_a_path_asks_twice_at_most() -> None:
    assert "say-too-often" not in codes(saying("one", "three"))
    assert "say-too-often" in codes(saying("one", "three", "four"))


def test_scenes_of_one_row_count_once() -> None:
    """Two ways that never meet may each ask twice."""
    authored = saying("two", "three")
    scenes = authored["story"]["scenes"]
    scenes["side"] = {**scenes["two"], "tag": "sd"}
    scenes["one"]["item"]["options"]["b"]["go"] = "side"
    assert "say-too-often" not in codes(authored)


def test_the_short_way_stands_behind_the_story() -> None:
    story = second()["story"]
    nodes = story["nodes"]
    assert [node["scene"] for node in nodes[-4:]] == [
        "_way_end",
        "_way3",
        "_way2",
        "_way1",
    ]
    assert story["way_out"] == len(nodes) - 1
    first = nodes[-1]
    assert (first["longest"], first["best"]) == (3, 3 * 3 * story["denominator"])
    before = nodes[: len(nodes) - 4]
    led_to = {target for node in before for target in node["go"].values()}
    assert led_to.isdisjoint(range(len(before), len(nodes)))
    item = story["items"][first["item"] or 0]
    assert (item["tests"], story["scenes"]["_way1"]["setting"]["place"]) == (
        ["improving-try-new-things"],
        "Ward",
    )


def test_variables_are_settled_and_paths_are_left() -> None:
    """In end_daily trust is 2, so only the path of its picture is left; `not` becomes a mark."""
    story = second()["story"]
    node = next(one for one in story["nodes"] if one["scene"] == "end_daily")
    assert node["picture"] == [
        {"file": "cup.svg", "when": [["desk.b"]]},
        {"file": "desk.svg"},
    ]
    assert story["texts"][node["text"]] == [
        {"html": "<p>In May no letter is late.</p>"},
        {"html": "<p>You still look at the list.</p>", "when": [["check.full"]]},
        {"html": "<p>Sam writes the list now.</p>", "when": [["call.a"], ["!desk.a"]]},
    ]


def test_words_of_an_ending_are_those_of_the_longest_walk() -> None:
    """Parts that exclude each other are not added up: 60 words each are within the limit of 130."""
    sixty = "go " * 60
    authored = chain(["one"])
    last = authored["story"]["scenes"]["last"]
    last["text"] = [
        {"if": "one.a", "text": sixty},
        {"if": "one.b", "text": sixty},
        {"if": "not one.a and not one.b", "text": sixty},
    ]
    assert "text-too-long" not in codes(authored)
    last["text"] = [
        sixty,
        {"if": "one.a", "text": sixty},
        {"if": "one.a", "text": sixty},
    ]
    assert "text-too-long" in codes(authored)


def test_words_of_parts() -> None:
    parts: list[dict[str, Any]] = [
        {"html": "<p>a b</p>"},
        {"html": "c", "when": [["s.a", "!t.b"], ["u.full"]]},
    ]
    assert words_of(parts, frozenset()) == 2
    assert words_of(parts, frozenset({"s.a"})) == 3
    assert words_of(parts, frozenset({"s.a", "t.b"})) == 2
    assert words_of(parts, frozenset({"u.full", "t.b"})) == 3


def asking(options: dict[str, Any]) -> dict[str, Any]:
    item = {"type": "choose", "prompt": "What now?", "options": options}
    return {"text": "A scene.", "item": item}


def test_a_variable_in_an_echo_is_settled_where_it_is_asked() -> None:
    """Scene two is met in two states; in one of them the option has an echo."""
    echo = {"if": "seen", "who": "sam", "text": "I saw."}
    first = {"a": option("two", 3, set={"seen": True}), "b": option("two", 1)}
    then = {"a": option("end", 3, echo=echo), "b": option("end", 1)}
    ending = {"text": "End.", "ending": {"title": "End", "tone": "good"}}
    authored = module(
        {"one": asking(first), "two": asking(then), "end": ending},
        "one",
        people={"sam": {"name": "Sam", "role": "clerk"}},
        variables={"seen": False},
    )
    whole = compiled(authored)
    story = whole["story"]
    twos = [node for node in story["nodes"] if node["scene"] == "two"]
    items = [item_at(whole, node) for node in twos]
    options = [item["options"][0] for item in items if item["type"] == "choose"]
    heard = [first.get("echo") for first in options]
    said: list[Echo] = [{"who": "sam", "html": "I saw.", "matters": 2}]
    assert (len(heard), heard.count(said), heard.count(None)) == (2, 1, 1)


def test_a_scene_may_not_take_a_name_of_the_short_way() -> None:
    files = changed("module.yaml", "    judge:\n", "    _way1:\n", SECOND)
    found = problems(files, good_media(SECOND))
    assert ("shape", "story.scenes._way1") in [(p.code, p.path) for p in found]
