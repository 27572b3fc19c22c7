"""Passages as the scenes of a module."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import ascii_lowercase
from typing import Any

from olw_core.authoring.leftover import TO_WRITE
from olw_core.authoring.schema.limits import FEWEST_OPTIONS, HEADING, MOST_OPTIONS
from olw_core.authoring.twee import variables
from olw_core.authoring.twee.draft import Draft
from olw_core.authoring.twee.logic import written
from olw_core.authoring.twee.named import Ids
from olw_core.authoring.twee.passages import Remark
from olw_core.authoring.twee.reachable import LOOSE, Graph, Way, way

LOOSE_END = "loose end"
_LETTERS = ascii_lowercase[:MOST_OPTIONS]
_ANOTHER = ("one more", "another")


class Scenes:
    """Makes the scenes that can be reached from the first one."""

    def __init__(
        self,
        graph: Graph,
        declared: Mapping[str, object],
    ) -> None:
        self.graph = graph
        self.declared = declared
        self.ids = Ids()
        self.told: list[Remark] = []
        self.ways: dict[str, list[Way]] = {}
        """Passage that is a scene: its links."""
        self.data: dict[str, dict[str, Any]] = {}

    def make(self, start: str) -> None:
        """Fill `data`, in the order in which a reader comes to the scenes."""
        open_ = [start]
        while open_:
            name = open_.pop(0)
            if name in self.ways:
                continue
            self.ways[name] = self._ways(name)
            open_ += [one.target for one in self.ways[name]]
        for name in self.ways:
            scene = self.ids.of(name or LOOSE_END)
            tag = self.ids.tag(scene)
            fields = self._scene(name)
            if tag:
                fields = {"tag": tag, **fields}
            self.data[scene] = fields
        self._tell_followed()

    def _ways(self, name: str) -> list[Way]:
        """Where the links of a passage lead; none from a loose end."""
        if name == LOOSE:
            return []
        links = self.graph.drafts[name].links
        return [
            way(
                self.graph,
                when,
                link,
            )
            for when, link in links
        ]

    def followed(self) -> list[str]:
        """Passages that are told after a choice and are no scenes."""
        return [name for name in self.graph.drafts if name not in self.ways]

    def _tell_followed(self) -> None:
        """Say what became of passages that are no scenes."""
        for name in self.followed():
            _, link = self.graph.drafts[name].links[0]
            words = "It is told after the choice that leads to it."
            if link.text:
                words += f" Its link '{link.text}' is the player's own button now."
            self._tell(
                link.line,
                name,
                words,
            )

    def _tell(
        self,
        line: int,
        name: str,
        words: str,
    ) -> None:
        """Say what an author should know of a passage."""
        told = Remark(
            line,
            name,
            words,
        )
        self.told.append(told)

    def _scene(self, name: str) -> dict[str, Any]:
        """Words, and a decision or an ending."""
        if name == LOOSE:
            text = f"{TO_WRITE} where this link leads, and what happens there."
            return {"text": text, "ending": _ending(f"{TO_WRITE} the ending's title")}
        draft = self.graph.drafts[name]
        scene: dict[str, Any] = {"text": _text(draft)}
        if draft.links:
            scene["item"] = self._item(
                name,
                draft,
            )
        else:
            scene["ending"] = _ending(name)
        return scene

    def _item(
        self,
        name: str,
        draft: Draft,
    ) -> dict[str, Any]:
        """A decision that counts nothing until its author says how much."""
        ways = self.ways[name]
        options = [
            self._option(
                name,
                one,
            )
            for one in ways
        ]
        self._part_twins(
            name,
            options,
        )
        for number in range(FEWEST_OPTIONS - draft.least):
            blank = _blank(f"{TO_WRITE} {_ANOTHER[number]} choice.")
            options.append({**blank, "go": self._target(ways[0])})
        if draft.least < FEWEST_OPTIONS:
            words = "Two options must always be there: write the ones to add."
            self._tell(
                ways[0].link.line,
                name,
                words,
            )
        lettered = zip(
            _LETTERS,
            options,
            strict=False,
        )
        return {
            "type": "choose",
            "prompt": f"{TO_WRITE} the question, such as: What do you do?",
            "points": 0,
            "options": dict(lettered),
        }

    def _part_twins(
        self,
        name: str,
        options: list[dict[str, Any]],
    ) -> None:
        """Options of one decision need words of their own."""
        seen: set[str] = set()
        for option in options:
            words = option["text"]
            number = 1
            while option["text"].casefold() in seen:
                number += 1
                blank = f"{TO_WRITE.lower()} other words, {number}"
                option["text"] = f"{words} ({blank})"
            seen.add(option["text"].casefold())
            if number > 1:
                line = self.graph.drafts[name].links[0][1].line
                told = f"Several links say '{words}'; each needs words of its own."
                self._tell(
                    line,
                    name,
                    told,
                )

    def _option(
        self,
        name: str,
        one: Way,
    ) -> dict[str, Any]:
        """One link as an option."""
        option: dict[str, Any] = {}
        if written(one.when):
            option["if"] = written(one.when)
        blank = _blank(one.link.text or f"{TO_WRITE} the words of this choice.")
        if one.told:
            words = " ".join(one.told).split()
            blank["feedback"]["consequence"] = " ".join(words)
        option |= blank
        change = self._changes(
            name,
            one,
        )
        if change:
            option["set"] = change
        option["go"] = self._target(one)
        return option

    def _target(self, one: Way) -> str:
        """The id of the scene that a link leads to."""
        return self.ids.of(one.target or LOOSE_END)

    def _changes(
        self,
        name: str,
        one: Way,
    ) -> dict[str, object]:
        """What the option sets, of the variables that the module has."""
        known = [change for change in one.sets if change.name in self.declared]
        together = variables.together(known)
        if together is None:
            names = dict.fromkeys(change.name for change in known)
            listed = ", ".join(names)
            words = f"What the link '{one.link.text}' changes ({listed}) must be set by hand."
            self._tell(
                one.link.line,
                name,
                words,
            )
            return {}
        return variables.lines(
            together,
            _switches(self.declared),
        )


def _switches(declared: Mapping[str, object]) -> Iterable[str]:
    """The variables that are true or false."""
    return [
        name
        for name, value in declared.items()
        if isinstance(
            value,
            bool,
        )
    ]


def _text(draft: Draft) -> object:
    """A text, or parts of which some depend on a condition."""
    texts = draft.texts()
    if not texts:
        return f"{TO_WRITE} what happens here."
    if len(texts) == 1 and not texts[0][0]:
        return texts[0][1]
    return [
        _part(
            when,
            text,
        )
        for when, text in texts
    ]


def _part(
    when: str,
    text: str,
) -> object:
    """A part of a text."""
    return {"if": when, "text": text} if when else text


def _ending(title: str) -> dict[str, str]:
    """An ending whose tone its author has to say."""
    return {"title": title[:HEADING], "tone": "mixed"}


def _blank(text: str) -> dict[str, Any]:
    """An option whose feedback is to be written."""
    feedback = {
        "consequence": f"{TO_WRITE} what happens then.",
        "why": f"{TO_WRITE} why it goes so.",
        "yours": f"{TO_WRITE} what spoke for this choice.",
        "other": f"{TO_WRITE} what spoke for another.",
    }
    return {"text": text, "feedback": feedback}
