"""What one process holds: settings, database, clock, outgoing calls, content.

Views get it by `wiring()`.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app

from lti_service.clock import Clock
from lti_service.database import Database
from lti_service.library import Library
from lti_service.outgoing.client import Outgoing
from lti_service.outgoing.proxy import Proxy
from lti_service.outgoing.turns import Turns
from lti_service.rates import Rates
from lti_service.secret import Keyring
from lti_service.services.admin.platform_checks import PlatformChecks
from lti_service.services.calls.platform_calls import PlatformCalls
from lti_service.services.calls.platform_tokens import PlatformTokens
from lti_service.services.cohort.rosters import Rosters
from lti_service.services.keys.platform_keys import KeyFinder
from lti_service.settings import Settings
from lti_service.worker import Worker

EXTENSION = "olw"
WEB_TURNS = {"at_once": 2, "together": 5}
"""Of a web process's threads (`processes.py`): at least three are never kept by a platform."""


@dataclass(frozen=True)
class Wiring:
    """Everything is thread-safe; nothing here is state that another process would miss.

    `rates`: of requests to this process alone (decision 0017).
    """

    settings: Settings
    database: Database
    clock: Clock
    outgoing: Outgoing
    tokens: PlatformTokens
    keys: KeyFinder
    rosters: Rosters
    library: Library
    rates: Rates

    @classmethod
    def build(cls, settings: Settings, clock: Clock, library: Library) -> Wiring:
        """Connect the parts."""
        database = Database(settings.database_url, Keyring(settings.secrets))
        outgoing = Outgoing(clock, Proxy.read(settings.egress_proxy))
        tokens = PlatformTokens(database, outgoing, clock)
        turns = Turns(**WEB_TURNS)
        keys = KeyFinder(database, outgoing, turns)
        rosters = Rosters(PlatformCalls(outgoing, tokens), turns, clock)
        return cls(
            settings,
            database,
            clock,
            outgoing,
            tokens,
            keys,
            rosters,
            library,
            Rates(),
        )

    def checks(self) -> PlatformChecks:
        """What tries a platform's connection, point by point."""
        calls = PlatformCalls(self.outgoing, self.tokens)
        return PlatformChecks(
            self.database,
            self.outgoing,
            calls,
            self.rosters,
            self.clock,
            self.settings.public_url,
            self._notices_address,
            self.settings.clock_leeway,
        )

    def worker(self) -> Worker:
        """A worker for the outbox."""
        calls = PlatformCalls(self.outgoing, self.tokens)
        return Worker(
            self.database,
            calls,
            self.clock,
            labels=self.library.labels,
            notices_address=self._notices_address,
            keep=self.settings.keep,
            modules=self.library.modules,
            rules=self.settings.rules,
        )

    @property
    def _notices_address(self) -> str:
        """Where platforms are to send notices."""
        return self.settings.public_url + "/notices"

    def close(self) -> None:
        """Give connections back."""
        self.outgoing.close()
        self.database.close()


def wiring() -> Wiring:
    """The wiring of the application that serves this request."""
    return wiring_of(current_app)


def wiring_of(app: Flask) -> Wiring:
    """The wiring of an application. Whoever made the application closes it at the end."""
    found: Wiring = app.extensions[EXTENSION]
    return found
