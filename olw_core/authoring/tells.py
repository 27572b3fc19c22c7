"""What gives the strongest option away to a reader who knows nothing of the subject.

A small linear ranker learns from the decisions of *other* modules which signs stand beside strong
options (`ranker.py`); how often it finds the strongest of this one says how much the signs tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from olw_core.authoring import ranker
from olw_core.authoring.ranker import Vector

SIGNS = 12


def _any_of(*phrases: str) -> re.Pattern[str]:
    """Any of these words or phrases as a whole, in capitals or not."""
    either = "|".join(phrases)
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)


_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_QUOTED = re.compile(r"[\"“]")
_MARKS = re.compile(r"[,;:\-–—()]")
_ACT = re.compile(r"[.;:]|\band\b|\bthen\b|,", re.IGNORECASE)
_ASKING = _any_of(
    "ask",
    "asks",
    "asking",
    "whether",
    "what would",
)
_EXCUSE = _any_of(
    "since",
    "because",
    "anyway",
    "after all",
    "no need",
    "nobody need",
    "not your",
    "their job",
    "his job",
    "her job",
    "will do",
    "for now",
    "just",
    "only",
    "quick",
    "simpler",
    "easier",
    "later",
)
_PRICE = _any_of(
    "though",
    "although",
    "even if",
    "but",
    "will cost",
    "costs",
    "wait longer",
    "nobody has asked",
)


class Option(NamedTuple):
    """An option as a reader sees it, and what it is worth."""

    text: str
    weight: int


Decision = Sequence[Option]


@dataclass(frozen=True)
class Tells:
    """How often the scorer finds a strongest option."""

    hits: int
    of: int
    chance: float
    """0 to 1: how often a blind guess would."""

    @property
    def rate(self) -> float:
        """0 to 1; that of chance where there is nothing to guess."""
        return self.hits / self.of if self.of else self.chance

    @property
    def points_above_chance(self) -> float:
        """In percentage points."""
        return 100 * (self.rate - self.chance)


def decisions(data: Mapping[str, Any]) -> Iterator[tuple[str, Decision]]:
    """("story" or "cards", options) of every scored choice of an authored module.

    It reads the plain YAML: a draft that does not compile yet can be judged, and learnt from.
    """
    scenes = _group(_group(data, "story"), "scenes")
    for scene in scenes.values():
        item = _group(scene, "item")
        is_choice = item.get("type") == "choose"
        if is_choice and item.get("points", 3):
            yield from _decision("story", item)
    cards = _group(data, "cards")
    for card in cards.values():
        for variant in _group(card, "variants").values():
            yield from _decision("cards", variant)


def _group(data: object, name: str) -> Mapping[str, Any]:
    """A mapping of a mapping; an empty one where there is none."""
    found = _plain(data, name)
    return found if isinstance(found, Mapping) else {}


def _plain(data: object, name: str) -> object:
    """A value of a mapping; None where there is none."""
    return data.get(name) if isinstance(data, Mapping) else None


def _decision(
    where: str,
    item: Mapping[str, Any],
) -> Iterator[tuple[str, Decision]]:
    """The options of one choice; nothing where weights are missing or all alike."""
    options = []
    weights = set()
    for authored in _group(item, "options").values():
        text = _plain(authored, "text")
        weight = _plain(authored, "weight")
        if isinstance(text, str) and isinstance(weight, int):
            one_line = " ".join(text.split())
            options.append(Option(one_line, weight))
            weights.add(weight)
    if len(weights) > 1:
        yield where, options


def scored(weights: Vector, own: Sequence[Decision]) -> Tells:
    """Guess these decisions. `weights`: of the signs, learnt from other modules."""
    hits = 0
    chances = []
    for decision in own:
        hits += _found(decision, weights)
        chances.append(_chance(decision))
    chance = sum(chances) / len(chances) if chances else 0.0
    return Tells(
        hits=hits,
        of=len(own),
        chance=chance,
    )


def _chance(decision: Decision) -> float:
    """The share of the options that are strongest."""
    top = _top(decision)
    strongest = 0
    for option in decision:
        if option.weight == top:
            strongest += 1
    return strongest / len(decision)


def _found(decision: Decision, weights: Vector) -> bool:
    """Whether the option with the most signs is a strongest."""
    scores = []
    for signs in features(decision):
        score = ranker.dot(signs, weights)
        scores.append(score)
    highest = max(scores)
    guess = scores.index(highest)
    return decision[guess].weight == _top(decision)


def _top(decision: Decision) -> int:
    """The weight of the strongest options."""
    return max(option.weight for option in decision)


def features(decision: Decision) -> list[Vector]:
    """The signs of each option, less the mean of its set: only what sets it apart tells."""
    raw = []
    for place in range(len(decision)):
        signs = _signs(place, decision)
        raw.append(signs)
    means = []
    for column in zip(*raw, strict=True):
        mean = sum(column) / len(raw)
        means.append(mean)
    return [_less(signs, means) for signs in raw]


def _signs(place: int, decision: Decision) -> Vector:
    """Length, asking, self-excuse, price, acts, place, quotation, marks, ladder."""
    text = decision[place].text
    words = len(_WORD.findall(text))
    longest = max(len(_WORD.findall(option.text)) for option in decision)
    last = len(decision) - 1
    return (
        words / max(1, longest),
        float(words == longest),
        float("?" in text),
        float(bool(_ASKING.search(text))),
        float(bool(_EXCUSE.search(text))),
        float(bool(_PRICE.search(text))),
        len(_ACT.findall(text)) / 3,
        float(bool(_QUOTED.search(text))),
        len(_MARKS.findall(text)) / 3,
        float(place == 0),
        float(place == last),
        _ladder(place, decision),
    )


def _ladder(place: int, decision: Decision) -> float:
    """How much of an option's words stand in the others too, 0 to 1.

    Rungs of one ladder repeat each other, and the top one adds to them all.
    """
    own = _words(decision[place].text)
    others: set[str] = set()
    for number, option in enumerate(decision):
        if number != place:
            others |= _words(option.text)
    return len(own & others) / max(1, len(own))


def _words(text: str) -> set[str]:
    """The longer words of a text, in small letters."""
    longer = set()
    for word in _WORD.findall(text):
        if len(word) > 3:
            longer.add(word.lower())
    return longer


def _less(signs: Vector, means: Sequence[float]) -> Vector:
    """Each sign less its mean."""
    pairs = zip(signs, means, strict=True)
    return tuple(sign - mean for sign, mean in pairs)


def learnt(decisions_: Sequence[Decision]) -> Vector:
    """Weights of the signs that set stronger options before weaker ones best."""
    return ranker.fitted(list(_differences(decisions_)), SIGNS)


def _differences(decisions_: Sequence[Decision]) -> Iterator[Vector]:
    """For each pair of options the signs of the stronger less those of the weaker."""
    for decision in decisions_:
        signs = features(decision)
        for one, stronger in enumerate(decision):
            for other, weaker in enumerate(decision):
                if stronger.weight > weaker.weight:
                    yield _less(signs[one], signs[other])
