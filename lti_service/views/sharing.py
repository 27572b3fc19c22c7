"""The part of a learner's page where they share how a story went, or take that back."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from sqlalchemy.orm import Session

from lti_service.services.play import sharing
from lti_service.views.begun_here import BegunHere


@dataclass(frozen=True)
class Shareable:
    """A finished story. `value`: names it and its try in the form, so that an old page of an
    earlier try shares nothing of a later one.
    """

    title: str
    lang: str
    value: str
    ticked: bool


def shareable(stories: Sequence[BegunHere]) -> list[Shareable]:
    """Those that can be shared."""
    found = []
    for one in stories:
        if sharing.can_be_shared(one.attempt, one.stands):
            ticked = sharing.is_shared(one.attempt, one.stands)
            module = one.module
            found.append(
                Shareable(module["title"], module["lang"], _value(one), ticked)
            )
    return found


def keep(session: Session, stories: Sequence[BegunHere], ticked: Set[str]) -> None:
    """Share those that are ticked, and no other."""
    for one in stories:
        wish = _value(one) in ticked
        if sharing.can_be_shared(one.attempt, one.stands):
            sharing.share(session, one.attempt, one.stands, wish)


def _value(story: BegunHere) -> str:
    return f"{story.attempt.module}.{story.stands.record.attempt}"
