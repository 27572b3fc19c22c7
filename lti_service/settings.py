"""Every setting of the service, read once from the environment into one frozen table.

A missing or unusable value stops the start with a plain message that names the variable and the
remedy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from lti_service.errors import SettingsError
from lti_service.messages.roles import FACILITATOR
from lti_service.outgoing.proxy import Proxy
from olw_core.cohort.rules import LEAST, USUAL, Rules

SECRET_LENGTH = 32
MOST_MONTHS = 120
MOST_LEAST = 1000
MOST_HOURS = 24
MOST_PROXIES = 5
FIGURES = 9
DAYS_PER_MONTH = 365.25 / 12
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"", "0", "false", "no", "off"})
LOG_LEVELS = frozenset({"DEBUG", "INFO", "WARNING", "ERROR"})


@dataclass(frozen=True)
class Settings:
    """`public_url` has no slash at the end; every absolute address we hand out begins with it.

    `old_secret_keys` still open what was sealed before the secret was changed.
    `allow_private_platforms` is read only when a database of the first edition is brought up to
    date: since then each platform has a switch of its own. `keep_months`: how long a person's data
    stays after their last launch.
    `learner_idle`, `facilitator_idle`: how long a launch's session lasts without use. Ward
    computers are shared, so it is short; a facilitator's page shows other people's names, so it is
    shorter. `longest`: when it ends however much it is used.
    `rules`: from how many people on something is told of how a group answered.
    `administrators_lead`: whether who administers a course may open its cohort page.
    `egress_proxy`: the proxy that all calls to platforms go through, "" for none.
    `proxies`: how many web servers of ours stand in front and add to X-Forwarded-For.
    `metrics_token`: with it a monitor reads /metrics; "" for no such page.
    """

    secret_key: str
    database_url: str = "sqlite:///var/lti.sqlite"
    public_url: str = "http://localhost:8000"
    allow_private_platforms: bool = False
    log_level: str = "INFO"
    keep_months: int = 24
    old_secret_keys: tuple[str, ...] = ()
    rules: Rules = USUAL
    administrators_lead: bool = False
    longest: timedelta = timedelta(hours=12)
    learner_idle: timedelta = timedelta(minutes=60)
    facilitator_idle: timedelta = timedelta(minutes=20)
    clock_leeway: timedelta = timedelta(seconds=60)
    max_body: int = 256 * 1024
    metrics_token: str = ""
    egress_proxy: str = ""
    proxies: int = 0

    @property
    def secrets(self) -> tuple[str, ...]:
        """The secret that seals, then those that only open."""
        return (self.secret_key, *self.old_secret_keys)

    @property
    def keep(self) -> timedelta:
        """How long a person's data stays."""
        return timedelta(days=round(self.keep_months * DAYS_PER_MONTH))

    @property
    def public_path(self) -> str:
        """The path under which the service is reached.

        Without a slash at the end; "" at the root.
        """
        return urlsplit(self.public_url).path

    @property
    def secure(self) -> bool:
        """Whether learners reach us over TLS.

        Plain http is for trying things out on one machine.
        """
        return self.public_url.startswith("https://")

    def idle(self, role: str) -> timedelta:
        """How long a session in this role (`messages.roles`) lasts without use."""
        if role == FACILITATOR:
            return self.facilitator_idle
        return self.learner_idle

    @classmethod
    def from_env(cls, env: Mapping[str, str], folder: Path | None = None) -> Settings:
        """Read the table. Raises SettingsError.

        `folder` is where the default SQLite file lives (`var/` below the working folder).
        """
        folder = folder or Path.cwd() / "var"
        default_url = f"sqlite:///{folder / 'lti.sqlite'}"
        public_url = env.get("OLW_PUBLIC_URL") or cls.public_url
        return cls(
            secret_key=_secret(env),
            old_secret_keys=_old_secrets(env),
            database_url=env.get("OLW_DATABASE_URL") or default_url,
            public_url=_public_url(public_url),
            allow_private_platforms=_flag(env, "OLW_ALLOW_PRIVATE_PLATFORMS"),
            log_level=_log_level(env),
            keep_months=_months(env),
            longest=_longest(env),
            rules=_rules(env),
            administrators_lead=_flag(env, "OLW_ADMINISTRATORS_LEAD"),
            metrics_token=_metrics_token(env),
            egress_proxy=_egress_proxy(env),
            proxies=_proxies(env),
        )


def _secret(env: Mapping[str, str]) -> str:
    """Raises SettingsError (settings-secret)."""
    secret = env.get("OLW_SECRET_KEY", "")
    if len(secret) < SECRET_LENGTH:
        fault = "too short" if secret else "missing"
        raise SettingsError(
            "settings-secret",
            f"OLW_SECRET_KEY is {fault}. It protects the records and the signing "
            f"keys in the database. Set it to at least {SECRET_LENGTH} random "
            "characters and keep it the same at every start: "
            'for example  export OLW_SECRET_KEY="$(openssl rand -hex 32)"',
        )
    return secret


