"""Changing a registered platform: each new value is checked as those of a new platform are."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from sqlalchemy.orm import Session

from lti_service.models import Registration
from lti_service.services.platforms.new_platforms import NewPlatform, check
from lti_service.services.platforms.registrations import check_free

FIELDS = tuple(one.name for one in fields(NewPlatform) if one.name != "deployments")


def as_it_is(registration: Registration) -> NewPlatform:
    """A platform's values, in the form in which they are checked."""
    return NewPlatform(**{name: getattr(registration, name) for name in FIELDS})


def change(session: Session, registration: Registration, **values: Any) -> list[str]:
    """Give a platform new values, all or none; the names of those that differ.

    `values`: fields of `NewPlatform` but its deployments. Raises CommandError.
    """
    before = as_it_is(registration)
    after = replace(before, **values)
    check(after)
    check_free(session, after, registration)
    changed = []
    for name in FIELDS:
        value = getattr(after, name)
        if value != getattr(before, name):
            setattr(registration, name, value)
            changed.append(name)
    session.flush()
    return changed
