"""A Twine story as the data of a module, with all that its author should know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from olw_core.authoring.leftover import TO_WRITE
from olw_core.authoring.schema.limits import MOST_SCENES, TITLE
from olw_core.authoring.twee import reachable, variables
from olw_core.authoring.twee.draft import Draft
from olw_core.authoring.twee.drafts import Flattener
from olw_core.authoring.twee.findings import idle, of_passages, placed
from olw_core.authoring.twee.included import resolved
from olw_core.authoring.twee.kinds import Passages
from olw_core.authoring.twee.logic import LARGEST, names
from olw_core.authoring.twee.parts import Part, Set
from olw_core.authoring.twee.passages import Remark, Twee
from olw_core.authoring.twee.reachable import Graph
from olw_core.authoring.twee.scenes import Scenes
from olw_core.authoring.twee.variables import Declaration, Variable
from olw_core.errors import OlwError


@dataclass(frozen=True)
class TakenStory:
    """What was made."""

    data: dict[str, Any]
    """The fields of module.yaml."""
    names: Mapping[str, str]
    """Scene to the passage that it was."""
    told: Sequence[Remark]
    """What was not taken over as it was, by line; line 0 is the whole file."""
    kept: Sequence[str]
    """Passages of which something was told, and text of none, as they were typed."""
    passages: int
    """That tell the story."""
    followed: int
    """Passages that are told after a choice."""


def story(
    twee: Twee,
    module_id: str,
    principle: str,
) -> TakenStory:
    """The module of a story. Raises OlwError where there is none."""
    told = list(twee.told)
    passages = Passages(twee, told)
    whole = {name: _whole(name, passages) for name in passages.parts}
    found = variables.found(whole.values())
    drafts = _drafts(
        passages,
        whole,
        found,
    )
    telling = {
        name: draft
        for name, draft in drafts.items()
        if not passages.is_apart(passages.all[name])
    }
    start = _start(
        twee,
        telling,
        told,
    )
    reached = reachable.reached(start, telling)
    declared = _declared(
        found,
        _early(
            passages,
            drafts,
            start,
        ),
        _asked(reached),
    )
    scenes = Scenes(reached, declared)
    scenes.make(start)
    _check_size(scenes)
    told += [*reached.told, *scenes.told, *idle(found, declared)]
    told += of_passages(
        passages,
        reached,
        drafts,
    )
    told = placed(told, passages.all)
    named = {one.passage for one in told}
    kept = []
    for name, passage in passages.all.items():
        if name in named:
            kept.append(passage.raw())
    return TakenStory(
        data=_data(
            module_id,
            principle,
            _title(twee, told),
            declared,
            scenes.ids.of(start),
            scenes.data,
        ),
        names=scenes.ids.back,
        told=sorted(told, key=lambda one: one.line),
        kept=[*twee.lost, *kept],
        passages=len(telling),
        followed=len(scenes.followed()),
    )


def _whole(name: str, passages: Passages) -> list[Part]:
    """The parts of a passage, with those of the passages that it shows."""
    others = dict(passages.parts)
    own = others.pop(name)
    return resolved(own, list(others.items()))


def _drafts(
    passages: Passages,
    whole: Mapping[str, Sequence[Part]],
    found: Mapping[str, Variable],
) -> dict[str, Draft]:
    """The draft of every passage that is not code."""
    unclear = {name for name, one in found.items() if not one.is_clear}
    drafts: dict[str, Draft] = {}
    for name, parts in whole.items():
        line = passages.all[name].line
        drafts[name] = Flattener(line, unclear).made(parts)
    return drafts


def _start(
    twee: Twee,
    drafts: Mapping[str, Draft],
    told: list[Remark],
) -> str:
    """Where the story begins; the first passage where the file names none that is there."""
    if not drafts:
        raise OlwError(
            "twee-empty",
            "The file has no passage that tells a story. Write one in Twine.",
        )
    if twee.start in drafts:
        return twee.start
    first = next(iter(drafts))
    words = f"There is no passage '{twee.start}' to start with: '{first}' is taken."
    told.append(
        Remark(
            0,
            "",
            words,
        )
    )
    return first


def _early(
    passages: Passages,
    drafts: Mapping[str, Draft],
    start: str,
) -> list[Set]:
    """What is set before the first choice."""
    found: list[Set] = []
    for passage in passages.all.values():
        if passages.runs_before(passage):
            found += drafts[passage.name].sets
    found += drafts[start].sets
    return found


def _asked(reached: Graph) -> set[str]:
    """The variables on which something depends."""
    found: set[str] = set()
    for draft in reached.drafts.values():
        for when, _ in [*draft.lines, *draft.links]:
            found |= names(when)
    return found


def _declared(
    found: Mapping[str, Variable], early: Iterable[Set], asked: Iterable[str]
) -> dict[str, Declaration]:
    """The variables that the module needs, with their values at the start."""
    values: dict[str, int] = {}
    for change in early:
        before = values.get(change.name, 0)
        value = before + change.step if change.to is None else int(change.to)
        values[change.name] = min(LARGEST, max(0, value))
    wanted = sorted(asked)
    declared = {}
    for name in wanted:
        start = values.get(name, 0)
        declared[name] = found[name].declared(start)
    return declared


def _check_size(scenes: Scenes) -> None:
    """Refuse what no module can hold."""
    if len(scenes.data) > MOST_SCENES:
        raise OlwError(
            "twee-too-long",
            f"The story has {len(scenes.data)} scenes; a module has at most {MOST_SCENES}."
            " Cut the story into several in Twine.",
        )


def _title(twee: Twee, told: list[Remark]) -> str:
    """The story's title, cut where it is too long."""
    if len(twee.title) > TITLE:
        words = f"The title is cut to {TITLE} characters. It was: {twee.title}"
        told.append(
            Remark(
                0,
                "",
                words,
            )
        )
    return twee.title[:TITLE].strip() or f"{TO_WRITE} the title"


def _data(
    module_id: str,
    principle: str,
    title: str,
    declared: Mapping[str, Declaration],
    start: str,
    scenes: Mapping[str, object],
) -> dict[str, Any]:
    """The fields of module.yaml, in the order in which authors read them."""
    setting = {
        "role": f"{TO_WRITE} who the learner is",
        "place": f"{TO_WRITE} where",
        "mode": "in person",
    }
    data: dict[str, Any] = {
        "id": module_id,
        "principle": principle,
        "version": 1,
        "lang": "en-GB",
        "title": title,
        "summary": f"{TO_WRITE} one or two sentences that say what happens.",
    }
    if declared:
        data["variables"] = dict(declared)
    story = {"setting": setting, "start": start, "scenes": dict(scenes)}
    return {**data, "story": story}
