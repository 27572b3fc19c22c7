"""The compiled module of an attempt, as far as it is still offered."""

from __future__ import annotations

from lti_service.errors import RefusedError
from lti_service.services.glances import AnyAttempt, AnyOwner
from lti_service.services.play import languages
from lti_service.wiring import wiring
from olw_core.formats.compiled import Module


def module_of(attempt: AnyAttempt, owner: AnyOwner) -> Module:
    """The module in the language its learner reads, as far as there is one.

    Raises RefusedError for one that was taken out of the content since.
    """
    library = wiring().library
    if attempt.module not in library.modules:
        told = f"attempt for {attempt.module!r}, which is no longer offered"
        raise RefusedError("module-unknown", told)
    return library.edition(attempt.module, languages.wanted(owner))
