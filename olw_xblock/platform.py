"""What the block asks of the platform it stands in, each with an answer for where there is none.

Open edX is Django; the XBlock runtime need not be.
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from typing import Any

from olw_xblock.fields import FieldsMixin

CSRF_COOKIE = "csrftoken"
"""Django's default for CSRF_COOKIE_NAME."""
PAGE_OF = "page"
"""In the query of a handler's address: whose page it is."""
HANDLERS = ("respond", "retry", "plan", "card")


def django_settings() -> Any:
    """Django's settings; None where there is no Django, or none that is configured."""
    try:
        settings: Any = import_module("django.conf").settings
    except ImportError:
        return None
    return settings if settings.configured else None


def record_secrets() -> tuple[str, ...]:
    """The secrets of learners' records: the first seals, any opens. Empty without Django.

    `OLW_RECORD_SECRETS` (a list of texts) where it is set; otherwise Django's SECRET_KEY, and after
    it SECRET_KEY_FALLBACKS, Django's own place for keys that were used before.
    """
    settings = django_settings()
    if settings is None:
        return ()
    own = getattr(settings, "OLW_RECORD_SECRETS", None) or ()
    named = [own] if isinstance(own, str) else list(own)
    if not named:
        named = [settings.SECRET_KEY, *getattr(settings, "SECRET_KEY_FALLBACKS", ())]
    return tuple(str(secret) for secret in named if secret)


class PlatformMixin(FieldsMixin):
    """Django's settings, the addresses of handlers, and the due date."""

    def csrf_cookie(self) -> str:
        """Name of the cookie whose value a POST must carry in X-CSRFToken, where the platform checks it."""
        settings = django_settings()
        return CSRF_COOKIE if settings is None else str(settings.CSRF_COOKIE_NAME)

    def handler_addresses(self) -> dict[str, str]:
        """Where the player sends what the learner does; each says whose page it stands in."""
        asked = f"{PAGE_OF}={self.page_of()}"
        return {
            name: self.runtime.handler_url(self, name, query=asked) for name in HANDLERS
        }

    def page_of(self) -> str:
        """Names the learner of a page to nobody but the block: 16 hexadecimal digits.

        A handler acts for whoever is logged in when it is called, with the CSRF cookie of that
        login (edx-platform lms/djangoapps/courseware/block_render.py, handle_xblock_callback). A
        page that an earlier person left in the browser would answer for the next one.
        """
        ids = self.scope_ids
        named = f"{ids.usage_id} {ids.user_id}"
        return hashlib.sha256(named.encode()).hexdigest()[:16]

    def past_due(self) -> bool:
        """Whether this learner's due date and grace period are over; no where there are none.

        The platform mixes the question in, with each learner's own extension and the rule for
        self-paced courses (edx-platform xmodule/modulestore/inheritance.py, has_deadline_passed).
        """
        deadline_passed = getattr(self, "has_deadline_passed", None)
        return deadline_passed is not None and bool(deadline_passed())
