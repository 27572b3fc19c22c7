"""The compiled module of an attempt, as far as it is still offered."""

from __future__ import annotations

from lti_service.errors import RefusedError
from lti_service.models import Attempt
from lti_service.wiring import wiring
from olw_core.formats.compiled import Module


def module_of(attempt: Attempt) -> Module:
    """The module. Raises RefusedError for one that was taken out of the content since."""
    module = wiring().library.modules.get(attempt.module)
    if module is None:
        told = f"attempt for {attempt.module!r}, which is no longer offered"
        raise RefusedError("module-unknown", told)
    return module