def _old_secrets(env: Mapping[str, str]) -> tuple[str, ...]:
    """One or several earlier secrets, with a space or a comma between them.

    One may itself hold spaces and commas, so the whole text is tried as well. Raises SettingsError
    (settings-secret).
    """
    given = env.get("OLW_SECRET_KEY_OLD", "")
    parts = given.replace(",", " ").split()
    meant = [one for one in (*parts, given) if len(one) >= SECRET_LENGTH]
    if given.strip() and not meant:
        raise SettingsError(
            "settings-secret",
            f"OLW_SECRET_KEY_OLD has fewer than {SECRET_LENGTH} characters. Copy the earlier "
            "OLW_SECRET_KEY into it as it was; put a space between several.",
        )
    return tuple(dict.fromkeys(meant))


def _metrics_token(env: Mapping[str, str]) -> str:
    """Raises SettingsError (settings-metrics-token)."""
    token = env.get("OLW_METRICS_TOKEN", "").strip()
    if token and len(token) < SECRET_LENGTH:
        raise SettingsError(
            "settings-metrics-token",
            f"OLW_METRICS_TOKEN is shorter than {SECRET_LENGTH} characters. Set it to that many "
            "random ones, or leave it out: then there is no page /metrics.",
        )
    return token


def _egress_proxy(env: Mapping[str, str]) -> str:
    """Raises SettingsError (settings-egress-proxy). The value may hold a password: not told."""
    url = env.get("OLW_EGRESS_PROXY", "").strip()
    if url and Proxy.read(url) is None:
        raise SettingsError(
            "settings-egress-proxy",
            "OLW_EGRESS_PROXY is not the address of a proxy. Set it to http://, host and port, "
            "for example http://proxy.example.nhs.uk:3128, or leave it out.",
        )
    return url


def _months(env: Mapping[str, str]) -> int:
    """Raises SettingsError (settings-months)."""
    months = _whole(env, "OLW_KEEP_MONTHS", Settings.keep_months)
    if not 1 <= months <= MOST_MONTHS:
        raise SettingsError(
            "settings-months",
            f"OLW_KEEP_MONTHS is no number of months from 1 to {MOST_MONTHS}. Set it to how long a "
            "person's data stays after they last opened an activity, for example 24.",
        )
    return months


def _longest(env: Mapping[str, str]) -> timedelta:
    """Raises SettingsError (settings-session-hours)."""
    usual = round(Settings.longest / timedelta(hours=1))
    hours = _whole(env, "OLW_SESSION_HOURS", usual)
    if not 1 <= hours <= MOST_HOURS:
        raise SettingsError(
            "settings-session-hours",
            f"OLW_SESSION_HOURS is no number of hours from 1 to {MOST_HOURS}. Set it to how long a "
            "session of a learner or facilitator may last however much it is used, for example 12.",
        )
    return timedelta(hours=hours)


def _proxies(env: Mapping[str, str]) -> int:
    """Raises SettingsError (settings-proxies)."""
    proxies = _whole(env, "OLW_PROXIES", Settings.proxies)
    if not 0 <= proxies <= MOST_PROXIES:
        raise SettingsError(
            "settings-proxies",
            f"OLW_PROXIES is no number from 0 to {MOST_PROXIES}. Set it to how many web servers "
            "stand in front of this one and add to X-Forwarded-For, for example 1.",
        )
    return proxies


def _whole(env: Mapping[str, str], name: str, usual: int) -> int:
    """A whole number of at most nine figures; -1 for anything else, `usual` for nothing."""
    text = env.get(name, "").strip() or str(usual)
    is_number = text.isascii() and text.isdecimal() and len(text) <= FIGURES
    return int(text) if is_number else -1


def _rules(env: Mapping[str, str]) -> Rules:
    """Raises SettingsError (settings-cohort-least)."""
    least = _whole(env, "OLW_COHORT_LEAST", LEAST)
    if not LEAST <= least <= MOST_LEAST:
        raise SettingsError(
            "settings-cohort-least",
            f"OLW_COHORT_LEAST is no number of people from {LEAST} to {MOST_LEAST}. Set it to how "
            "many must have answered before something is told of how a group answered, for example "
            "20.",
        )
    return USUAL.raised(least)


def _public_url(text: str) -> str:
    """Raises SettingsError (settings-public-url)."""
    url = urlsplit(text)
    is_web = url.scheme in ("http", "https") and url.hostname
    if not is_web or url.query or url.fragment:
        raise SettingsError(
            "settings-public-url",
            "OLW_PUBLIC_URL is not a web address. Set it to the address learners' browsers use, "
            "for example https://learning.example.nhs.uk/lti",
        )
    return text.rstrip("/")


def _flag(env: Mapping[str, str], name: str) -> bool:
    """Raises SettingsError (settings-flag)."""
    word = env.get(name, "").strip().lower()
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise SettingsError(
            "settings-flag",
            f"{name} is neither yes nor no. Set it to yes or no, or leave it out.",
        )
    return word in TRUE_WORDS


def _log_level(env: Mapping[str, str]) -> str:
    """Raises SettingsError (settings-log-level)."""
    level = (env.get("OLW_LOG_LEVEL") or "INFO").upper()
    if level not in LOG_LEVELS:
        known = ", ".join(sorted(LOG_LEVELS))
        told = f"OLW_LOG_LEVEL must be one of {known}."
        raise SettingsError("settings-log-level", told)
    return level
