"""How long the record of a story can become: some systems keep no more than so many characters."""

from __future__ import annotations

from olw_core.engine import record
from olw_core.formats.compiled import Module, Node, Story


def longest_record(module: Module) -> int:
    """The greatest length a record of this compiled module can have, in characters."""
    story = module["story"]
    leaving = 0
    if story["way_out"] is not None:
        leaving = len("-tt_") + _steps_from(story, story["way_out"], leaving=0)
    longest = _steps_from(story, story["start"], leaving)
    steps = longest - len("-")  # none stands before the first step
    header = f"{record.FORMAT}.{module['id']}.9999.9999..c-c.9999-100."
    return len(header) + record.CHECK_LENGTH + max(0, steps)


def _steps_from(
    story: Story,
    start: int,
    leaving: int,
) -> int:
    """The most characters of the steps from a node on.

    `leaving`: of the way out and all behind it; 0 = it is closed.
    """
    longest: list[int] = []  # from each node on; links lead to earlier nodes
    for node in story["nodes"][: start + 1]:
        ahead = [longest[target] for target in node["go"].values()]
        going_on = _step_length(story, node) + max(ahead, default=0)
        if node["item"] is not None:
            going_on = max(going_on, leaving)
        longest.append(going_on)
    return longest[start]


def _step_length(story: Story, node: Node) -> int:
    """Characters of a dash, the tag and an answer; 0 at an ending."""
    if node["item"] is None:
        return 0
    item = story["items"][node["item"]]
    if item["type"] == "choose":
        return len("-tta")
    if item["type"] == "pick":
        return len("-tt") + item["k"]
    return len("-tt") + len(item["options"])
