"""A package's configuration put together again, as olw_core/player/src/whole.ts does it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from olw_core.page.apart import BETWEEN
from tests.support import markup


def config(page: HtmlElement) -> Any:
    """The configuration of the player on a package's page."""
    shape = json.loads(markup.text(page, "//script[@class='olw-config']"))
    words = markup.text(page, "//script[@class='olw-words']")
    return whole(shape, words)


def whole(shape: dict[str, Any], words: str) -> Any:
    """The data as it was."""
    texts = iter(words.split(BETWEEN))
    left = {kind: iter(list(islice(texts, n))) for kind, n in shape["counts"]}
    data = _filled(shape["shape"], "", left)
    rest = [text for kind in left.values() for text in kind]
    assert rest == []
    return data


def _filled(value: Any, kind: str, left: dict[str, Iterator[str]]) -> Any:
    if value == "":
        return next(left[kind])
    if isinstance(value, list):
        return [_filled(one, kind, left) for one in value]
    if isinstance(value, dict):
        return {name: _filled(value[name], name, left) for name in sorted(value)}
    return value
