"""Which modules a learner has finished, in any block: shared by all blocks of one learner.

The platform deletes a learner's state of one block without asking it, and leaves what is shared
(edx-platform, instructor/enrollment.py, reset_student_attempts). So each entry names the blocks in
which the module was finished, and counts for as long as one of them still says so.
"""

from __future__ import annotations

from typing import Any

from olw_core.engine.record import Record
from olw_xblock import platform
from olw_xblock.block_protocol import Block
from olw_xblock.module_state import has_finished

UNKNOWN = ""
"""The block of an entry from before blocks were named."""


def note(block: Block, record: Record) -> None:
    """Note whether this block's module is finished here."""
    usage = str(block.scope_ids.usage_id)
    blocks = _blocks(block, record.module)
    if (record.done is not None) == (usage in blocks):
        return
    if record.done is not None:
        blocks[usage] = record.version
    else:
        del blocks[usage]
    done = {**block.done_modules, record.module: blocks}
    block.done_modules = {module: kept for module, kept in done.items() if kept}


def modules(block: Block) -> list[str]:
    """Ids of the finished ones, for maps and cards."""
    return sorted(one for one in block.done_modules if _is_finished(block, one))


def _blocks(block: Block, module: str) -> dict[str, int]:
    """Usage id -> content version."""
    known: Any = block.done_modules.get(module, {})
    if isinstance(known, dict):
        return dict(known)
    return {UNKNOWN: known}


def _is_finished(block: Block, module: str) -> bool:
    """Whether one of the blocks that were noted still says so."""
    return any(_says_so(block, usage, module) for usage in _blocks(block, module))


def _says_so(
    block: Block,
    usage: str,
    module: str,
) -> bool:
    """Whether the learner's state of that block is still there; yes where nobody can tell."""
    if usage in (UNKNOWN, str(block.scope_ids.usage_id)):
        return True
    state = platform.state_of_block(block, usage)
    return state is None or has_finished(state, module)
