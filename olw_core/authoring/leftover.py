"""Words of the template that a new module still has: they were never this story's."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping

import yaml

from olw_core.authoring.authored.module import Module
from olw_core.authoring.compiler.lint.texts import all_texts
from olw_core.authoring.compiler.places import FieldPath
from olw_core.authoring.compiler.problems import Problems

TO_WRITE = "To write:"
"""Stands, in large or small letters, before what only an author can write."""
_FEWEST = 6
"""Words from which a text is taken for the template's; shorter ones come of themselves."""
_PLACE = re.compile(r"(?<!\{)\{[a-z]+\}(?!\})")
"""What `olw new` fills in."""


def check_template(
    module: Module,
    template: str,
    problems: Problems,
) -> None:
    """Report each part that still holds texts of the template, once."""
    known = _texts_of(template)
    parts: Counter[FieldPath] = Counter()
    for text in all_texts(module):
        if " ".join(text.words.split()) in known:
            parts[_part(text.path)] += 1
    for path, count in parts.items():
        texts = "1 text is" if count == 1 else f"{count} texts are"
        problems.warning(
            "template-text",
            path,
            f"{texts} still the template's.",
            "Write your own.",
        )


def check_to_write(module: Module, problems: Problems) -> None:
    """Report each part that still holds texts to be written, once."""
    parts: Counter[FieldPath] = Counter()
    for path, words in _strings(module, ()):
        if TO_WRITE.lower() in words.lower():
            parts[_part(path)] += 1
    for path, count in parts.items():
        texts = "1 text is" if count == 1 else f"{count} texts are"
        problems.warning(
            "to-write",
            path,
            f"{texts} still to be written.",
            f"Look for `{TO_WRITE}`, which says what.",
        )


def _strings(value: object, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    """Every text of a tree with its place, titles and settings too."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _strings(inner, (*path, name))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _strings(inner, (*path, index))


def _part(path: FieldPath) -> FieldPath:
    """What a text belongs to: a scene, a card, the plan, the guide."""
    return path[:3] if path[:2] == ("story", "scenes") else path[:2]


@functools.lru_cache(maxsize=1)
def _texts_of(template: str) -> frozenset[str]:
    """Every text of the template that is long enough to be known again."""
    filled = _PLACE.sub("x", template).replace("{{", "{").replace("}}", "}")
    found: set[str] = set()
    _collect(yaml.safe_load(filled), found)
    return frozenset(found)


def _collect(value: object, found: set[str]) -> None:
    """Add every text of a tree, paragraph by paragraph."""
    if isinstance(value, str):
        for paragraph in value.split("\n\n"):
            speech = (
                paragraph.partition(": ")[2] if paragraph.startswith("@") else paragraph
            )
            words = speech.split()
            if len(words) >= _FEWEST:
                found.add(" ".join(words))
    elif isinstance(value, dict):
        for inner in value.values():
            _collect(inner, found)
    elif isinstance(value, list):
        for inner in value:
            _collect(inner, found)
