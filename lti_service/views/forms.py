"""Reading what a platform's or a page's form sends, with limits.

That comes before anything is done with it.
"""

from __future__ import annotations

from flask import request

from lti_service.errors import RefusedError
from lti_service.messages.text import ID_LENGTH, URL_LENGTH, is_storable

LIMITS = {
    "iss": ID_LENGTH,
    "client_id": ID_LENGTH,
    "lti_deployment_id": ID_LENGTH,
    "lti_storage_target": ID_LENGTH,
    "target_link_uri": URL_LENGTH,
    "login_hint": URL_LENGTH,
    "lti_message_hint": 8000,
}
STATE_LENGTH = 200


def login_values() -> dict[str, str]:
    """The parameters of a login, from the form or the query; absent ones are ""."""
    sent = request.values
    values = {name: sent.get(name, "") for name in LIMITS}
    for name, value in values.items():
        if len(value) > LIMITS[name]:
            raise RefusedError("login-too-long", f"{name} has {len(value)} characters")
        if not is_storable(value):
            raise RefusedError("login-bad-characters", name)
    for name in ("iss", "login_hint", "target_link_uri"):
        if not values[name]:
            raise RefusedError("login-incomplete", f"{name} is missing")
    return values


def state() -> str:
    """The state that a form brings back."""
    value = request.form.get("state", "")
    if not value or len(value) > STATE_LENGTH:
        raise RefusedError("state-missing", f"{len(value)} characters of state")
    return value
