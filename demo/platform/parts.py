"""What one demo LMS holds; views get it by `parts()`."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app

from demo.platform.config import PlatformConfig
from demo.platform.course import Activity
from demo.platform.store import Store
from demo.platform.tokens import AccessTokens


@dataclass(frozen=True)
class Parts:
    """Configuration, memory and access tokens."""

    config: PlatformConfig
    """Fixed for the life of the application."""
    store: Store
    """Columns, grades and the platform's key."""
    tokens: AccessTokens
    """Those that were given out."""

    @property
    def activities(self) -> list[Activity]:
        """Those of the course, then those that were added."""
        return [*self.config.course.activities, *self.store.added.values()]

    def activity(self, activity_id: str) -> Activity | None:
        """The activity with this id."""
        for one in self.activities:
            if one.id == activity_id:
                return one
        return None


def parts() -> Parts:
    """The parts of the application that serves this request."""
    found: Parts = current_app.extensions["platform"]
    return found
