"""Flattens the parts of a passage: its paragraphs, links and changes, each with the condition under
which it stands.

A condition inside a line makes one whole line for each of its cases, since a module shows the parts
of a text as paragraphs of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from olw_core.authoring.leftover import TO_WRITE
from olw_core.authoring.twee.cases import cases, is_inline, least
from olw_core.authoring.twee.draft import Draft
from olw_core.authoring.twee.logic import (
    ALWAYS,
    NEVER,
    Condition,
    UnclearError,
    both,
    names,
)
from olw_core.authoring.twee.parts import (
    NOT_UNDERSTOOD,
    SHOWN,
    If,
    Link,
    Note,
    Part,
    Set,
    Words,
)
from olw_core.authoring.twee.prose import markdown

_MOST_CASES = 6
"""Of a line; beyond them each case becomes a paragraph of its own."""
_LINKED = re.compile("\x02([^\x03]*)\x03")
"""The words of a link, marked until it is known whether they stand in a sentence."""
_BARE = re.compile(r"[\s*+\->•.|:,\d)(]*")
"""What may stand beside links on a line that holds nothing else."""
_LEFT = re.compile(r"[\s*+\->|]*")
"""What is left of a line of a list whose macro is gone."""
_SPEECH = re.compile(r"^@(?=\w)")
"""Would be somebody's speech in a module, and is none in Twine."""


class Flattener:
    """Makes the draft of one passage. `unclear`: variables that a module cannot hold."""

    def __init__(self, line: int, unclear: AbstractSet[str]) -> None:
        self.line = line
        self.unclear = unclear
        self.draft = Draft()
        self.cases: list[tuple[Condition, str]] = [(ALWAYS, "")]
        """The line that is being written."""

    def made(self, parts: Iterable[Part]) -> Draft:
        """The draft of these parts."""
        known = [self._clear(part) for part in _joined(parts)]
        self._add(known, ALWAYS)
        self._end_line(ALWAYS)
        self.draft.least = least(known)
        return self.draft

    def _clear(self, part: Part) -> Part:
        """Conditions that cannot be asked, told once; what they hide is shown."""
        if not isinstance(part, If):
            return part
        branches = []
        for branch in part.branches:
            inner = tuple(self._clear(one) for one in _joined(branch.parts))
            when = branch.when
            if when is None or names(when) & self.unclear:
                why = "is not understood: what depends on it is always shown"
                self.draft.notes.append(
                    Note(
                        branch.raw,
                        why,
                        part.line,
                    )
                )
                when = None
            branches.append(
                replace(
                    branch,
                    when=when,
                    parts=inner,
                )
            )
        return replace(part, branches=tuple(branches))

    def _add(self, parts: Iterable[Part], when: Condition) -> None:
        """Take parts over, in their order."""
        for part in parts:
            if isinstance(part, Words):
                self._write(part.text, when)
            elif isinstance(part, Link):
                self._link(part, when)
            elif isinstance(part, Set):
                self._set(part, when)
            elif isinstance(part, Note):
                self.draft.notes.append(part)
                if part.why == SHOWN:
                    self._write(_blank(part.raw), when)
            elif isinstance(part, If):
                self._if(part, when)

    def _link(self, link: Link, when: Condition) -> None:
        """Take a link over, and mark its words."""
        link = replace(link, text=markdown(link.text, self._left_out).strip())
        self.draft.links.append((when, link))
        for change in link.sets:
            self._check(change)
        marked = f"\x02{link.text}\x03"
        self.cases = [(case, text + marked) for case, text in self.cases]

    def _check(self, change: Set) -> bool:
        """Whether a module can make this change; otherwise it is told."""
        if change.name not in self.unclear:
            return True
        why = "is left out: it holds more than true, false or a number up to 9"
        self.draft.notes.append(
            Note(
                change.name,
                why,
                self.line,
            )
        )
        return False

    def _set(self, change: Set, when: Condition) -> None:
        """Take a change over that holds whenever the passage is shown."""
        if not self._check(change):
            return
        if when == ALWAYS:
            self.draft.sets.append(change)
        else:
            why = "changes under a condition, which is left out"
            self.draft.notes.append(
                Note(
                    change.name,
                    why,
                    self.line,
                )
            )

    def _write(self, text: str, when: Condition) -> None:
        """Add words; each end of line ends a paragraph."""
        first, *others = markdown(text, self._left_out).split("\n")
        self.cases = [(case, text + first) for case, text in self.cases]
        for line in others:
            self._end_line(when)
            self.cases = [(ALWAYS, line)]

    def _left_out(self, raw: str) -> None:
        """Tell of markup that a module does not have."""
        self.draft.notes.append(
            Note(
                raw,
                NOT_UNDERSTOOD,
                self.line,
            )
        )

    def _end_line(self, when: Condition) -> None:
        """Take the line over, in all its cases."""
        for case, text in self.cases:
            shown = _shown(text)
            if shown:
                self._keep(
                    when,
                    case,
                    shown,
                )
        self.cases = [(ALWAYS, "")]

    def _keep(
        self,
        when: Condition,
        case: Condition,
        shown: str,
    ) -> None:
        """Take a line over with its condition; one that never holds is left out."""
        try:
            together = both(when, case)
        except UnclearError:
            why = "depends on too much at once: it is always shown"
            self.draft.notes.append(
                Note(
                    shown,
                    why,
                    self.line,
                )
            )
            together = ALWAYS
        if together != NEVER:
            self.draft.lines.append((together, shown))

    def _if(self, part: If, when: Condition) -> None:
        """A condition in a line or over whole lines."""
        try:
            found = cases(part)
            within = [(both(when, case), parts) for case, parts in found]
        except UnclearError:
            raw = part.branches[0].raw
            why = "depends on too much at once: all of it is shown"
            self.draft.notes.append(
                Note(
                    raw,
                    why,
                    part.line,
                )
            )
            within = [(when, branch.parts) for branch in part.branches]
            found = [(ALWAYS, branch.parts) for branch in part.branches]
        if is_inline(part) and len(found) * len(self.cases) <= _MOST_CASES:
            self._inline(found, when)
            return
        self._end_line(when)
        for case, parts in within:
            if case != NEVER:
                self._add(parts, case)
                self._end_line(case)

    def _inline(
        self, found: Sequence[tuple[Condition, Sequence[Part]]], when: Condition
    ) -> None:
        """One line for each case; what else the branches hold is taken once."""
        before = self.cases
        after: list[tuple[Condition, str]] = []
        for case, parts in found:
            self.cases = before
            self._add(parts, both(when, case))
            for start, text in self.cases:
                together = both(start, case)
                if together != NEVER:
                    after.append((together, text))
        self.cases = after


def _joined(parts: Iterable[Part]) -> list[Part]:
    """Without the empty words that readers leave between two tokens."""
    return [part for part in parts if not isinstance(part, Words) or part.text]


def _blank(raw: str) -> str:
    """Stands where Twine would show a value, so that the author finds the place."""
    name = " ".join(
        re.sub(
            r"[<>={}\[\]*_\\]|print",
            " ",
            raw,
        ).split()
    )
    return f"({TO_WRITE.lower()} {name})"


def _shown(line: str) -> str:
    """The line as it is read: a line of links alone is none, in a sentence their words stay."""
    if _BARE.fullmatch(_LINKED.sub("", line)) and "\x02" in line:
        return ""
    shown = re.sub(
        r" {2,}",
        " ",
        _LINKED.sub(r"\1", line),
    ).strip()
    if _LEFT.fullmatch(shown):
        return ""
    return _SPEECH.sub(r"\\@", shown)
