"""Which answers can lie behind a node: what conditions on paths can be asked about there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from olw_core.authoring.compiler.json_types import Json
from olw_core.authoring.compiler.markdown import count
from olw_core.authoring.compiler.outcomes import outcomes
from olw_core.authoring.compiler.paths import When
from olw_core.authoring.compiler.rendering import Text
from olw_core.authoring.compiler.unfold import Node
from olw_core.engine import path
from olw_core.formats.items import CompiledItem, Echo

Chosen = frozenset[str]
"""The `scene.answer` of a walk, as far as some condition names them."""
Arrivals = Mapping[int, set[Chosen]]
"""Index of a node to the sets that walks arrive with; nodes that none reaches are left out."""


def arrivals(nodes: Sequence[Node], start: int, named: Iterable[str]) -> Arrivals:
    """`named`: the `scene.answer` that conditions name; the others are not told apart."""
    known = frozenset(named)
    nothing_yet: Chosen = frozenset()
    found = {start: {nothing_yet}}
    for index in range(start, -1, -1):  # links point to smaller indices
        node = nodes[index]
        if node.item is None or index not in found:
            continue
        for outcome in outcomes(node.item):
            answer = outcome.answer
            atom = f"{node.scene}.{answer}"
            target = node.after(answer)
            behind = found.setdefault(target, set())
            arrive = _with(found[index], atom, known)
            behind.update(arrive)
    return found


def _with(before: Iterable[Chosen], atom: str, known: Chosen) -> Iterator[Chosen]:
    """These sets after one more answer."""
    if atom not in known:
        yield from before
        return
    answered = {atom}
    for chosen in before:
        yield chosen | answered


def named_atoms(parts: Iterable[Json]) -> set[str]:
    """The `scene.answer` that the parts of texts, pictures and echoes depend on."""
    found: set[str] = set()
    for part in parts:
        when: When = part.get("when", [])
        for atoms in when:
            for atom in atoms:
                name = atom.removeprefix("!")
                found.add(name)
    return found


def most_words(text: Text, chosen: Iterable[Chosen]) -> int:
    """Words of a text on the walk that shows most of it."""
    if isinstance(text, str):
        return count(text)
    most = 0
    for one in chosen:
        words = words_of(text, one)
        most = max(most, words)
    return most


def words_of(parts: Sequence[Json], chosen: Chosen) -> int:
    """Words of the parts that a walk shows."""
    words = 0
    for part in parts:
        if shows(part, chosen):
            words += count(part["html"])
    return words


def shows(part: Json, chosen: Chosen) -> bool:
    """Whether a walk shows a part."""
    when: When | None = part.get("when")
    if when is None:
        return True
    return path.holds(when, chosen)


def parts_of(node: Node) -> Iterator[Json]:
    """All of a node that may depend on the walk."""
    for shown in (node.text, node.picture, node.spent):
        if not isinstance(shown, str):
            yield from shown
    if node.item is None:
        return
    for echo in echoes_in(node.item):
        yield dict(echo)


def echoes_in(item: CompiledItem) -> Iterator[Echo]:
    """Every echo of a compiled item."""
    if item["type"] == "choose":
        for option in item["options"]:
            own = option.get("echo", [])
            yield from own
        return
    bands = item.get("echo", {})
    full = bands.get("full", [])
    part = bands.get("part", [])
    low = bands.get("low", [])
    yield from (*full, *part, *low)
