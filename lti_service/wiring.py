"""What one process holds: settings, database, clock, outgoing calls, content. Views get it by `wiring()`."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app

from lti_service.clock import Clock
from lti_service.database import Database
from lti_service.guarded_http import Outgoing
from lti_service.library import Library
from lti_service.services.platform_tokens import PlatformTokens
from lti_service.services.rosters import Rosters
from lti_service.settings import Settings
from lti_service.worker import Worker

EXTENSION = "olw"


@dataclass(frozen=True)
class Wiring:
    """Everything is thread-safe; nothing here is state that another process would miss."""

    settings: Settings
    database: Database
    clock: Clock
    outgoing: Outgoing
    tokens: PlatformTokens
    rosters: Rosters
    library: Library

    @classmethod
    def build(cls, settings: Settings, clock: Clock, library: Library) -> Wiring:
        """Connect the parts."""
        database = Database(settings.database_url)
        outgoing = Outgoing(settings.allow_private_platforms)
        tokens = PlatformTokens(database, outgoing, clock, settings.secret_key)
        return cls(settings, database, clock, outgoing, tokens, Rosters(outgoing, tokens, clock), library)

    def worker(self) -> Worker:
        """A worker for the outbox."""
        return Worker(self.database, self.outgoing, self.tokens, self.clock, self.library.labels)

    def close(self) -> None:
        """Give connections back."""
        self.outgoing.close()
        self.database.close()


def wiring() -> Wiring:
    """The wiring of the application that serves this request."""
    found: Wiring = current_app.extensions[EXTENSION]
    return found
