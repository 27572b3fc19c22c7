"""A reviewer's comments as the review file saves them, and as their author reads them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from olw_core.errors import OlwError

NO_FILE = "This is no file of comments. Press 'Save my comments' in the review file."
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys, and what turns the direction of a line."""
_STATE = re.compile(r"@\d+")
"""Which state of a scene is meant."""


@dataclass(frozen=True)
class Comments:
    """One reviewer's comments on one story."""

    story: str
    version: int
    name: str
    """As the reviewer wrote it; "" where they did not."""
    comments: Mapping[str, str]
    """Place to what is said of it."""


def read(text: str) -> Comments:
    """The comments in a file. Raises OlwError."""
    try:
        data = json.loads(text)
        comments = {str(place): str(said) for place, said in data["comments"].items()}
        return Comments(
            story=str(data["story"]),
            version=int(data["version"]),
            name=str(data["name"]),
            comments=comments,
        )
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        OverflowError,
        RecursionError,
    ):
        raise OlwError("comments-broken", NO_FILE) from None


def lines(found: Comments, data: Mapping[str, Any] | None) -> Iterator[str]:
    """The comments for their author. `data`: the story as it is now, None where it is not here."""
    who = _shown(found.name) or "Somebody"
    yield f"{who} on '{_shown(found.story)}', version {found.version}:"
    now = found.version if data is None else data.get("version")
    if now != found.version:
        yield f"  (The story is now version {now}.)"
    for place, said in found.comments.items():
        gone = "" if data is None or _there(place, data) else " (no longer there)"
        yield f"  {_shown(place)}{gone}"
        for line in said.splitlines():
            yield f"    {_shown(line)}"


def _shown(line: str) -> str:
    """Without what would steer the author's terminal."""
    return _STEERING.sub(" ", line)


def _there(place: str, data: Mapping[str, Any]) -> bool:
    """Whether the story still has the place."""
    here: Any = data
    for name in _STATE.sub("", place).split("."):
        if not isinstance(here, Mapping) or name not in here:
            return False
        here = here[name]
    return True
