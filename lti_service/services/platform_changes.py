"""Changing a registered platform: each new value is checked as those of a new platform are."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service.errors import CommandError
from lti_service.models import Registration
from lti_service.services.new_platforms import NewPlatform, check

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
    _check_unique(session, registration, after)
    changed = []
    for name in FIELDS:
        value = getattr(after, name)
        if value != getattr(before, name):
            setattr(registration, name, value)
            changed.append(name)
    session.flush()
    return changed


def _check_unique(
    session: Session,
    registration: Registration,
    after: NewPlatform,
) -> None:
    """Raises CommandError (platform-exists)."""
    others = select(Registration.id).where(
        Registration.issuer == after.issuer,
        Registration.client_id == after.client_id,
        Registration.id != registration.id,
    )
    if session.scalar(others) is not None:
        told = f"{after.issuer} is already registered with that client id."
        raise CommandError("platform-exists", told)
