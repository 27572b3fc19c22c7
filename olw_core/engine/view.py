"""Makes the View: all that a learner's browser may know at this point (docs/developers/formats.md, section 4).

Before an ending that is the scene, the options and the feedback of what was chosen; keys, gains and the case for the
other choice come only with the ending.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from olw_core.engine.record import Plan, Record
from olw_core.engine.story import (
    LEAVE,
    Decision,
    Module,
    Walk,
    item_at,
    percent,
    progress,
)

View = dict[str, Any]


def view_of(module: Module, record: Record, here: Walk, *, scores: bool) -> View:
    """The View at the end of a walk. `scores`: whether percentages may be shown."""
    story = module["story"]
    scene = story["scenes"][here.node["scene"]]
    view: View = {
        "module": module["id"],
        "version": module["version"],
        "attempt": record.attempt,
        "step": len(here.decisions),
        "scene": here.node["scene"],
        "html": story["texts"][here.node["text"]],
        "recap": scene["recap"],
        "picture": scene["picture"],
        "setting": dict(scene["setting"]),
        "progress": progress(module, here),
        "history": [_past(module, i, d) for i, d in enumerate(here.decisions)],
    }
    if here.decisions and here.decisions[-1].answer != LEAVE:
        view["feedback"] = feedback(here.decisions[-1])
    if here.ended:
        view["ending"] = {**scene["ending"], **({"left": True} if here.left else {})}
        view["result"] = _result(module, record, here, scores)
        if module["plan"]["cues"]:
            view["plan"] = _plan(module, record)
        return view
    view["item"] = public_item(item_at(module, here.node))
    if story["way_out"] is not None:
        view["leave"] = True
    if record.done is not None and not here.decisions:
        view["finished"] = {"best": record.done.counted} if scores else {}
        if record.plan != Plan():
            view["plan"] = _plan(module, record)
    return view


def public_item(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item without its key: type, prompt, options as {id, html}, and k for pick."""
    public: dict[str, Any] = {
        "type": item["type"],
        "prompt": item["prompt"],
        "options": [{"id": o["id"], "html": o["html"]} for o in item["options"]],
    }
    if item["type"] == "pick":
        public["k"] = item["k"]
    return public


def band(item: Mapping[str, Any], gain: int) -> str:
    """full (s = 1), part (s >= 1/2) or low."""
    if gain == item["full"]:
        return "full"
    return "part" if 2 * gain >= item["full"] else "low"


def _told(decision: Decision) -> Mapping[str, Any]:
    if decision.item["type"] == "choose":
        told: Mapping[str, Any] = _option(decision.item, decision.answer)["feedback"]
        return told
    told = decision.item["feedback"][band(decision.item, decision.gain)]
    return told


def _option(item: Mapping[str, Any], letter: str) -> Mapping[str, Any]:
    option: Mapping[str, Any] = next(o for o in item["options"] if o["id"] == letter)
    return option


def feedback(decision: Decision) -> dict[str, str]:
    """Consequence and why of what was chosen, with what it protects and costs where the authors say so."""
    told = _told(decision)
    found = {"consequence": told["consequence"], "why": told["why"]}
    if decision.item["type"] == "choose":
        option = _option(decision.item, decision.answer)
        found.update(
            {name: option[name] for name in ("protects", "costs") if option[name]}
        )
    return found


def _past(module: Module, index: int, decision: Decision) -> dict[str, Any]:
    past: dict[str, Any] = {
        "step": index,
        "scene": decision.node["scene"],
        "html": module["story"]["texts"][decision.node["text"]],
        "type": decision.item["type"],
        "prompt": decision.item["prompt"],
        "answer": decision.answer,
        "chosen": _lines(decision.item, decision.answer),
    }
    if decision.answer != LEAVE:
        past["feedback"] = feedback(decision)
    return past


def _lines(item: Mapping[str, Any], answer: str) -> list[str]:
    """The HTML of the options an answer names, in its order; of rate every statement; nothing for the way out."""
    if answer == LEAVE:
        return []
    letters = [o["id"] for o in item["options"]] if item["type"] == "rate" else answer
    return [_option(item, letter)["html"] for letter in letters]


def _result(module: Module, record: Record, here: Walk, scores: bool) -> dict[str, Any]:
    result: dict[str, Any] = {
        "decisions": [_explained(module, i, d) for i, d in enumerate(here.decisions)],
        "evidence": evidence(module, here),
    }
    if scores:
        result["percent"] = percent(module, here.total)
        if record.done is not None:
            result["best"] = record.done.counted
    return result


def _explained(module: Module, index: int, decision: Decision) -> dict[str, Any]:
    node, item = decision.node, decision.item
    explained: dict[str, Any] = {
        "step": index,
        "scene": node["scene"],
        "regret": decision.regret,
        "stake": node["best"] - node["worst"],
        "tests": list(item["tests"]),
        "others": [],
    }
    if decision.answer == LEAVE:
        return explained
    explained["other"] = _told(decision)["other"]
    if item["type"] != "choose":
        explained["key"] = authors_answer(item)
        explained["keyed"] = _lines(item, explained["key"])
        return explained
    explained["others"] = [
        {
            "id": o["id"],
            "html": o["html"],
            "consequence": o["feedback"]["consequence"],
            "protects": o["protects"],
            "costs": o["costs"],
            "then": _then(module, node["go"][o["id"]]),
        }
        for o in item["options"]
        if o["id"] != decision.answer
    ]
    return explained


def authors_answer(item: Mapping[str, Any]) -> str:
    """The answer the authors would give to a pick, rank or rate item, as a response string."""
    if item["type"] == "rank":
        return "".join(letter for group in item["key"] for letter in group)
    if item["type"] == "pick":
        return "".join(o["id"] for o in item["options"] if o["id"] in item["key"])
    return "".join(str(item["key"][o["id"]]) for o in item["options"])


def _then(module: Module, target: int) -> str:
    scene = module["story"]["scenes"][module["story"]["nodes"][target]["scene"]]
    return str(scene["ending"]["title"] if scene["ending"] else scene["recap"])


def evidence(module: Module, here: Walk) -> list[dict[str, Any]]:
    """Per behaviour: on how many of the decisions that test it at least two thirds of the points were earned."""
    tested = [
        (d.item["tests"], 3 * d.gain >= 2 * d.item["full"])
        for d in here.decisions
        if d.answer != LEAVE
    ]
    found = []
    for behaviour in module["behaviours"]:
        met = [good for tests, good in tested if behaviour["id"] in tests]
        if met:
            found.append(
                {
                    "behaviour": behaviour["id"],
                    "label": behaviour["label"],
                    "met": sum(met),
                    "of": len(met),
                }
            )
    return found


def _plan(module: Module, record: Record) -> dict[str, Any]:
    plan = record.plan
    chosen = {"cue": plan.cue, "action": plan.action}
    return {
        "cues": module["plan"]["cues"],
        "actions": module["plan"]["actions"],
        "chosen": chosen,
    }
