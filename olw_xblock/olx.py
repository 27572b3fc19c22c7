"""OLX: `<olw module="kind" weight="1"/>`, and nothing of any learner's in it.

XBlock's own export writes every field that is set, learners' state too, and numbers as `1.0`.
"""

from __future__ import annotations

from typing import Any

from xblock.fields import UserScope


class OlxMixin:
    """`add_xml_to_node` for a readable element; parsing is XBlock's own."""

    fields: Any
    weight: float | None

    def add_xml_to_node(self, node: Any) -> None:
        """Write the block's settings, and those an LMS mixes in, onto an etree element."""
        super().add_xml_to_node(node)  # type: ignore[misc]
        for name, field in self.fields.items():
            if getattr(field.scope, "user", UserScope.NONE) != UserScope.NONE:
                node.attrib.pop(name, None)
        node.attrib.pop("xblock-family", None)
        if "weight" in node.attrib and self.weight is not None:
            node.set("weight", f"{self.weight:g}")
