"""Every walk through a compiled story, exactly: each choice and each band, with its share at random
play."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from olw_core.authoring.compiler.outcomes import AnswerOutcome, outcomes
from olw_core.engine.echoes import echoes_of, heard
from olw_core.formats.compiled import Module, Node
from olw_core.formats.items import CompiledItem

MOST_WALKS = 60_000
"""A story of six decisions with five answers has 15,625."""


@dataclass(frozen=True)
class Taken:
    """One decision of a walk."""

    node: int
    """Its index."""
    outcome: AnswerOutcome


@dataclass(frozen=True)
class PathPlayed:
    """One walk to an ending."""

    taken: tuple[Taken, ...]
    ending: int
    """Index of its node."""
    least: int
    """What it earns, in units: a band holds several gains."""
    most: int
    share: Fraction
    """Of those who play by chance."""


Heard = tuple[str, str]
"""(who, words) of an echo."""


class Stage:
    """A compiled story, made ready to be walked many times."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.story = module["story"]
        self._outcomes = [outcomes(one) for one in self.story["items"]]

    def node(self, index: int) -> Node:
        """A node by its index."""
        return self.story["nodes"][index]

    def scene(self, index: int) -> str:
        """The scene that a node is a state of."""
        node = self.node(index)
        return node["scene"]

    def item(self, index: int) -> CompiledItem | None:
        """What is asked at a node; None at an ending."""
        asked = self.node(index)["item"]
        if asked is None:
            return None
        return self.story["items"][asked]

    def open_at(self, index: int) -> Sequence[AnswerOutcome]:
        """What can come of a node; nothing at an ending."""
        asked = self.node(index)["item"]
        if asked is None:
            return ()
        return self._outcomes[asked]

    def after(self, index: int, outcome: AnswerOutcome) -> int:
        """The node that an outcome leads to."""
        go = self.node(index)["go"]
        return go.get(outcome.answer, go.get("", -1))

    def percent(self, total: int) -> int:
        """The score of a total, 0-100, as the engine rounds it."""
        start = self.node(self.story["start"])
        worst = start["worst"]
        spread = start["best"] - worst
        if spread == 0:
            return 100
        earned = total - worst
        return (200 * earned + spread) // (2 * spread)

    def walks(self) -> Iterator[PathPlayed]:
        """Every walk, or the first MOST_WALKS of more."""
        start = PathPlayed((), self.story["start"], 0, 0, Fraction(1))
        open_walks = [start]
        ended = 0
        while open_walks and ended < MOST_WALKS:
            here = open_walks.pop()
            ways = self.open_at(here.ending)
            if not ways:
                ended += 1
                yield here
            open_walks += [self._further(here, way) for way in ways]

    def _further(self, here: PathPlayed, way: AnswerOutcome) -> PathPlayed:
        """A walk after one more answer."""
        step = Taken(here.ending, way)
        return PathPlayed(
            taken=(*here.taken, step),
            ending=self.after(here.ending, way),
            least=here.least + way.least,
            most=here.most + way.most,
            share=here.share * way.share,
        )

    def chosen(self, walk: PathPlayed) -> set[str]:
        """The `scene.answer` of a walk."""
        return {self._name(one) for one in walk.taken}

    def heard(self, walk: PathPlayed) -> list[Heard]:
        """The echoes that the ending of a walk shows."""
        said = []
        for one in walk.taken:
            item = self.item(one.node)
            assert item is not None
            said.append(echoes_of(item, one.outcome.answer))
        kept = heard(said, self.chosen(walk))
        return [(echo["who"], echo["html"]) for echo in kept]

    def _name(self, one: Taken) -> str:
        """As conditions name a decision."""
        scene = self.scene(one.node)
        answer = one.outcome.answer
        return f"{scene}.{answer}"
