"""Reading administrators' forms: texts of bounded length that can be stored, and where to go on."""

from __future__ import annotations

from flask import Response, make_response, redirect, request

from lti_service import addresses
from lti_service.errors import CommandError
from lti_service.messages.text import URL_LENGTH, is_storable


def text(name: str) -> str:
    """A field without blanks around it, "" if it is not there. Raises CommandError."""
    return _checked(name, request.form.get(name, ""))


def lines(name: str) -> list[str]:
    """The lines of a field that have something in them. Raises CommandError."""
    whole = _checked(name, request.form.get(name, ""))
    return [line.strip() for line in whole.splitlines() if line.strip()]


def ticked(name: str) -> bool:
    """Whether a box is ticked."""
    return request.form.get(name) == "yes"


def go_on(endpoint: str, done: str = "", **values: object) -> Response:
    """To a page that says what was done (`done`: see templates/admin/done.html)."""
    to = addresses.local(endpoint, done=done or None, **values)
    return make_response(redirect(to, 303))


def _checked(name: str, value: str) -> str:
    """Raises CommandError (form-field)."""
    if len(value) > URL_LENGTH or not is_storable(value):
        told = f"{name.replace('_', ' ')}: give at most {URL_LENGTH} characters of plain text."
        raise CommandError("form-field", told)
    return value.strip()
