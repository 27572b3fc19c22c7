"""Settings: read once, refused in plain words."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from lti_service.errors import SettingsError
from lti_service.settings import Settings

SECRET = {"OLW_SECRET_KEY": "s" * 32}


def test_defaults() -> None:
    settings = Settings.from_env(SECRET, Path("/data"))
    assert (
        settings.database_url,
        settings.public_url,
        settings.allow_private_platforms,
        settings.log_level,
    ) == (
        "sqlite:////data/lti.sqlite",
        "http://localhost:8000",
        False,
        "INFO",
    )


def test_everything_set() -> None:
    env = SECRET | {
        "OLW_DATABASE_URL": "postgresql://x/y",
        "OLW_PUBLIC_URL": "https://learning.example.nhs.uk/lti/",
        "OLW_ALLOW_PRIVATE_PLATFORMS": "Yes",
        "OLW_LOG_LEVEL": "debug",
        "OLW_SECRET_KEY_OLD": "o" * 32 + ", " + "p" * 32,
        "OLW_KEEP_MONTHS": "12",
    }
    settings = Settings.from_env(env)
    assert (
        settings.database_url,
        settings.public_url,
        settings.public_path,
        settings.secure,
    ) == (
        "postgresql://x/y",
        "https://learning.example.nhs.uk/lti",
        "/lti",
        True,
    )
    assert (settings.allow_private_platforms, settings.log_level) == (True, "DEBUG")
    both = "o" * 32 + ", " + "p" * 32
    assert settings.secrets == ("s" * 32, "o" * 32, "p" * 32, both)
    assert settings.keep.days == 365


@pytest.mark.parametrize(
    ("env", "code", "names"),
    [
        ({}, "settings-secret", "OLW_SECRET_KEY is missing"),
        ({"OLW_SECRET_KEY": "short"}, "settings-secret", "OLW_SECRET_KEY is too short"),
        (
            SECRET | {"OLW_PUBLIC_URL": "learning.example"},
            "settings-public-url",
            "OLW_PUBLIC_URL",
        ),
        (
            SECRET | {"OLW_PUBLIC_URL": "https://x/?a=1"},
            "settings-public-url",
            "OLW_PUBLIC_URL",
        ),
        (
            SECRET | {"OLW_ALLOW_PRIVATE_PLATFORMS": "maybe"},
            "settings-flag",
            "OLW_ALLOW_PRIVATE_PLATFORMS",
        ),
        (SECRET | {"OLW_LOG_LEVEL": "loud"}, "settings-log-level", "OLW_LOG_LEVEL"),
        (
            SECRET | {"OLW_COHORT_LEAST": "9"},
            "settings-cohort-least",
            "OLW_COHORT_LEAST",
        ),
        (
            SECRET | {"OLW_COHORT_LEAST": "1001"},
            "settings-cohort-least",
            "OLW_COHORT_LEAST",
        ),
        (
            SECRET | {"OLW_COHORT_LEAST": "ten"},
            "settings-cohort-least",
            "OLW_COHORT_LEAST",
        ),
        (SECRET | {"OLW_KEEP_MONTHS": "0"}, "settings-months", "OLW_KEEP_MONTHS"),
        (SECRET | {"OLW_KEEP_MONTHS": "two"}, "settings-months", "OLW_KEEP_MONTHS"),
        (SECRET | {"OLW_KEEP_MONTHS": "121"}, "settings-months", "OLW_KEEP_MONTHS"),
        (SECRET | {"OLW_PROXIES": "6"}, "settings-proxies", "OLW_PROXIES"),
        (
            SECRET | {"OLW_SESSION_HOURS": "25"},
            "settings-session-hours",
            "OLW_SESSION_HOURS",
        ),
        (
            SECRET | {"OLW_EGRESS_PROXY": "proxy:3128"},
            "settings-egress-proxy",
            "OLW_EGRESS_PROXY",
        ),
        (
            SECRET | {"OLW_KEEP_MONTHS": "9" * 5000},
            "settings-months",
            "OLW_KEEP_MONTHS",
        ),
        (
            SECRET | {"OLW_SECRET_KEY_OLD": "o" * 20 + " short"},
            "settings-secret",
            "OLW_SECRET_KEY_OLD",
        ),
    ],
)
def test_unusable_values_stop_the_start(
    env: dict[str, str], code: str, names: str
) -> None:
    with pytest.raises(SettingsError) as told:
        Settings.from_env(env)
    assert (told.value.code, names in str(told.value)) == (code, True)


def test_an_earlier_secret_may_hold_what_stands_between_several() -> None:
    earlier = "four words, and a comma between some"
    settings = Settings.from_env(SECRET | {"OLW_SECRET_KEY_OLD": earlier})
    assert settings.secrets == ("s" * 32, earlier)


def test_the_table_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings.from_env(SECRET).public_url = "x"  # type: ignore[misc]
