"""What an ending explains: each decision looked back at, and what the attempt showed."""

from __future__ import annotations

from olw_core.engine.feedback import authors_answer, lines, told
from olw_core.engine.record import Record
from olw_core.engine.story import LEAVE, Decision, Walk, percent
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
        found["percent"] = percent(module, here.total)
        if record.done is not None:
            found["best"] = record.done.counted
    return found


def explained(module: Module, here: Walk) -> list[Explained]:
    """Every decision, oldest first."""
    found = []
    for step, decision in enumerate(here.decisions):
        one = _stakes(step, decision)
        if decision.answer != LEAVE:
            _add_the_other_side(module, one, decision)
        found.append(one)
    return found


def _stakes(step: int, decision: Decision) -> Explained:
    """Which decision it is, what it could give and what it gave away."""
    node = decision.node
    return {
        "step": step,
        "scene": node["scene"],
        "regret": decision.regret,
        "stake": node["best"] - node["worst"],
        "tests": list(decision.item["tests"]),
        "others": [],
    }


def _add_the_other_side(
    module: Module,
    found: Explained,
    decision: Decision,
) -> None:
    """The case for another choice, and the choices themselves or the authors' answer."""
    item = decision.item
    found["other"] = told(decision)["other"]
    if item["type"] == "choose":
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

    Met means that at least two thirds of the points were earned; leaving shows nothing.
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
    for decision in here.decisions:
        if decision.answer == LEAVE or behaviour not in decision.item["tests"]:
            continue
        counted["of"] += 1
        if 3 * decision.gain >= 2 * decision.item["full"]:
            counted["met"] += 1
    return counted
