"""Reading administrators' forms: texts of bounded length that can be stored, and where to go on."""

from __future__ import annotations

from flask import Response, make_response, redirect, request

from lti_service import addresses
from lti_service.errors import CommandError
from lti_service.messages.text import URL_LENGTH, is_storable


def text(name: str) -> str:
    """A field without blanks around it, "" if it is not there. Raises CommandError."""
    given = request.form.get(name, "")
    return _checked(name, given)


def lines(name: str) -> list[str]:
    """The lines of a field that have something in them. Raises CommandError."""
    found = []
    whole = text(name)
    for line in whole.splitlines():
        bare = line.strip()
        if bare:
            found.append(bare)
    return found


def ticked(name: str) -> bool:
    """Whether a box is ticked."""
    return request.form.get(name) == "yes"


def go_on(
    endpoint: str,
    done: str = "",
    **values: object,
) -> Response:
    """To a page that says what was done (`done`: see templates/admin/done.html)."""
    to = addresses.local(
        endpoint,
        done=done or None,
        **values,
    )
    going = redirect(to, 303)
    return make_response(going)


def _checked(name: str, value: str) -> str:
    """Raises CommandError (form-field)."""
    is_short = len(value) <= URL_LENGTH
    if is_short and is_storable(value):
        return value.strip()
    field = name.replace("_", " ")
    told = f"{field}: give at most {URL_LENGTH} characters of plain text."
    raise CommandError("form-field", told)
