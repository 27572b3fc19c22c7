"""How long the record of a story can become: some systems keep no more than so many characters."""

from __future__ import annotations

from olw_core.engine import record
from olw_core.formats.compiled import Module, Node, Story
from olw_core.formats.items import CompiledItem

_STEP = len("-tt")
"""A dash and the tag of a scene; behind them stands the answer."""
_LEFT = len("_")
"""The answer of who leaves the story."""


def longest_record(module: Module) -> int:
    """The greatest length a record of this compiled module can have, in characters."""
    story = module["story"]
    way_out = story["way_out"]
    leaving = 0
    if way_out is not None:
        behind = _steps_from(story, way_out, leaving=0)
        leaving = _STEP + _LEFT + behind
    longest = _steps_from(story, story["start"], leaving)
    steps = longest - len("-")  # none stands before the first step
    name = module["id"]
    header = f"{record.FORMAT}.{name}.9999.9999..c-c.9999-100."
    around = len(header) + record.CHECK_LENGTH
    return around + max(0, steps)


def _steps_from(story: Story, start: int, leaving: int) -> int:
    """The most characters of the steps from a node on.

    `leaving`: of the way out and all behind it; 0 = it is closed.
    """
    longest: list[int] = []  # from each node on; links lead to earlier nodes
    up_to_start = story["nodes"][: start + 1]
    for node in up_to_start:
        go = node["go"]
        behind = [longest[target] for target in go.values()]
        most = max(behind, default=0)
        step = _step_length(story, node)
        going_on = step + most
        if node["item"] is not None:
            going_on = max(going_on, leaving)
        longest.append(going_on)
    return longest[start]


def _step_length(story: Story, node: Node) -> int:
    """Characters of a dash, the tag and an answer; 0 at an ending."""
    index = node["item"]
    if index is None:
        return 0
    item = story["items"][index]
    letters = _letters(item)
    return _STEP + letters


def _letters(item: CompiledItem) -> int:
    """Characters of an answer; a ranking or a rating has one for each option."""
    if item["type"] == "choose":
        return 1
    if item["type"] == "pick":
        return item["k"]
    options = item["options"]
    return len(options)
