"""Response headers.

A strict content security policy, framing only by the platform that launched, nothing cached.
"""

from __future__ import annotations

from flask import Response, g, request

from lti_service.messages.text import origin
from lti_service.services.known_platforms import AnyRegistration
from lti_service.services.platforms.framing import framers

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
}
# A page that only says what went wrong has nothing to click, so any platform may frame it: the
# learner must see it.
ANYWHERE = "https: http:"
KEPT_BY_BROWSERS = frozenset(
    {
        "static",
        "service.player_file",
        "service.keys",
        "guides.style",
    }
)
"""Endpoints whose answers are the same for everyone."""


def allow_platform(registration: AnyRegistration) -> None:
    """Let this registration's origins frame the page, and forms lead to its login page."""
    g.frame_ancestors = " ".join(["'self'", *framers(registration)])
    g.form_action = f"'self' {origin(registration.login_url)}"


def send_forms_to(url: str) -> None:
    """Let this page's form lead to a platform's address.

    Where that sends the browser on is the platform's matter: Chromium holds redirects to the rule
    as well.
    """
    g.form_action = f"'self' https: {origin(url)}"


def allow_anyone_to_frame() -> None:
    """For pages without any control."""
    g.frame_ancestors = ANYWHERE


def add_headers(response: Response) -> Response:
    """Set on every response."""
    policy = {
        **POLICY,
        "form-action": g.get("form_action", "'self'"),
        "frame-ancestors": g.get("frame_ancestors", "'none'"),
    }
    rules = [f"{name} {value}" for name, value in policy.items()]
    if "retry_after" in g:
        response.headers["Retry-After"] = str(g.retry_after)
    response.headers["Content-Security-Policy"] = "; ".join(rules)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    if request.endpoint not in KEPT_BY_BROWSERS:
        response.headers["Cache-Control"] = "no-store"
    return response
