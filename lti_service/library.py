"""The content that this process offers, read once at its start.

Compiled modules, in each language that they have, and their place in the framework.
"""

from __future__ import annotations

from dataclasses import dataclass

from olw_core import content
from olw_core.formats.compiled import Module
from olw_core.framework import Framework
from olw_core.language_tags import nearest

Editions = dict[str, Module]
"""One module by language tag; the language it was written in is the first."""


@dataclass(frozen=True)
class Library:
    """`modules`: id -> compiled module as it was written, in the framework's order.

    `editions`: id -> the same in every language.
    """

    framework: Framework
    modules: dict[str, Module]
    editions: dict[str, Editions]

    @classmethod
    def load(cls) -> Library:
        """Everything that olw_core.content finds. Raises OlwError naming the file at fault."""
        modules = {one: content.load(one) for one in content.module_ids()}
        editions = {one: _editions(module) for one, module in modules.items()}
        return cls(content.framework(), modules, editions)

    @property
    def labels(self) -> dict[str, str]:
        """Names for line items: module id -> title, "" -> the whole list."""
        labels = {"": "Our Leadership Way"}
        for one, module in self.modules.items():
            labels[one] = str(module["title"])
        return labels

    @property
    def languages(self) -> list[str]:
        """Every language that any module has."""
        found: dict[str, None] = {}
        for editions in self.editions.values():
            found.update(dict.fromkeys(editions))
        return list(found)

    def edition(self, module: str, wanted: str) -> Module:
        """A module in the language nearest to the wanted one, else as it was written."""
        editions = self.editions[module]
        tag = nearest(wanted, editions)
        return editions[tag] if tag else self.modules[module]


def _editions(module: Module) -> Editions:
    name = module["id"]
    found = {module["lang"]: module}
    for tag in content.languages(name):
        found[tag] = content.load(name, tag)
    return found
