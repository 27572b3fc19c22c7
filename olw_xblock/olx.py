"""OLX: `<olw module="kind" weight="1"/>`, and nothing of any learner's in it.

XBlock's own export writes every field that is set, learners' state too, and numbers as `1.0`.
"""

from __future__ import annotations

from typing import Any

from xblock.fields import UserScope

from olw_xblock.block_protocol import Block


def tidy(block: Block, node: Any) -> None:
    """Make of XBlock's own etree element a readable one; settings an LMS mixes in are kept."""
    for name, field in block.fields.items():
        if getattr(field.scope, "user", UserScope.NONE) != UserScope.NONE:
            node.attrib.pop(name, None)
    node.attrib.pop("xblock-family", None)
    if "weight" in node.attrib and block.weight is not None:
        node.set("weight", f"{block.weight:g}")
