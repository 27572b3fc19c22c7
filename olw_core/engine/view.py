"""Makes the View: all that a learner's browser may know at this point (formats.md, section 4).

Before an ending that is the scene, the options and the feedback of what was chosen; keys, gains and
the case for the other choice come only with the ending.
"""

from __future__ import annotations

from olw_core.engine.feedback import feedback_of, lines
from olw_core.engine.record import NO_PLAN, Record
from olw_core.engine.result import result_of
from olw_core.engine.story import LEAVE, Decision, Walk, item_at, progress
from olw_core.formats.compiled import Module
from olw_core.formats.items import CompiledItem
from olw_core.formats.view import EndingView, Finished, Item, Past, PlanView, View


def view_of(
    module: Module,
    record: Record,
    here: Walk,
    *,
    scores: bool,
) -> View:
    """The View at the end of a walk. `scores`: whether percentages may be shown."""
    view = _scene_view(module, record, here)
    last = here.decisions[-1:]
    if last and last[0].answer != LEAVE:
        view["feedback"] = feedback_of(last[0])
    ending = _ending(module, here)
    if ending is None:
        _add_question(view, module, here)
        if record.done is not None and not here.decisions:
            _add_last_time(view, module, record, scores=scores)
        return view
    view["ending"] = ending
    view["result"] = result_of(module, record, here, scores=scores)
    if module["plan"]["cues"]:
        view["plan"] = _plan(module, record)
    return view


def _scene_view(
    module: Module,
    record: Record,
    here: Walk,
) -> View:
    """What every View has: the scene and the way to it."""
    story, node = module["story"], here.node
    scene = story["scenes"][node["scene"]]
    return {
        "module": module["id"],
        "version": module["version"],
        "attempt": record.attempt,
        "step": len(here.decisions),
        "scene": node["scene"],
        "html": story["texts"][node["text"]],
        "recap": scene["recap"],
        "picture": scene["picture"],
        "setting": scene["setting"].copy(),
        "progress": progress(module, here),
        "history": _history(module, here),
    }


def _history(module: Module, here: Walk) -> list[Past]:
    """Every decision as it was met, oldest first."""
    return [_past(module, i, one) for i, one in enumerate(here.decisions)]


def _past(
    module: Module,
    step: int,
    decision: Decision,
) -> Past:
    """One decision as it was met, with its feedback."""
    node, item = decision.node, decision.item
    past: Past = {
        "step": step,
        "scene": node["scene"],
        "html": module["story"]["texts"][node["text"]],
        "type": item["type"],
        "prompt": item["prompt"],
        "answer": decision.answer,
        "chosen": lines(item, decision.answer),
    }
    if decision.answer != LEAVE:
        past["feedback"] = feedback_of(decision)
    return past


def _ending(module: Module, here: Walk) -> EndingView | None:
    """How the story closed; None while there is something to decide."""
    scene = module["story"]["scenes"][here.node["scene"]]
    if scene["ending"] is None:
        return None
    ending: EndingView = {
        "title": scene["ending"]["title"],
        "tone": scene["ending"]["tone"],
    }
    if here.left:
        ending["left"] = True
    return ending


def _add_question(
    view: View,
    module: Module,
    here: Walk,
) -> None:
    """What is asked, and whether one may leave."""
    view["item"] = public_item(item_at(module, here.node))
    if module["story"]["way_out"] is not None:
        view["leave"] = True


def public_item(item: CompiledItem) -> Item:
    """An item without its key: type, prompt, options as {id, html}, and k for pick."""
    public: Item = {
        "type": item["type"],
        "prompt": item["prompt"],
        "options": [],
    }
    for option in item["options"]:
        public["options"].append({"id": option["id"], "html": option["html"]})
    if item["type"] == "pick":
        public["k"] = item["k"]
    return public


def _add_last_time(
    view: View,
    module: Module,
    record: Record,
    *,
    scores: bool,
) -> None:
    """That the story was finished before, and the plan that came of it."""
    finished: Finished = {}
    if scores and record.done is not None:
        finished["best"] = record.done.counted
    view["finished"] = finished
    if record.plan != NO_PLAN:
        view["plan"] = _plan(module, record)


def _plan(module: Module, record: Record) -> PlanView:
    """The lists of the plan and what was picked."""
    plan = module["plan"]
    return {
        "cues": plan["cues"],
        "actions": plan["actions"],
        "chosen": {"cue": record.plan.cue, "action": record.plan.action},
    }
