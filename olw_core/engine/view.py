"""Makes the View: all that a learner's browser may know at this point (formats.md, section 4).
Twin of olw_core/player/src/engine/view.ts.

Before an ending that is the scene, the options and what came of what was chosen; keys, gains,
reasons and what people say of it come only with the ending.
"""

from __future__ import annotations

from olw_core.engine import path
from olw_core.engine.echoes import chosen, echoes
from olw_core.engine.feedback import feedback_of, lines
from olw_core.engine.record import NO_PLAN, Record
from olw_core.engine.result import result_of
from olw_core.engine.story import Decision, Walk, item_at, may_leave, progress
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
    if here.told:
        view["feedback"] = feedback_of(here.told[-1])
    ending = _ending(module, here)
    if ending is None:
        _add_question(view, module, here)
        if record.done is not None and not here.decisions:
            _add_last_time(view, module, record, scores=scores)
        return view
    view["ending"] = ending
    view["result"] = result_of(module, record, here, scores=scores)
    _add_the_walk(view, module, here)
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
    walked = chosen(here)
    return {
        "module": module["id"],
        "version": module["version"],
        "attempt": record.attempt,
        "step": len(here.decisions),
        "scene": node["scene"],
        "html": path.words(story["texts"][node["text"]], walked),
        "recap": scene["recap"],
        "picture": path.drawn(node["picture"], walked),
        "setting": scene["setting"].copy(),
        "progress": progress(here),
        "history": history(module, here),
    }


def history(module: Module, here: Walk) -> list[Past]:
    """Every decision that counts, as it was met, oldest first."""
    begin = here.skipped
    return [past_of(module, i, one) for i, one in enumerate(here.told, begin)]


def past_of(
    module: Module,
    step: int,
    decision: Decision,
) -> Past:
    """One decision as it was met, and what came of it."""
    node, item = decision.node, decision.item
    text = module["story"]["texts"][node["text"]]
    return {
        "step": step,
        "scene": node["scene"],
        "html": path.words(text, set()),
        "type": item["type"],
        "prompt": item["prompt"],
        "answer": decision.answer,
        "chosen": lines(item, decision.answer),
        "feedback": feedback_of(decision),
    }


def _ending(module: Module, here: Walk) -> EndingView | None:
    """How the story closed; None while there is something to decide."""
    scene = module["story"]["scenes"][here.node["scene"]]
    if scene["ending"] is None:
        return None
    return {
        "title": scene["ending"]["title"],
        "tone": scene["ending"]["tone"],
    }


def _add_the_walk(
    view: View,
    module: Module,
    here: Walk,
) -> None:
    """What an ending tells of the way to it: who says what, the other chair, what was spent.

    Who took the short way is not told the story after all.
    """
    walked = chosen(here)
    story = module["story"]
    view["echoes"] = echoes(here)
    chair = story["other_chair"]
    if chair is not None and not here.left:
        view["chair"] = {
            "who": chair["who"],
            "title": chair["title"],
            "html": path.words(story["texts"][chair["text"]], walked),
        }
    spent = path.drawn(here.node.get("spent", ""), walked)
    if spent:
        view["spent"] = spent


def _add_question(
    view: View,
    module: Module,
    here: Walk,
) -> None:
    """What is asked, and whether one may leave."""
    view["item"] = public_item(item_at(module, here.node))
    if may_leave(module, here):
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
    if item["type"] == "choose" and "say" in item:
        public["say"] = item["say"]
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
