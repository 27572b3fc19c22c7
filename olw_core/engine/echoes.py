"""What a walk is remembered by: what was chosen where, and who says what of it at the ending.
Twin of olw_core/player/src/engine/echoes.ts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import cast

from olw_core.engine.path import ALWAYS, holds
from olw_core.engine.scoring import band
from olw_core.engine.story import Decision, Walk
from olw_core.formats.items import BandEchoes, CompiledItem, Echo
from olw_core.formats.view import EchoView

MOST_ECHOES = 4
"""As many as one reads at an ending."""


def _answer_name(decision: Decision) -> str:
    """What conditions call an answer: a choice's letter, or the band that was earned."""
    item = decision.item
    if item["type"] == "choose":
        return decision.answer
    return band(item, decision.gain)


def chosen(here: Walk) -> set[str]:
    """The `scene.answer` of every decision of a walk that is told."""
    found = set()
    for decision in here.told:
        scene = decision.node["scene"]
        found.add(f"{scene}.{_answer_name(decision)}")
    return found


def echoes(here: Walk) -> list[EchoView]:
    """What people say of a walk at its ending."""
    kept = heard(said(here), chosen(here))
    told: list[EchoView] = []
    for echo in kept:
        told.append({"who": echo["who"], "html": echo["html"]})
    return told


def said(here: Walk) -> list[Sequence[Echo]]:
    """Of every decision that is told, what people may say of the answer."""
    of_all = []
    for decision in here.told:
        name = _answer_name(decision)
        of_all.append(echoes_of(decision.item, name))
    return of_all


def echoes_of(item: CompiledItem, answer: str) -> Sequence[Echo]:
    """The echoes of an answer, by the name that conditions have for it."""
    if item["type"] != "choose":
        return _of_band(item.get("echo", {}), answer)
    for option in item["options"]:
        if option["id"] == answer:
            return option.get("echo", [])
    return []


def _of_band(echoes_: BandEchoes, answer: str) -> Sequence[Echo]:
    """The echoes of a band."""
    for name, band_echoes in echoes_.items():
        if name == answer:
            return cast(list[Echo], band_echoes)
    return []


def heard(decisions: Iterable[Sequence[Echo]], walked: Set[str]) -> list[Echo]:
    """Of the echoes of decisions those that are heard.

    At most MOST_ECHOES, what matters most, in the order of the walk.
    """
    found = []
    for echoes_ in decisions:
        for echo in echoes_:
            when = echo.get("when", ALWAYS)
            if holds(when, walked):
                found.append(echo)
    ranked = sorted(range(len(found)), key=lambda place: -found[place]["matters"])
    kept = sorted(ranked[:MOST_ECHOES])
    return [found[place] for place in kept]
