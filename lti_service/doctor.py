"""`olw lti doctor`: what works and what does not, one line each, before a learner finds out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy.exc import SQLAlchemyError

from lti_service import migrations
from lti_service.errors import LtiServiceError
from lti_service.messages.vocabulary import SCOPE_SCORE
from lti_service.models import Registration
from lti_service.services import deliveries, platform_keys, registrations, tool_keys
from lti_service.wiring import Wiring
from olw_core.errors import OlwError

ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Result:
    """One finding."""

    what: str
    good: bool
    found: str


def examine(wiring: Wiring) -> list[Result]:
    """All checks; the platforms are asked only when database and keys are sound."""
    results = [
        _try("database", lambda: _database(wiring)),
        _try("public address", lambda: _address(wiring)),
        _try(
            "content",
            lambda: (
                f"{len(wiring.library.modules)} modules: {', '.join(wiring.library.modules)}"
            ),
        ),
    ]
    if not results[0].good:
        return results
    results.append(_try("signing keys", lambda: _keys(wiring)))
    if not results[-1].good:
        return results
    with wiring.database.reading() as session:
        known, parked = registrations.every(session), deliveries.parked(session)
    results += [result for one in known for result in _platform(wiring, one)]
    results += [
        Result(f"scores to {name}", False, f"{count} not delivered: {why}")
        for name, why, count in parked
    ]
    return (
        results
        if known
        else [
            *results,
            Result("platforms", False, "none. Add one: olw lti platforms add"),
        ]
    )


def _try(what: str, check: Callable[[], str]) -> Result:
    try:
        return Result(what, True, check())
    except (LtiServiceError, OlwError, SQLAlchemyError) as error:
        told = getattr(error, "orig", None) or error
        return Result(
            what,
            False,
            str(told).splitlines()[0] if str(told) else type(error).__name__,
        )


def _database(wiring: Wiring) -> str:
    if not migrations.is_current(wiring.database):
        raise LtiServiceError(
            "not-migrated", "the tables are missing or old. Run: olw lti migrate"
        )
    return f"{wiring.database.engine.dialect.name}, tables up to date"


def _address(wiring: Wiring) -> str:
    settings = wiring.settings
    if (
        not settings.secure
        and urlsplit(settings.public_url).hostname not in ON_THIS_MACHINE
    ):
        told = f"{settings.public_url} is not https. Set OLW_PUBLIC_URL."
        raise LtiServiceError("not-secure", told)
    return settings.public_url


def _keys(wiring: Wiring) -> str:
    with wiring.database.reading() as session:
        kid, _ = tool_keys.signing(session, wiring.clock())
        count = len(tool_keys.published(session, wiring.clock())["keys"])
    return f"{count} published, {kid} signs"


def _platform(wiring: Wiring, registration: Registration) -> list[Result]:
    def keys() -> str:
        count = platform_keys.count(wiring.outgoing, registration)
        return f"{count} keys at {registration.keys_url}"

    def token() -> str:
        wiring.tokens.get(registration, [SCOPE_SCORE])
        return "given, so the platform can read our key set"

    return [
        _try(f"{registration.name}: key set", keys),
        _try(f"{registration.name}: access token", token),
    ]
