"""What one demo LMS holds; views get it by `parts()`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import current_app

from demo.platform.config import PlatformConfig
from demo.platform.course import Activity
from demo.platform.store import Store, Tool
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
        """Those of the course with a gradebook, then those that were added to it."""
        return [*self.config.course.activities, *self.store.added.values()]

    def activity(self, activity_id: str) -> Activity | None:
        """The activity with this id, of whichever course."""
        course = self.config.course_of(activity_id)
        return self.store.added.get(activity_id) or course.activity(activity_id)

    def seen_by(self, client_id: str) -> PlatformConfig:
        """The configuration as the tool with this client id knows it."""
        tool: Tool | None = self.store.tools.get(client_id)
        if tool is None:
            return self.config
        return replace(
            self.config,
            client_id=client_id,
            deployment_id=tool.deployment_id,
            custom=tool.custom,
        )


def parts() -> Parts:
    """The parts of the application that serves this request."""
    found: Parts = current_app.extensions["platform"]
    return found
