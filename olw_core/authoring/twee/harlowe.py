"""Reads a passage of Harlowe: `(macros:)`, `[hooks]`, links and `$variables`.

Names and arguments are those of the manual, "Macros": (set:), (put:), (if:), (unless:),
(else-if:), (else:), (link:), (link-goto:), (go-to:), (display:). Of another macro the hook is kept
and the macro is a note. Harlowe takes names without regard to case, `-` and `_`.
"""

from __future__ import annotations

import re

from olw_core.authoring.twee import links
from olw_core.authoring.twee.harlowe_macros import (
    added,
    changed,
    choice,
    condition,
    leads,
)
from olw_core.authoring.twee.parts import (
    NOT_UNDERSTOOD,
    SHOWN,
    Branch,
    If,
    Link,
    Note,
    Part,
    Words,
)

_TOKEN = re.compile(
    rf"""
    (?P<comment><!--.*?-->)
    | (?P<around>\[(?=\[\[))
    | {links.LINK}
    | \((?P<macro>[A-Za-z][\w-]*):
    | (?P<value>[$_][A-Za-z]\w*(?:'s\s+\w+)*)(?!\w)
    | \|(?P<named>\w+)[>)]
    | (?P<open>\[)
    | \](?:<\w+\|)?(?P<close>)
    """,
    re.VERBOSE | re.DOTALL,
)
_QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[()]")
_HOOK = re.compile(r"\s*\[(?!\[(?!\[))")
"""The bracket of a hook; two begin a link, and three a hook around a link."""
_BRACES = re.compile(r"[{}]")
"""They take the space out of a text, and are not shown."""
_DEEPEST = 40
_LINKS = {"link", "linkreplace", "linkgoto", "linkreveal", "linkrevealgoto"}
_BRANCHES = {"elseif", "else"}


def parse(text: str, line: int) -> list[Part]:
    """The parts of a passage. `line`: of its first line of text."""
    reader = _Reader(text, line)
    found = reader.parts(0)
    while reader.position < len(text):  # behind a bracket that closes nothing
        found += [Words("]"), *reader.parts(0)]
    return found


class _Reader:
    """Reads the text from left to right."""

    def __init__(self, text: str, line: int) -> None:
        self.text = text
        self.line = line
        self.position = 0

    def parts(self, depth: int) -> list[Part]:
        """The parts up to the end of this hook, which is read too."""
        found: list[Part] = []
        while True:
            token = _TOKEN.search(self.text, self.position)
            end = token.start() if token else len(self.text)
            found.append(Words(_BRACES.sub("", self.text[self.position : end])))
            self.position = token.end() if token else end
            if token is None or token["close"] is not None:
                return found
            found += self._part(
                token,
                depth,
                found,
            )

    def _at(self, token: re.Match[str]) -> int:
        """The line on which a token begins."""
        return self.line + self.text.count(
            "\n",
            0,
            token.start(),
        )

    def _part(self, token: re.Match[str], depth: int, before: list[Part]) -> list[Part]:
        """What one token says. `before`: the parts so far, to which an else belongs."""
        line = self._at(token)
        if token["macro"]:
            return self._macro(
                token,
                depth,
                before,
            )
        if token["link"]:
            text, target, _ = links.read(token["link"])
            return [
                Link(
                    text,
                    target,
                    line,
                )
            ]
        if token["open"] or token["around"]:
            return self._inside(depth)
        if token["comment"]:
            return [
                Note(
                    token[0],
                    "is a comment",
                    line,
                )
            ]
        if token["named"]:
            return [
                Note(
                    token[0],
                    NOT_UNDERSTOOD,
                    line,
                )
            ]
        return [
            Note(
                token[0],
                SHOWN,
                line,
            )
        ]

    def _inside(self, depth: int) -> list[Part]:
        """What a hook holds; of one too deep the words as they are typed."""
        if depth >= _DEEPEST:
            return [Words("[")]
        return self.parts(depth + 1)

    def _hook(self, depth: int) -> list[Part] | None:
        """The hook that follows; None where none does."""
        match = _HOOK.match(self.text, self.position)
        if match is None:
            return None
        self.position = match.end()
        return self._inside(depth)

    def _arguments(self, token: re.Match[str]) -> str:
        """What stands up to the bracket that closes the macro; all of the line without one."""
        open_ = 1
        for match in _QUOTED.finditer(self.text, token.end()):
            open_ += {"(": 1, ")": -1}.get(match[0], 0)
            if not open_:
                self.position = match.end()
                return self.text[token.end() : match.start()]
        self.position = (self.text + "\n").index("\n", token.end())
        return self.text[token.end() : self.position]

    def _macro(
        self, token: re.Match[str], depth: int, before: list[Part]
    ) -> list[Part]:
        """What one macro says, with its hook."""
        name = re.sub(
            "[-_]",
            "",
            token["macro"].lower(),
        )
        arguments = self._arguments(token).strip()
        raw = self.text[token.start() : self.position]
        line = self._at(token)
        if name in ("set", "put"):
            return changed(arguments) or [
                Note(
                    raw,
                    NOT_UNDERSTOOD,
                    line,
                )
            ]
        if name in ("goto", "display"):
            return [
                leads(
                    name,
                    arguments,
                    raw,
                    line,
                )
            ]
        hook = self._hook(depth)
        if name in ("if", "unless"):
            when = condition(name, arguments)
            return [
                If(
                    (
                        Branch(
                            when,
                            raw,
                            hook or [],
                        ),
                    ),
                    line,
                )
            ]
        if name in _BRANCHES:
            branch = Branch(
                condition(name, arguments),
                raw,
                hook or [],
            )
            return added(
                before,
                branch,
                line,
            )
        if name in _LINKS:
            return list(
                choice(
                    arguments,
                    hook or [],
                    raw,
                    line,
                )
            )
        return [
            Note(
                raw,
                NOT_UNDERSTOOD,
                line,
            ),
            *(hook or []),
        ]
