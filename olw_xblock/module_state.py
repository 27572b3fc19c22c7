"""What is kept of one learner in one module, as it stands in a block's stored state.

The fields of the block are those of the module that it plays; `shelf` has the others (swap.py).
"""

from __future__ import annotations

from olw_xblock.block_protocol import Stored

EMPTY: Stored = {
    "record": "",
    "practice": "",
    "card_log": "",
    "attempts": 0,
    "raw_earned": None,
    "raw_possible": None,
}
"""What is kept of one learner in one module, and how it begins."""


def state_of(state: Stored, module: str) -> Stored:
    """What a stored state of any block holds of one module; empty where that is nothing."""
    played = state.get("plays") or module
    if played == module:
        return state
    kept: Stored = state.get("shelf", {}).get(module, {})
    return kept


def has_finished(state: Stored, module: str) -> bool:
    """Whether a stored state of any block says that this module was finished there."""
    return state_of(state, module).get("raw_earned") is not None
