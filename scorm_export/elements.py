"""XML elements: their type, and making trees of them in one namespace."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from scorm_export.namespaces import qualified

Element: TypeAlias = etree._Element
"""lxml has no public name for the type of its elements."""


class Node:
    """An element whose children are made in one namespace."""

    def __init__(self, element: Element, namespace: str) -> None:
        self.element = element
        self._namespace = namespace

    def within(self, namespace: str) -> Node:
        """The same element, with children in another namespace."""
        return Node(self.element, namespace)

    def add(self, local: str, text: str | None = None, **attributes: str) -> Node:
        """A new child with this text and these attributes, in their order."""
        name = qualified(self._namespace, local)
        child = etree.SubElement(self.element, name, attributes)
        child.text = text
        return Node(child, self._namespace)
