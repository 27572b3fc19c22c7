"""A block whose module is changed while learners use it: what they did is put by, and comes back
when the first module does.

The state of a block has room for one module, the one that it plays. That of the others stands in
`shelf`: id of a module -> the fields in module_state.EMPTY.
"""

from __future__ import annotations

from olw_core.engine.record import FORMAT
from olw_xblock import owed, sealed
from olw_xblock.module_state import EMPTY
from olw_xblock.visit import Visit


def settle(visit: Visit) -> None:
    """Put by what belongs to another module, and take out what was kept for this one.

    A score that comes back is told to the platform anew: its gradebook has one place for a block.
    Raises ContentMissing, ContentError (then nothing is moved) and SealError.
    """
    block = visit.block
    played = block.plays or _named_in(block.record)
    if played in ("", visit.module["id"]):
        return
    shelf = dict(block.shelf)
    shelf[played] = {name: getattr(block, name) for name in EMPTY}
    taken = shelf.pop(block.module, EMPTY)
    for name, value in taken.items():
        setattr(block, name, value)
    block.shelf = shelf
    block.plays = block.module
    block.owed = []
    if block.has_score and block.raw_earned is not None:
        owed.owe(block, owed.GRADE, owed.COMPLETION)


def _named_in(stored: str) -> str:
    """The module of a record from before blocks noted what they play; "" where there is none.

    The second field of a record is the module's id (docs/developers/formats.md, section 5).
    """
    record_format, _, rest = sealed.opened(stored).partition(".")
    if record_format != FORMAT:
        return ""
    return rest.partition(".")[0]
