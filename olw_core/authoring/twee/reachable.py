"""Where a story leads: what can be reached, links that lead back or nowhere, and passages with one
way on, which become what happens after a choice.

A module never comes back to a scene (decision: scores are bounds on a graph without circles), so a
link back leads to a loose end until its author says where else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from olw_core.authoring.schema.limits import MOST_OPTIONS
from olw_core.authoring.twee.draft import Draft
from olw_core.authoring.twee.logic import Condition
from olw_core.authoring.twee.parts import Link, Set
from olw_core.authoring.twee.passages import Remark

KEPT_FREE = 2
"""Options that are added where all of the passage's own may be hidden."""
MOST_TOLD = 80
"""Words that may be told after a choice."""
LOOSE = ""
"""The target of a link whose author must say where it leads."""


@dataclass
class Graph:
    """Passages that can be reached from the start. Links lead to one of them or to LOOSE."""

    drafts: dict[str, Draft]
    told: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class Way:
    """A link followed on through what is told after it."""

    link: Link
    when: Condition
    target: str
    sets: tuple[Set, ...]
    told: tuple[str, ...]
    """Texts of the passages on the way."""


def reached(start: str, drafts: Mapping[str, Draft]) -> Graph:
    """What can be reached, without links back."""
    graph = Graph({})
    open_: set[str] = set()
    stack: list[tuple[str, Iterator[int]]] = []

    def enter(name: str) -> None:
        """Go on to a passage, from which the links are followed."""
        draft = replace(drafts[name], links=list(drafts[name].links))
        _cut(
            name,
            draft,
            graph,
        )
        graph.drafts[name] = draft
        open_.add(name)
        stack.append((name, iter(range(len(draft.links)))))

    enter(start)
    while stack:
        name, left = stack[-1]
        index = next(left, None)
        if index is None:
            open_.remove(name)
            stack.pop()
            continue
        _, link = graph.drafts[name].links[index]
        target = link.target
        why = _fault(
            target,
            drafts,
            open_,
        )
        if why:
            _loosen(
                graph,
                name,
                index,
                why,
            )
        elif target not in graph.drafts:
            enter(target)
    return graph


def _fault(
    target: str,
    drafts: Mapping[str, Draft],
    open_: AbstractSet[str],
) -> str:
    """Why a link cannot lead where it leads. `open_`: the passages on the way to it."""
    if target not in drafts:
        return f"leads to '{target}', which is not there"
    if target in open_:
        return f"leads back to '{target}', and a story here never goes back"
    return ""


def _cut(
    name: str,
    draft: Draft,
    graph: Graph,
) -> None:
    """Leave out the links that are too many for a decision."""
    most = MOST_OPTIONS if draft.least > 1 else MOST_OPTIONS - KEPT_FREE
    for _, link in draft.links[most:]:
        words = (
            f"The link '{link.text}' is left out: a decision takes at most {most} here."
        )
        graph.told.append(
            Remark(
                link.line,
                name,
                words,
            )
        )
    del draft.links[most:]


def _loosen(
    graph: Graph,
    name: str,
    index: int,
    why: str,
) -> None:
    """Let a link end in a loose end, and say so."""
    when, link = graph.drafts[name].links[index]
    graph.drafts[name].links[index] = (when, replace(link, target=LOOSE))
    words = f"The link '{link.text or link.target}' {why}. It ends the story now."
    graph.told.append(
        Remark(
            link.line,
            name,
            words,
        )
    )


def is_told(draft: Draft) -> bool:
    """Whether a passage may be told after a choice: one way on, in every case."""
    if len(draft.links) != 1 or draft.least != 1:
        return False
    _, link = draft.links[0]
    if link.target == LOOSE:
        return False
    conditions = [condition for condition, _ in draft.texts()]
    return conditions == [""]


def way(
    graph: Graph,
    when: Condition,
    link: Link,
) -> Way:
    """Where a link leads when everything is told that may be told."""
    sets, told = list(link.sets), list[str]()
    target = link.target
    while target != LOOSE:
        draft = graph.drafts[target]
        sets += draft.sets
        if not is_told(draft):
            break
        words = draft.texts()[0][1]
        if sum(len(text.split()) for text in [*told, words]) > MOST_TOLD:
            break
        told.append(words)
        onward = draft.links[0][1]
        sets += onward.sets
        target = onward.target
    return Way(
        link,
        when,
        target,
        tuple(sets),
        tuple(told),
    )
