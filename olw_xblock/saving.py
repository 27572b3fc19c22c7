"""Saving at once: nothing may be told, to the learner or to the platform, that is not kept."""

from __future__ import annotations

import logging

from xblock.exceptions import XBlockSaveError

from olw_xblock import refusals
from olw_xblock.block_protocol import Block
from olw_xblock.errors import UnavailableError

log = logging.getLogger(__name__)


def secure(block: Block) -> None:
    """Save now. Raises UnavailableError (not-saved); what is stored stays as it was."""
    try:
        block.save()
    except XBlockSaveError as error:
        log.error("A learner's state could not be saved: %s", error)
        block._clear_dirty_fields()
        raise refusals.not_saved(block) from None


def try_to_save(block: Block) -> None:
    """Save what was told. When that fails, the same is told once more: no harm is done."""
    try:
        secure(block)
    except UnavailableError:
        log.warning("It could not be noted what was told; it will be told again")
