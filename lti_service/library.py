"""The content that this process offers, read once at its start.

Compiled modules and their place in the framework.
"""

from __future__ import annotations

from dataclasses import dataclass

from olw_core import content
from olw_core.formats.compiled import Module
from olw_core.framework import Framework


@dataclass(frozen=True)
class Library:
    """`modules`: id -> compiled module, in the framework's order."""

    framework: Framework
    modules: dict[str, Module]

    @classmethod
    def load(cls) -> Library:
        """Everything that olw_core.content finds. Raises OlwError naming the file at fault."""
        modules = {one: content.load(one) for one in content.module_ids()}
        return cls(content.framework(), modules)

    @property
    def labels(self) -> dict[str, str]:
        """Names for line items: module id -> title, "" -> the whole list."""
        labels = {"": "Our Leadership Way"}
        for one, module in self.modules.items():
            labels[one] = str(module["title"])
        return labels
