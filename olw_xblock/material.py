"""What only course staff may read of a module: the whole story with its answers, and the guide.

Studio shows it in the author view. A platform can be asked for any view of a block by anybody who
takes the course (edx-platform, courseware/block_render.py, xblock_view), so who is here is looked
at first.
"""

from __future__ import annotations

from olw_core.authoring import guide, review
from olw_core.authoring.compiler import Compiled
from olw_core.formats.compiled import Module
from olw_xblock import platform
from olw_xblock.block_protocol import Block


def sheets(block: Block, module: Module) -> list[tuple[str, str]]:
    """(title, HTML page) of each; nothing for anybody but staff."""
    if not platform.is_staff(block):
        return []
    _ = block.gettext
    story = review.review_page([Compiled(module, ())])
    found = [(_("The whole story: graph, answers and their weights"), story)]
    if guide.has_guide(module):
        found.append((_("The facilitator's guide"), guide.guide_page(module)))
    return found
