"""Twee 3 notation: a story as passages with names, tags and lines.

Rules: "Twee 3 Specification" 3.0.2 of the Interactive Fiction Technology Foundation. What it only
recommends to warn of is warned of: broken JSON, a name that stands twice.
"""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import dataclass, field

from olw_core.errors import OlwError

MAX_CHARACTERS = 400_000
"""Of a file. A module of the longest story that may be played has a tenth of it."""
_HEADER = re.compile(
    r"::[ \t]*(?P<name>(?:\\.|[^\\\[\{\n])*)"
    r"(?P<tags>\[(?:\\.|[^\\\]\n])*\])?[ \t]*(?P<more>\{.*)?"
)
_ESCAPED = re.compile(r"\\(.)")
_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
"""Every end of a line that YAML knows."""
_CONTROL = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML cannot hold."""


@dataclass(frozen=True)
class Passage:
    """One passage. `line`: of its header in the file, from 1."""

    name: str
    tags: tuple[str, ...]
    text: str
    line: int
    header: str
    """As it is typed."""

    def raw(self) -> str:
        """The passage as it stands in the file."""
        return f"{self.header}\n{self.text}".rstrip()


@dataclass(frozen=True)
class Remark:
    """Something an author should know. `passage`: its name; "" for the file."""

    line: int
    passage: str
    words: str


@dataclass
class Twee:
    """A story as it stands in its file."""

    title: str = ""
    format: str = ""
    """The story format, in small letters; "" where the file does not name it."""
    start: str = "Start"
    passages: dict[str, Passage] = field(default_factory=dict)
    """By name, in order; what says something of the story is among them."""
    told: list[Remark] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    """Text that belongs to no passage, and passages whose name stands twice."""


def read(data: bytes) -> Twee:
    """The story in a file. Raises OlwError where it is none."""
    text = _text(data)
    twee = Twee()
    before, found = _split(text)
    if not found:
        raise OlwError(
            "twee-empty",
            "The file has no passage: a line that begins with `::` and a name."
            " In Twine, export the story as Twee.",
        )
    if before.strip():
        twee.told.append(
            Remark(
                1,
                "",
                "The text before the first passage is left out.",
            )
        )
        twee.lost.append(before.strip())
    for passage in found:
        _add(twee, passage)
    _about(twee)
    return twee


def _text(data: bytes) -> str:
    """The file's text, with plain ends of lines. Raises OlwError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OlwError(
            "twee-unreadable",
            "The file is not UTF-8 text. Export the story as Twee again, or save it as UTF-8.",
        ) from None
    if len(text) > MAX_CHARACTERS:
        raise OlwError(
            "twee-too-long",
            f"The file has {len(text):,} characters; {MAX_CHARACTERS:,} are the limit."
            " Cut the story into several.",
        )
    if re.match(
        r"\s*<(?:!doctype|html|tw-storydata)",
        text,
        re.IGNORECASE,
    ):
        raise OlwError(
            "twee-html", "The file is a web page. In Twine, export the story as Twee."
        )
    plain = _END.sub("\n", text).expandtabs(4)
    return _CONTROL.sub(" ", plain)


def _split(text: str) -> tuple[str, list[Passage]]:
    """The text before the first header, and the passages."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith("::")]
    ends = [*starts, len(lines)]
    found = []
    for here, following in itertools.pairwise(ends):
        body = "\n".join(lines[here + 1 : following])
        found.append(
            _passage(
                lines[here],
                body.rstrip(),
                here + 1,
            )
        )
    return "\n".join(lines[: ends[0]]), found


def _passage(
    header: str,
    body: str,
    line: int,
) -> Passage:
    """One passage. What follows the tags is metadata: where Twine draws the passage."""
    found = _HEADER.match(header)
    assert found is not None
    tags = (found["tags"] or "")[1:-1].split()
    return Passage(
        name=_decoded(found["name"]).strip(),
        tags=tuple(_decoded(tag) for tag in tags),
        text=body,
        line=line,
        header=header,
    )


def _decoded(text: str) -> str:
    """Any escaped character yields itself."""
    return _ESCAPED.sub(r"\1", text)


def _add(twee: Twee, passage: Passage) -> None:
    """Take a passage over; the first of a name stays, as in Twine's own compilers."""
    if passage.name and passage.name not in twee.passages:
        twee.passages[passage.name] = passage
        return
    why = "A passage without a name is left out."
    if passage.name:
        first = twee.passages[passage.name].line
        why = f"The name stands twice; the passage of line {first} is taken."
    twee.told.append(
        Remark(
            passage.line,
            passage.name,
            why,
        )
    )
    twee.lost.append(passage.raw())


def _about(twee: Twee) -> None:
    """What StoryTitle and StoryData say."""
    title = twee.passages.pop("StoryTitle", None)
    if title:
        twee.title = " ".join(title.text.split())
    passage = twee.passages.pop("StoryData", None)
    if passage is None:
        return
    try:
        data = dict(json.loads(passage.text))
    except (ValueError, TypeError, RecursionError):
        words = "What it says is not JSON; it is left out."
        twee.told.append(
            Remark(
                passage.line,
                passage.name,
                words,
            )
        )
        twee.lost.append(passage.raw())
        return
    twee.format = str(data.get("format") or "").lower()
    twee.start = str(data.get("start") or twee.start)
