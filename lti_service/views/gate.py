"""Before any view: an address that cannot be one of ours is refused.

So no view and no database meets it.
"""

from __future__ import annotations

from flask import Flask, request

from lti_service.errors import RefusedError
from lti_service.messages.text import ID_LENGTH, is_storable


def close_gate(app: Flask) -> None:
    """Register the check."""
    app.before_request(_refuse_impossible_addresses)


def _refuse_impossible_addresses() -> None:
    """404 for a path with NUL, which PostgreSQL refuses, or with a part longer than any of ours."""
    parts = request.view_args or {}
    for value in parts.values():
        part = str(value)
        if len(part) > ID_LENGTH or not is_storable(part):
            raise RefusedError("not-found", "the path holds what no key of ours has")
