"""Who may show us in a frame."""

from __future__ import annotations

from lti_service.messages.text import origin
from lti_service.models import Registration


def framers(registration: Registration) -> list[str]:
    """The origins that may frame us for this registration."""
    login = origin(registration.login_url)
    known = [origin(registration.issuer), login, *registration.frame_ancestors]
    return list(dict.fromkeys(one for one in known if one))
