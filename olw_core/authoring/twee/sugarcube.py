"""Reads a passage of SugarCube: `<<macros>>`, links and `$variables`.

Names and arguments are those of the manual, "Macros": <<set>>, <<if>>, <<link>>, <<button>>,
<<goto>>, <<include>>, <<silently>>, <<nobr>>. Whatever else stands there is a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from olw_core.authoring.twee import changes, links, logic
from olw_core.authoring.twee.parts import (
    NOT_UNDERSTOOD,
    SHOWN,
    Branch,
    If,
    Include,
    Link,
    Note,
    Part,
    Set,
    Words,
)

_TOKEN = re.compile(
    rf"""
    (?P<comment>/\*.*?\*/|/%.*?%/|<!--.*?-->)
    | {links.LINK}
    | <<\s*(?P<name>/?[A-Za-z][\w-]*|[=-])
        (?P<arguments>(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^"'>]|>(?!>))*)>>
    | (?P<broken><<.*?>>)
    | (?P<value>\$[A-Za-z]\w*(?:\.\w+|\[[^\]\n]*\])*)
    """,
    re.VERBOSE | re.DOTALL,
)
_LINKS = {"link", "button", "click", "choice"}
_LAYOUT = {"nobr", "/nobr"}


def parse(text: str, line: int) -> list[Part]:
    """The parts of a passage. `line`: of its first line of text."""
    return _Reader(text, line).every()


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, text: str, line: int) -> None:
        self.text = text
        self.line = line
        self.tokens = list(_TOKEN.finditer(text))[::-1]
        self.position = 0
        self.noted: set[str] = set()
        """Names of macros that were noted: their closing tags say nothing new."""

    def every(self) -> list[Part]:
        """All parts; what closes nothing is passed over."""
        found, closing = self.until(())
        while closing is not None:
            more, closing = self.until(())
            found += more
        found.append(Words(self.text[self.position :]))
        return found

    def until(self, closing: Sequence[str]) -> tuple[list[Part], re.Match[str] | None]:
        """The parts up to a macro of one of these names, and that macro."""
        found: list[Part] = []
        while self.tokens:
            token = self.tokens.pop()
            found.append(Words(self.text[self.position : token.start()]))
            self.position = token.end()
            if token["name"] in closing or self._ends(token["name"]):
                return found, token
            found += self._part(token)
        return found, None

    def _ends(self, name: str | None) -> bool:
        """Whether a branch or a container ends here, though nobody waits for it."""
        return bool(name) and name in {
            "/if",
            "/silently",
            *(f"/{one}" for one in _LINKS),
        }

    def _at(self, token: re.Match[str]) -> int:
        """The line on which a token begins."""
        return self.line + self.text.count(
            "\n",
            0,
            token.start(),
        )

    def _note(self, token: re.Match[str], why: str = NOT_UNDERSTOOD) -> Note:
        """What a module cannot say, as it is typed."""
        return Note(
            token[0],
            why,
            self._at(token),
        )

    def _part(self, token: re.Match[str]) -> Iterator[Part]:
        """What one token says."""
        if token["link"]:
            yield self._link(token)
        elif token["comment"]:
            yield self._note(token, "is a comment")
        elif token["value"] or token["name"] in ("=", "-", "print"):
            yield self._note(token, SHOWN)
        elif token["broken"]:
            yield self._note(token)
        else:
            yield from self._macro(token)

    def _link(self, token: re.Match[str]) -> Part:
        """`[[text|target][setter]]`"""
        text, target, setter = links.read(token["link"])
        try:
            sets = tuple(changes.read(setter, sigil=True))
        except logic.UnclearError:
            return self._note(token)
        return Link(
            text,
            target,
            self._at(token),
            sets,
        )

    def _macro(self, token: re.Match[str]) -> Iterator[Part]:
        """What one macro says."""
        name, arguments = token["name"].lower(), token["arguments"].strip()
        if name == "set":
            yield from self._set(token)
        elif name == "if":
            yield from self._if(token)
        elif name in _LINKS:
            yield from self._choice(token)
        elif name == "goto":
            yield self._goto(token, arguments)
        elif name in ("include", "display"):
            named = links.strings(arguments) or [arguments]
            yield Include(named[0], self._at(token))
        elif name == "silently":
            yield from self._silent(token)
        elif name not in _LAYOUT and name.lstrip("/") not in self.noted:
            self.noted.add(name)
            yield self._note(token)

    def _set(self, token: re.Match[str]) -> Iterator[Part]:
        """The changes of <<set>>."""
        try:
            yield from list(changes.read(token["arguments"], sigil=True))
        except logic.UnclearError:
            yield self._note(token)

    def _if(self, token: re.Match[str]) -> Iterator[Part]:
        """All branches up to <</if>>."""
        branches = []
        line = self._at(token)
        opened: re.Match[str] | None = token
        while opened is not None and opened["name"] != "/if":
            when, raw = _condition(opened), opened[0]
            parts, opened = self.until(("elseif", "else", "/if"))
            branches.append(
                Branch(
                    when,
                    raw,
                    parts,
                )
            )
        yield If(tuple(branches), line)
        if opened is None:
            yield Note(
                token[0],
                "has no <</if>>",
                line,
            )

    def _choice(self, token: re.Match[str]) -> Iterator[Part]:
        """<<link>> and its like: words, where it leads, and what it changes."""
        parts: list[Part] = []
        name = token["name"].lower()
        if name != "choice":
            parts, _ = self.until((f"/{name}",))
        text, target, setter = _named(token["arguments"])
        if name == "choice" and target:
            text, target = target, text
        jumps = [part.target for part in parts if isinstance(part, Link)]
        target = target or next(iter(jumps), "")
        if not target:
            yield self._note(token, "leads nowhere: what it would show is shown")
            yield Words(f"{text} ")
            yield from parts
            return
        changed = [part for part in parts if isinstance(part, Set)]
        with_setter = [*_read(setter), *changed]
        yield Link(
            text,
            target,
            self._at(token),
            tuple(with_setter),
        )
        for part in parts:
            if isinstance(part, Note | If | Include):
                yield self._note(token, "does more than lead on, which is left out")
            elif isinstance(part, Words) and part.text.strip():
                yield Note(
                    part.text.strip(),
                    "stands in a link",
                    self._at(token),
                )

    def _goto(self, token: re.Match[str], arguments: str) -> Part:
        """A jump, which nobody chooses."""
        linked = re.fullmatch(links.LINK, arguments)
        if linked:
            return Link(
                "",
                links.read(linked["link"]).target,
                self._at(token),
            )
        named = links.strings(arguments)
        if not named:
            return self._note(token)
        return Link(
            "",
            named[0],
            self._at(token),
        )

    def _silent(self, token: re.Match[str]) -> Iterator[Part]:
        """Its words are not shown; its changes hold."""
        parts, _ = self.until(("/silently",))
        for part in parts:
            if not isinstance(part, Words):
                yield part
            elif part.text.strip():
                yield Note(
                    part.text.strip(),
                    "is not shown",
                    self._at(token),
                )


def _condition(token: re.Match[str]) -> logic.Condition | None:
    """The condition of a branch; None where it cannot be understood."""
    asked = token["arguments"].strip()
    if token["name"] == "else":
        if not asked.startswith("if "):
            return logic.ALWAYS
        asked = asked.removeprefix("if ")
    try:
        return logic.read(asked, sigil=True)
    except logic.UnclearError:
        return None


def _named(arguments: str) -> links.Written:
    """`[[text|target]]` or `"text" "target"`, as arguments of a macro."""
    linked = re.search(links.LINK, arguments)
    if linked:
        return links.read(linked["link"])
    text, target, *_ = [*links.strings(arguments), "", ""]
    return links.Written(
        text,
        target,
        "",
    )


def _read(setter: str) -> list[Set]:
    """The changes of a setter; none where they cannot be understood."""
    try:
        return list(changes.read(setter, sigil=True))
    except logic.UnclearError:
        return []
