"""Behaviours and principles in words, from the tables of the decisions that test them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from olw_core.cohort.tables import WORDS, Table, Word
from olw_core.formats.compiled import Module


@dataclass(frozen=True)
class BehaviourWord:
    """One behaviour. `word`: of its most divided decision; None where no table tells of it."""

    id: str
    label: str
    word: Word | None


@dataclass(frozen=True)
class PrincipleWord:
    """One module, which is one principle. `word`: of most of its behaviours, the more divided
    where they balance; None where no table tells of one."""

    module: str
    title: str
    word: Word | None
    behaviours: tuple[BehaviourWord, ...]


def principle_words(module: Module, tables: Mapping[str, Table]) -> PrincipleWord:
    """What the published tables of a module come to. Behaviours weigh equally."""
    found = []
    for behaviour in module["behaviours"]:
        tested = _testing(module, behaviour["id"])
        words = [tables[scene].word for scene in tested if scene in tables]
        one = BehaviourWord(behaviour["id"], behaviour["label"], _first(words))
        found.append(one)
    known = [one.word for one in found if one.word is not None]
    return PrincipleWord(
        module["id"],
        module["short_label"],
        _most(known),
        tuple(found),
    )


def _testing(module: Module, behaviour: str) -> list[str]:
    """Scenes whose decision tests a behaviour, in some state of the story."""
    story = module["story"]
    found = []
    for node in story["nodes"]:
        if node["item"] is None:
            continue
        if behaviour in story["items"][node["item"]]["tests"]:
            found.append(node["scene"])
    return list(dict.fromkeys(found))


def _first(words: Iterable[Word]) -> Word | None:
    """The most divided."""
    return min(words, key=WORDS.index, default=None)


def _most(words: Sequence[Word]) -> Word | None:
    """The most frequent; of equals the more divided."""
    if not words:
        return None
    return max(WORDS, key=words.count)
