"""What the block asks of the platform it stands in, each with an answer for where there is none.

Open edX is Django; the XBlock runtime need not be.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from olw_xblock.fields import FieldsMixin

CSRF_COOKIE = "csrftoken"
"""Django's default for CSRF_COOKIE_NAME."""


class PlatformMixin(FieldsMixin):
    """Django's settings, and the addresses of handlers."""

    def csrf_cookie(self) -> str:
        """Name of the cookie whose value a POST must carry in X-CSRFToken, where the platform checks it."""
        try:
            django: Any = import_module("django.conf").settings
        except ImportError:
            return CSRF_COOKIE
        return str(django.CSRF_COOKIE_NAME) if django.configured else CSRF_COOKIE

    def handler_addresses(self) -> dict[str, str]:
        """Where the player sends what the learner does."""
        return {name: self.runtime.handler_url(self, name) for name in ("respond", "retry", "plan", "card")}
