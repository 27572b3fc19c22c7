"""Every setting of the service, read once from the environment into one frozen table.

A missing or unusable value stops the start with a plain message that names the variable and the remedy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from lti_service.errors import SettingsError
from lti_service.messages.roles import FACILITATOR

SECRET_LENGTH = 32
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"", "0", "false", "no", "off"})
LOG_LEVELS = frozenset({"DEBUG", "INFO", "WARNING", "ERROR"})


@dataclass(frozen=True)
class Settings:
    """`public_url` has no slash at the end; every absolute address we hand out begins with it.

    `learner_idle`, `facilitator_idle`: how long a launch's session lasts without use. Ward computers
    are shared, so it is short; a facilitator's page shows other people's names, so it is shorter.
    """

    secret_key: str
    database_url: str = "sqlite:///var/lti.sqlite"
    public_url: str = "http://localhost:8000"
    allow_private_platforms: bool = False
    log_level: str = "INFO"
    login_life: timedelta = timedelta(minutes=10)
    learner_idle: timedelta = timedelta(minutes=60)
    facilitator_idle: timedelta = timedelta(minutes=20)
    clock_leeway: timedelta = timedelta(seconds=60)
    max_body: int = 256 * 1024

    @property
    def public_path(self) -> str:
        """The path under which the service is reached, without a slash at the end; "" at the root."""
        return urlsplit(self.public_url).path

    @property
    def secure(self) -> bool:
        """Whether learners reach us over TLS; plain http is for trying things out on one machine."""
        return self.public_url.startswith("https://")

    def idle(self, standing: str) -> timedelta:
        """How long a session of this standing (`messages.roles`) lasts without use."""
        return self.facilitator_idle if standing == FACILITATOR else self.learner_idle

    @classmethod
    def from_env(cls, env: Mapping[str, str], folder: Path | None = None) -> Settings:
        """Read the table; `folder` is where the default SQLite file lives (`var/` below the working folder).

        Raises SettingsError.
        """
        default_file = (folder or Path.cwd() / "var") / "lti.sqlite"
        return cls(
            secret_key=_secret(env),
            database_url=env.get("OLW_DATABASE_URL") or f"sqlite:///{default_file}",
            public_url=_public_url(env.get("OLW_PUBLIC_URL") or cls.public_url),
            allow_private_platforms=_flag(env, "OLW_ALLOW_PRIVATE_PLATFORMS"),
            log_level=_log_level(env),
        )


def _secret(env: Mapping[str, str]) -> str:
    secret = env.get("OLW_SECRET_KEY", "")
    if len(secret) < SECRET_LENGTH:
        raise SettingsError(
            "settings-secret",
            f"OLW_SECRET_KEY is {'missing' if not secret else 'too short'}. It protects the signing keys in the "
            f"database. Set it to at least {SECRET_LENGTH} random characters and keep it the same at every start: "
            'for example  export OLW_SECRET_KEY="$(openssl rand -hex 32)"',
        )
    return secret


def _public_url(text: str) -> str:
    url = urlsplit(text)
    if url.scheme not in ("http", "https") or not url.hostname or url.query or url.fragment:
        raise SettingsError(
            "settings-public-url",
            "OLW_PUBLIC_URL is not a web address. Set it to the address learners' browsers use, "
            "for example https://learning.example.nhs.uk/lti",
        )
    return text.rstrip("/")


def _flag(env: Mapping[str, str], name: str) -> bool:
    word = env.get(name, "").strip().lower()
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise SettingsError("settings-flag", f"{name} is neither yes nor no. Set it to yes or no, or leave it out.")
    return word in TRUE_WORDS


def _log_level(env: Mapping[str, str]) -> str:
    level = (env.get("OLW_LOG_LEVEL") or "INFO").upper()
    if level not in LOG_LEVELS:
        raise SettingsError("settings-log-level", f"OLW_LOG_LEVEL must be one of {', '.join(sorted(LOG_LEVELS))}.")
    return level
