"""The language in which somebody reads stories: their own choice, else what the launch asks for.

A record says nothing of languages, so a story can be left in one and gone on with in another.
"""

from __future__ import annotations

from lti_service.models import LaunchSession
from lti_service.services.glances import AnyOwner


def wanted(owner: AnyOwner) -> str:
    """A language tag, "" where nobody said any.

    The learner's choice on the page, else the activity's custom parameter `lang`, else the
    language in which the platform showed itself at the newest launch.
    """
    learner = owner.learner
    return learner.lang or owner.resource_link.lang or learner.locale


def choose(owner: LaunchSession, lang: str) -> None:
    """The learner's own choice, for every story of this platform."""
    owner.learner.lang = lang
