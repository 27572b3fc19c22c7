"""The part of a learner's page where they share how a story went, or take that back."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from sqlalchemy.orm import Session

from lti_service.services.play import sharing
from lti_service.views.begun_here import BegunHere
from lti_service.views.speech import gettext, mark

SHARES = mark("You share in this course: %(stories)s")
SHARES_NONE = mark("You share no story in this course.")
LETTERS = 16
"""Of a way's fingerprint, in the form."""


@dataclass(frozen=True)
class Shareable:
    """A finished story. `value`: names it, its try and its way in the form, so that an old page
    of another way changes nothing of this one.
    """

    title: str
    lang: str
    value: str
    ticked: bool


def shareable(session: Session, stories: Sequence[BegunHere]) -> list[Shareable]:
    """Those that can be shared. What was ticked of another way is forgotten here."""
    found = []
    for one in stories:
        sharing.forget_other(session, one.attempt, one.stands)
        if sharing.can_be_shared(one.attempt, one.stands):
            ticked = sharing.is_shared(one.attempt, one.stands)
            module = one.module
            found.append(
                Shareable(module["title"], module["lang"], _value(one), ticked)
            )
    return found


def keep(
    session: Session,
    stories: Sequence[BegunHere],
    shown: Set[str],
    ticked: Set[str],
) -> str:
    """Of the stories that the page showed, share those that are ticked, and no other.

    What is shared now, in words.
    """
    for one in stories:
        value = _value(one)
        if value in shown and sharing.can_be_shared(one.attempt, one.stands):
            sharing.share(session, one.attempt, one.stands, value in ticked)
    titles = [one.title for one in shareable(session, stories) if one.ticked]
    if not titles:
        return gettext(SHARES_NONE)
    return gettext(SHARES) % {"stories": ", ".join(titles)}


def _value(story: BegunHere) -> str:
    way = sharing.way_of(story.stands)
    return f"{story.attempt.module}.{story.stands.record.attempt}.{way[:LETTERS]}"
