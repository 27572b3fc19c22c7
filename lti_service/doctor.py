"""`olw lti doctor`: what works and what does not, one line each, before a learner finds out.

What is asked of a platform, and what is said of it, stands in services/admin/platform_checks.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from sqlalchemy.exc import SQLAlchemyError

from lti_service import migrations
from lti_service.errors import LtiServiceError
from lti_service.models import Registration
from lti_service.services import admin_log
from lti_service.services.admin.finding import Finding
from lti_service.services.keys import tool_keys
from lti_service.services.platforms import registrations
from lti_service.services.scores import queue_overview
from lti_service.wiring import Wiring
from olw_core.errors import OlwError

ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def examine(wiring: Wiring) -> list[Finding]:
    """All checks; the platforms are asked only when database and keys are sound."""
    database = _try("database", lambda: _database(wiring))
    address = _try("public address", lambda: _address(wiring))
    content = _try("content", lambda: _content(wiring))
    results = [database, address, content]
    if not database.good:
        return results
    keys = _try("signing keys", lambda: _keys(wiring))
    results.append(keys)
    if keys.good:
        results += _platforms(wiring)
    return results


def of_platform(
    wiring: Wiring, name: str, client_id: str, learner: str
) -> list[Finding]:
    """One platform's connection, point by point. Raises CommandError."""
    with wiring.database.writing() as session:
        found = registrations.named(session, name, client_id)
        now = wiring.clock()
        what = "tried the connection"
        if learner:
            what += ", with a score"
        admin_log.note(session, admin_log.COMMAND_LINE, what, found.name, now)
    return wiring.checks().examine(found, learner)


def _try(what: str, check: Callable[[], str]) -> Finding:
    """The finding of one check; a refusal is a finding too."""
    try:
        found = check()
    except (OlwError, SQLAlchemyError) as error:
        return Finding(what, False, _told(error))
    return Finding(what, True, found)


def _told(error: Exception) -> str:
    """One line; of the database's errors what the database itself said."""
    cause = getattr(error, "orig", None) or error
    told = str(cause)
    if not told:
        return type(error).__name__
    return told.splitlines()[0]


def _database(wiring: Wiring) -> str:
    """Raises LtiServiceError (database-newer, not-migrated)."""
    age = migrations.age(wiring.database)
    if age == "newer":
        raise LtiServiceError("database-newer", migrations.NEWER)
    if age == "older":
        told = "the tables are missing or old. Run: olw lti migrate"
        raise LtiServiceError("not-migrated", told)
    return f"{wiring.database.engine.dialect.name}, tables up to date"


def _address(wiring: Wiring) -> str:
    """Raises LtiServiceError (not-secure)."""
    settings = wiring.settings
    host = urlsplit(settings.public_url).hostname
    if not settings.secure and host not in ON_THIS_MACHINE:
        told = f"{settings.public_url} is not https. Set OLW_PUBLIC_URL."
        raise LtiServiceError("not-secure", told)
    return settings.public_url


def _content(wiring: Wiring) -> str:
    """The modules that can be launched."""
    modules = wiring.library.modules
    names = ", ".join(modules)
    return f"{len(modules)} modules: {names}"


def _keys(wiring: Wiring) -> str:
    """Raises SealError for a key that this server's secret does not open."""
    with wiring.database.reading() as session:
        signing = tool_keys.signing(session, wiring.clock())
        published = tool_keys.published(session, wiring.clock())
    count = len(published["keys"])
    return f"{count} published, {signing.kid} signs"


def _platforms(wiring: Wiring) -> list[Finding]:
    """Every platform, then what could not be delivered."""
    with wiring.database.reading() as session:
        known = registrations.every(session)
        troubled = queue_overview.troubled(session)
    results = []
    for registration in known:
        results += _platform(wiring, registration)
    for row in troubled:
        told = f"{row.rows} {row.word}, {row.problem}"
        results.append(Finding(f"scores to {row.platform}", False, told))
    if not known:
        told = (
            "none. Let an LMS register itself: olw lti platforms link."
            " Or add one by hand: olw lti platforms add"
        )
        results.append(Finding("platforms", False, told))
    return results


def _platform(wiring: Wiring, registration: Registration) -> list[Finding]:
    """Whether we reach it, it takes us for whom we say we are, and has our address for notices."""
    found = wiring.checks().reach(registration)
    return [replace(one, what=f"{registration.name}: {one.what}") for one in found]
