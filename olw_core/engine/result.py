"""What an ending explains: each decision looked back at, and what the attempt showed. Twin of
olw_core/player/src/engine/result.ts.
"""

from __future__ import annotations

from olw_core.engine.feedback import authors_answer, lines, told
from olw_core.engine.record import Record
from olw_core.engine.scoring import choice
from olw_core.engine.story import Decision, Walk, percent
from olw_core.formats.compiled import Module, Node
from olw_core.formats.items import ChooseItem
from olw_core.formats.result import Evidence, Explained, Other, Result


def result_of(
    module: Module,
    record: Record,
    here: Walk,
    *,
    scores: bool,
) -> Result:
    """The result of a finished walk. `scores`: whether percentages may be shown."""
    found: Result = {
        "decisions": explained(module, here),
        "evidence": evidence(module, here),
    }
    if scores:
        found["percent"] = percent(here)
        if record.done is not None:
            found["best"] = record.done.counted
    return found


def explained(module: Module, here: Walk) -> list[Explained]:
    """Every decision that counts, oldest first."""
    found = []
    for step, decision in enumerate(here.told, here.skipped):
        one = _both_sides(step, decision)
        _add_the_others(module, one, decision)
        found.append(one)
    return found


def _both_sides(step: int, decision: Decision) -> Explained:
    """What it could give and what it gave away; what spoke for the answer and for another."""
    node, said = decision.node, told(decision)
    return {
        "step": step,
        "scene": node["scene"],
        "regret": decision.regret,
        "stake": node["best"] - node["worst"],
        "tests": list(decision.item["tests"]),
        "consequence": said["consequence"],
        "why": said["why"],
        "yours": said["yours"],
        "other": said["other"],
        "protects": "",
        "costs": "",
        "others": [],
    }


def _add_the_others(
    module: Module,
    found: Explained,
    decision: Decision,
) -> None:
    """The price of a choice and the choices not taken, or the authors' answer."""
    item = decision.item
    if item["type"] == "choose":
        option = choice(item, decision.answer)
        found["protects"] = option["protects"]
        found["costs"] = option["costs"]
        found["others"] = _others(module, decision, item)
        return
    key = authors_answer(item)
    found["key"] = key
    found["keyed"] = lines(item, key)


def _others(
    module: Module,
    decision: Decision,
    item: ChooseItem,
) -> list[Other]:
    """The options that were not taken."""
    found: list[Other] = []
    for option in item["options"]:
        if option["id"] == decision.answer:
            continue
        target = decision.node["go"][option["id"]]
        other: Other = {
            "id": option["id"],
            "html": option["html"],
            "consequence": option["feedback"]["consequence"],
            "protects": option["protects"],
            "costs": option["costs"],
            "then": _then(module, module["story"]["nodes"][target]),
        }
        found.append(other)
    return found


def _then(module: Module, node: Node) -> str:
    """Recap, or the ending's title, of a node's scene."""
    scene = module["story"]["scenes"][node["scene"]]
    ending = scene["ending"]
    if ending is None:
        return scene["recap"]
    return ending["title"]


def evidence(module: Module, here: Walk) -> list[Evidence]:
    """Per behaviour: how many of the decisions that test it were met.

    Met means that at least two thirds of the points were earned.
    """
    found = []
    for behaviour in module["behaviours"]:
        counted = _count(behaviour["id"], behaviour["label"], here)
        if counted["of"]:
            found.append(counted)
    return found


def _count(
    behaviour: str,
    label: str,
    here: Walk,
) -> Evidence:
    """Over the decisions of a walk."""
    counted: Evidence = {
        "behaviour": behaviour,
        "label": label,
        "met": 0,
        "of": 0,
    }
    for decision in here.told:
        if behaviour not in decision.item["tests"]:
            continue
        counted["of"] += 1
        if 3 * decision.gain >= 2 * decision.item["full"]:
            counted["met"] += 1
    return counted
