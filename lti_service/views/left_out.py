"""What was left out of a page because no secret of this server opens it: the log's line of it."""

from __future__ import annotations

import logging

logger = logging.getLogger("lti_service.records")


def note(detail: str) -> None:
    """`detail`: whose it is, and what."""
    told = {"problem": "record-sealed", "detail": detail}
    logger.warning("left out, as no secret opens it", extra=told)
