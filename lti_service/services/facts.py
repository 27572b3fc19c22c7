"""The settings in force, in words, for commands and pages. Never a secret."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import make_url

from lti_service.outgoing.proxy import Proxy
from lti_service.services.admin_sessions import IDLE, LONGEST
from lti_service.settings import Settings


class Fact(NamedTuple):
    """`where`: the variable that changes it, "" for what cannot be changed."""

    what: str
    value: str
    where: str


def of_settings(settings: Settings) -> list[Fact]:
    """Retention, sessions, addresses and database."""
    database = make_url(settings.database_url).render_as_string(hide_password=True)
    learner = _minutes(settings.learner_idle.total_seconds())
    facilitator = _minutes(settings.facilitator_idle.total_seconds())
    idle = _minutes(IDLE.total_seconds())
    hours = round(LONGEST.total_seconds() / 3600)
    longest = round(settings.longest.total_seconds() / 3600)
    secrets = f"one in use, {len(settings.old_secret_keys)} earlier that still open"
    return [
        Fact("Public address", settings.public_url, "OLW_PUBLIC_URL"),
        Fact("Database", database, "OLW_DATABASE_URL"),
        Fact(
            "People's data stays", f"{settings.keep_months} months", "OLW_KEEP_MONTHS"
        ),
        Fact("Secrets", secrets, "OLW_SECRET_KEY_OLD"),
        Fact("A learner's session lasts", f"{learner} without use", ""),
        Fact("A facilitator's session lasts", f"{facilitator} without use", ""),
        Fact("Either lasts at most", f"{longest} hours", "OLW_SESSION_HOURS"),
        Fact("Yours lasts", f"{idle} without use, {hours} hours at most", ""),
        Fact("Calls to platforms go", _way(settings), "OLW_EGRESS_PROXY"),
        Fact("Log level", settings.log_level, "OLW_LOG_LEVEL"),
    ]


def _way(settings: Settings) -> str:
    """Without the proxy's password."""
    proxy = Proxy.read(settings.egress_proxy)
    return f"through {proxy.host}:{proxy.port}" if proxy else "straight to them"


def _minutes(seconds: float) -> str:
    return f"{round(seconds / 60)} minutes"
