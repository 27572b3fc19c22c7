"""What an author should know of a story that was taken over: what the module has not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from olw_core.authoring.twee.draft import Draft
from olw_core.authoring.twee.kinds import Passages
from olw_core.authoring.twee.passages import Passage, Remark
from olw_core.authoring.twee.reachable import Graph
from olw_core.authoring.twee.variables import Variable


def idle(
    found: Mapping[str, Variable], declared: Mapping[str, object]
) -> Iterator[Remark]:
    """Variables that the module does not have, and what it makes of those it has."""
    for name, variable in found.items():
        if variable.is_clear and name not in declared:
            words = f"The variable '{name}' decides nothing here; it is left out."
            yield Remark(
                0,
                "",
                words,
            )
    for name, value in declared.items():
        falls = any(one.step < 0 for one in found[name].sets)
        if falls and isinstance(value, dict):
            words = f"The variable '{name}' stays between 0 and {value['max']}."
            yield Remark(
                0,
                "",
                words,
            )


def of_passages(
    passages: Passages, reached: Graph, drafts: Mapping[str, Draft]
) -> Iterator[Remark]:
    """Passages that the module has not, and what is missing in those it has."""
    for name, passage in passages.all.items():
        used = name in reached.drafts
        if used or passages.runs_before(passage):
            yield from _notes(passage, drafts[name])
        else:
            yield Remark(
                passage.line,
                name,
                passages.why_unused(passage),
            )
        if used and passage.tags:
            listed = " ".join(passage.tags)
            yield Remark(
                passage.line,
                name,
                f"Its tags are left out: {listed}.",
            )


def placed(
    told: Sequence[Remark],
    passages: Mapping[str, Passage],
) -> list[Remark]:
    """Each once, with the passage in which its line stands: what one shows is another's."""
    starts = {passage.line: name for name, passage in passages.items()}
    found: dict[tuple[int, str], Remark] = {}
    for one in told:
        above = [line for line in starts if line <= one.line]
        name = starts[max(above)] if above else one.passage
        with_name = replace(one, passage=name)
        key = (one.line, one.words)
        found.setdefault(key, with_name)
    return list(found.values())


def _notes(passage: Passage, draft: Draft) -> Iterator[Remark]:
    """What a module cannot say of a passage."""
    for note in dict.fromkeys(draft.notes):
        shown = " ".join(note.raw.split())
        yield Remark(
            note.line,
            passage.name,
            f"`{shown[:80]}` {note.why}.",
        )
