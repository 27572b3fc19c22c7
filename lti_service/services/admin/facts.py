"""The settings in force, in words, for commands and pages. Never a secret."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import make_url

from lti_service.outgoing.proxy import Proxy
from lti_service.services.admin.admin_sessions import IDLE, LONGEST_SESSION
from lti_service.settings import Settings


class Fact(NamedTuple):
    """`where`: the variable that changes it, "" for what cannot be changed."""

    what: str
    value: str
    where: str


def of_settings(settings: Settings) -> list[Fact]:
    """Whatever can be set, but the secrets, and sessions."""
    database = make_url(settings.database_url).render_as_string(hide_password=True)
    learner = _minutes(settings.learner_idle.total_seconds())
    facilitator = _minutes(settings.facilitator_idle.total_seconds())
    idle = _minutes(IDLE.total_seconds())
    hours = round(LONGEST_SESSION.total_seconds() / 3600)
    longest = round(settings.longest.total_seconds() / 3600)
    leads = "yes" if settings.administrators_lead else "no"
    monitored = "a monitor with its token" if settings.metrics_token else "nobody"
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
        Fact(
            "Told of how a group answered",
            f"from {settings.rules.least} people on",
            "OLW_COHORT_LEAST",
        ),
        Fact(
            "Administrators of a course see its group", leads, "OLW_ADMINISTRATORS_LEAD"
        ),
        Fact("Web servers in front", str(settings.proxies), "OLW_PROXIES"),
        Fact("Calls to platforms go", _way(settings), "OLW_EGRESS_PROXY"),
        Fact("/metrics is read by", monitored, "OLW_METRICS_TOKEN"),
        Fact("Log level", settings.log_level, "OLW_LOG_LEVEL"),
    ]


def _way(settings: Settings) -> str:
    """Without the proxy's password."""
    proxy = Proxy.read(settings.egress_proxy)
    return f"through {proxy.host}:{proxy.port}" if proxy else "straight to them"


def _minutes(seconds: float) -> str:
    return f"{round(seconds / 60)} minutes"
