"""What `olw check` says of a story as its readers will meet it: figures for everyone, and warnings
where a module of the second edition misses a target (docs/authors.md, "Weights and fairness").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from olw_core.authoring import tells as scorer
from olw_core.authoring.authored.module import Module as Authored
from olw_core.authoring.compiler.edition import is_second, items
from olw_core.authoring.compiler.lengths import CHAIR_WORDS
from olw_core.authoring.compiler.markdown import count
from olw_core.authoring.compiler.places import at_item, at_scene
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.compiler.walks import echoes_in
from olw_core.authoring.endings import Endings, Reached, endings
from olw_core.authoring.paths_played import Stage
from olw_core.authoring.tells import Tells
from olw_core.engine import path
from olw_core.formats.compiled import Module

MOST_TELLS = 12
"""Percentage points above chance."""
FEWEST_ENDINGS = 5
LOWEST_GOOD, HIGHEST_HARD = 40, 70
"""Percent: an ending feels as what led to it was."""
MOST_FREQUENT = 45
"""Percent of those who play by chance."""
FEWEST_SILENT = 2
"""Scenes in which saying or doing nothing is an option."""


@dataclass(frozen=True)
class Figures:
    """What was found out about a module."""

    story: Tells
    cards: Tells
    both: Tells
    endings: Endings


def figures(
    data: Mapping[str, Any],
    module: Module,
    others: Sequence[Mapping[str, Any]],
) -> Figures:
    """`data`, `others`: this module and others as authors write them."""
    learnt = []
    for other in others:
        learnt += [decision for _, decision in scorer.decisions(other)]
    own = list(scorer.decisions(data))
    story = [decision for where, decision in own if where == "story"]
    cards = [decision for where, decision in own if where == "cards"]
    weights = scorer.learnt(learnt)
    return Figures(
        story=scorer.scored(weights, story),
        cards=scorer.scored(weights, cards),
        both=scorer.scored(weights, story + cards),
        endings=endings(module),
    )


def lines(found: Figures) -> Iterator[str]:
    """The figures in words."""
    both = found.both
    limit = 100 * both.chance + MOST_TELLS
    yield (
        f"tells: a scorer finds a strongest option in {found.story.hits} of"
        f" {found.story.of} story decisions and {found.cards.hits} of"
        f" {found.cards.of} on cards: {100 * both.rate:.0f}%"
        f" (chance {100 * both.chance:.0f}%, limit {limit:.0f}%)"
    )
    for one in found.endings.reached:
        yield (
            f"ending: {one.scene} ({one.tone}): {100 * float(one.share):.0f}% of random"
            f" play, scores {one.lowest} to {one.highest}"
        )
    slips = found.endings.slips
    yield (
        f"slips: {slips.felt} of {slips.of} single changes of a best path change the"
        " ending or what people say there"
    )


def judge(
    authored: Authored,
    module: Module,
    found: Figures,
    problems: Problems,
) -> None:
    """Warn where a module of the second edition misses a target."""
    if not is_second(authored):
        return
    _judge_tells(found.both, problems)
    _judge_endings(found.endings, problems)
    _judge_silence(authored, problems)
    _judge_lines(module, problems)
    _judge_chair(module, problems)
    _judge_echoes(module, problems)


def _judge_tells(found: Tells, problems: Problems) -> None:
    """Who knows nothing of the subject should not find the key."""
    if found.points_above_chance > MOST_TELLS:
        problems.warning(
            "tells",
            (),
            f"Signs alone find a strongest option in {100 * found.rate:.0f}% of decisions;"
            f" chance would in {100 * found.chance:.0f}%.",
            "Vary length, questions, quotation and place between strong and weak options.",
        )


def _judge_endings(found: Endings, problems: Problems) -> None:
    """Enough of them, none too frequent, each as its way was, and choices that are felt."""
    reached = found.reached
    if len(reached) < FEWEST_ENDINGS:
        problems.warning(
            "endings-few",
            ("story",),
            f"There are {len(reached)} endings.",
            f"Write at least {FEWEST_ENDINGS}.",
        )
    most = reached[0]
    if 100 * most.share > MOST_FREQUENT:
        problems.warning(
            "ending-frequent",
            at_scene(most.scene),
            f"{100 * float(most.share):.0f}% of random play ends here.",
            f"Aim for at most {MOST_FREQUENT}%.",
        )
    for one in reached:
        _judge_tone(one, problems)
    slips = found.slips
    if 2 * slips.felt < slips.of:
        problems.warning(
            "slips",
            ("story",),
            f"Only {slips.felt} of {slips.of} single changes of a best path are felt at the"
            " ending.",
            "Give options echoes, or let them decide the ending.",
        )


def _judge_tone(one: Reached, problems: Problems) -> None:
    """A good ending after poor choices, or a hard one after strong ones, is not believed."""
    good_but_low = one.tone == "good" and one.lowest < LOWEST_GOOD
    hard_but_high = one.tone == "hard" and one.highest > HIGHEST_HARD
    if good_but_low or hard_but_high:
        problems.warning(
            "ending-score",
            at_scene(one.scene, "ending"),
            f"This {one.tone} ending comes with scores from {one.lowest} to"
            f" {one.highest}.",
            f"Aim for {LOWEST_GOOD} or more at good endings, {HIGHEST_HARD} or less at hard"
            " ones.",
        )


def _judge_silence(authored: Authored, problems: Problems) -> None:
    """Saying nothing is what people do most."""
    quiet = 0
    for _, item in items(authored):
        if item["type"] == "choose":
            quiet += any(option["silent"] for option in item["options"].values())
    if quiet < FEWEST_SILENT:
        problems.warning(
            "silent-few",
            ("story",),
            f"Saying or doing nothing is an option in {quiet} scenes.",
            f"Mark it `silent: true` in at least {FEWEST_SILENT}.",
        )


def _judge_lines(module: Module, problems: Problems) -> None:
    """Looking back, options that lead to different scenes say where in different words."""
    story = module["story"]
    told: set[str] = set()
    for node in story["nodes"]:
        by_line: dict[str, str] = {}
        for target in node["go"].values():
            scene_id = story["nodes"][target]["scene"]
            scene = story["scenes"][scene_id]
            line = scene["ending"]["title"] if scene["ending"] else scene["recap"]
            first = by_line.setdefault(line, scene_id)
            if first != scene_id and node["scene"] not in told:
                told.add(node["scene"])
                problems.warning(
                    "then-alike",
                    at_item(node["scene"]),
                    f"Two options lead to '{first}' and '{scene_id}' with the same line:"
                    f" {line}",
                    "Give each scene a recap, or title, of its own.",
                )


def _judge_chair(module: Module, problems: Problems) -> None:
    """As long on every walk as one reads at the end of a break."""
    chair = module["story"]["other_chair"]
    if chair is None:
        return
    stage = Stage(module)
    text = module["story"]["texts"][chair["text"]]
    read = set()
    for walk in stage.walks():
        chosen = stage.chosen(walk)
        read.add(path.words(text, chosen))
    lengths = [count(html) for html in read]
    fewest, most = CHAIR_WORDS
    if min(lengths) < fewest or max(lengths) > most:
        problems.warning(
            "chair-length",
            ("story", "other_chair"),
            f"It has {min(lengths)} to {max(lengths)} words.",
            f"Aim for {fewest} to {most} on any path.",
        )


def _judge_echoes(module: Module, problems: Problems) -> None:
    """An ending has room for four: who loses to four others on every walk is read by nobody."""
    unheard = _echoes(module)
    stage = Stage(module)
    for walk in stage.walks():
        for line in stage.heard(walk):
            unheard.pop(line, None)
        if not unheard:
            return
    for (who, html), scene in unheard.items():
        problems.warning(
            "echo-unheard",
            at_item(scene),
            f"On no path is '{who}' heard saying: {html}",
            "Let it matter more, or let a line about an earlier choice give way with `if`.",
        )


def _echoes(module: Module) -> dict[tuple[str, str], str]:
    """(who, words) of every echo, and the scene of the choice that it is about."""
    story = module["story"]
    found = {}
    for node in story["nodes"]:
        if node["item"] is None:
            continue
        for echo in echoes_in(story["items"][node["item"]]):
            found[echo["who"], echo["html"]] = node["scene"]
    return found
