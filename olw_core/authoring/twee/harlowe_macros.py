"""What single macros of Harlowe say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from olw_core.authoring.twee import changes, links, logic
from olw_core.authoring.twee.parts import (
    NOT_UNDERSTOOD,
    Branch,
    If,
    Include,
    Link,
    Note,
    Part,
    Set,
    Words,
)


def changed(arguments: str) -> list[Part]:
    """The changes of variables; none where they cannot be understood."""
    try:
        return list(changes.read(arguments, sigil=True))
    except logic.UnclearError:
        return []


def leads(
    name: str,
    arguments: str,
    raw: str,
    line: int,
) -> Part:
    """A jump, or a passage that is shown here."""
    named = links.strings(arguments)
    if not named:
        return Note(
            raw,
            NOT_UNDERSTOOD,
            line,
        )
    if name == "display":
        return Include(named[0], line)
    return Link(
        "",
        named[0],
        line,
    )


def condition(name: str, arguments: str) -> logic.Condition | None:
    """The condition of a branch; None where it cannot be understood."""
    if name == "else":
        return logic.ALWAYS
    try:
        found = logic.read(arguments, sigil=True)
        return logic.opposite(found) if name == "unless" else found
    except logic.UnclearError:
        return None


def added(
    before: list[Part],
    branch: Branch,
    line: int,
) -> list[Part]:
    """An else belongs to the (if:) before it, with nothing but space between them."""
    while before and isinstance(before[-1], Words) and not before[-1].text.strip():
        before.pop()
    if before and isinstance(before[-1], If):
        opened = before.pop()
        assert isinstance(opened, If)
        return [If((*opened.branches, branch), opened.line)]
    note = Note(
        branch.raw,
        "has no (if:) before it",
        line,
    )
    return [note, *branch.parts]


def _jump(hook: Iterable[Part]) -> str:
    """Where the first jump of a hook leads; "" where there is none."""
    for part in hook:
        if isinstance(part, Link) and not part.text:
            return part.target
    return ""


def choice(
    arguments: str,
    hook: list[Part],
    raw: str,
    line: int,
) -> Iterator[Part]:
    """(link-goto:) and (link:): words, where it leads, and what it changes."""
    text, target, *_ = [*links.strings(arguments), "", ""]
    target = target or _jump(hook)
    if not target and not hook and text:
        target = text  # (link-goto: "Name") is short for the name twice
    if not target:
        yield Note(
            raw,
            "leads nowhere: what it would show is shown",
            line,
        )
        yield Words(f"{text} ")
        yield from hook
        return
    changed = tuple(part for part in hook if isinstance(part, Set))
    yield Link(
        text,
        target,
        line,
        changed,
    )
    yield from _beside(hook, line)


def _beside(hook: list[Part], line: int) -> Iterator[Part]:
    """What a link does beside leading on."""
    for part in hook:
        if isinstance(part, Words) and part.text.strip():
            yield Note(
                part.text.strip(),
                "stands in a link",
                line,
            )
        elif isinstance(part, Note | If | Include):
            yield Note(
                getattr(
                    part,
                    "raw",
                    "(if:)",
                ),
                "stands in a link",
                line,
            )
