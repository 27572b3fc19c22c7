"""What an administrator types in about a platform, and the checks of each value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from lti_service.errors import CommandError
from lti_service.messages.id_token import ALLOWED_ALGORITHMS
from lti_service.messages.text import ID_LENGTH, is_storable, origin
from lti_service.services.platforms import support_links
from lti_service.services.platforms.platform_families import FAMILIES, family
from olw_core.report import REPORTS


@dataclass(frozen=True)
class NewPlatform:
    """Addresses are the platform's; `deployments` maps a deployment id to its report switch.

    `support`: links as {"label": words, "url": address}. The rest as in `models.Registration`.
    """

    name: str
    issuer: str
    client_id: str
    login_url: str
    token_url: str
    keys_url: str
    deployments: dict[str, str] = field(default_factory=dict)
    token_audience: str = ""
    frame_ancestors: list[str] = field(default_factory=list)
    allow_anonymous: bool = False
    allow_private: bool = False
    support: list[dict[str, str]] = field(default_factory=list)
    family: str = ""
    usual_report: str = "score"

    @property
    def support_lines(self) -> list[str]:
        """Links for support as they are typed in."""
        return [support_links.typed(link) for link in self.support]


def like(platform: NewPlatform, at: str) -> NewPlatform:
    """With the addresses of its family where it has none itself.

    `at`: where people see the LMS; it may frame us. Raises CommandError (platform-url).
    """
    known = family(platform.family)
    at = origin(at.strip())
    if known.addresses is None or not at:
        told = f"--at: give the address of the LMS, such as https://lms.example, for {known.title}."
        raise CommandError("platform-url", told)
    activity = ""
    if known.addresses.is_each_activitys:
        activity = known.addresses.activity_of(platform.keys_url, platform.token_url)
        if not activity:
            told = (
                f"In {known.title} each activity has its own key set address: give it, as the "
                "activity shows it (--keys-url)."
            )
            raise CommandError("platform-url", told)
    values = {"at": at, "client_id": platform.client_id, "activity": activity}
    addresses = {
        "issuer": known.addresses.issuer,
        "login_url": known.addresses.login,
        "token_url": known.addresses.access,
        "keys_url": known.addresses.keys,
        "token_audience": known.addresses.audience,
    }
    missing: dict[str, Any] = {}
    for name, address in addresses.items():
        if not getattr(platform, name):
            missing[name] = address.format(**values)
    frames = [*known.frames, at, *platform.frame_ancestors]
    return replace(platform, frame_ancestors=list(dict.fromkeys(frames)), **missing)


def check(platform: NewPlatform) -> None:
    """Raises CommandError naming the first value that cannot be used."""
    for name in ("name", "issuer", "client_id"):
        _check_present(name, getattr(platform, name))
    for name in ("login_url", "token_url", "keys_url"):
        url = getattr(platform, name)
        _check_url(name, url, allow_private=platform.allow_private)
    for ancestor in platform.frame_ancestors:
        if origin(ancestor) != ancestor:
            told = f"frame ancestor {ancestor!r}: give scheme and host only."
            raise CommandError("platform-frame", told)
    for deployment_id, report in platform.deployments.items():
        check_deployment(deployment_id, report)
    support_links.check(platform.support)
    check_report(platform.name, platform.usual_report)
    check_family(platform.family)


def check_deployment(deployment_id: str, report: str) -> None:
    """Raises CommandError."""
    _check_present("deployment", deployment_id)
    check_report(deployment_id, report)


def check_report(whose: str, report: str) -> None:
    """Raises CommandError (platform-report)."""
    if report in REPORTS:
        return
    known = ", ".join(REPORTS)
    told = f"report of {whose!r} must be one of {known}."
    raise CommandError("platform-report", told)


def check_family(name: str) -> None:
    """Raises CommandError (platform-family)."""
    if not name or name in FAMILIES:
        return
    known = ", ".join(FAMILIES)
    told = f"{name!r} is no kind of LMS that we know. Use one of: {known}."
    raise CommandError("platform-family", told)


def check_algorithm(algorithm: str) -> None:
    """Raises CommandError (platform-algorithm)."""
    if algorithm in ALLOWED_ALGORITHMS:
        return
    known = ", ".join(sorted(ALLOWED_ALGORITHMS))
    told = f"{algorithm!r} is no signing algorithm that we take. Use one of: {known}."
    raise CommandError("platform-algorithm", told)


def check_audience(audience: str) -> None:
    """Raises CommandError (platform-audience)."""
    if audience.strip() and len(audience) <= ID_LENGTH:
        return
    told = f"An audience has 1 to {ID_LENGTH} characters. Copy it from the LMS."
    raise CommandError("platform-audience", told)


def _check_present(name: str, value: str) -> None:
    """Raises CommandError (platform-missing)."""
    if value.strip() and len(value) <= ID_LENGTH and is_storable(value):
        return
    told = f"{name.replace('_', ' ')}: give 1 to {ID_LENGTH} characters, as the LMS shows it."
    raise CommandError("platform-missing", told)


def _check_url(name: str, url: str, *, allow_private: bool) -> None:
    """Raises CommandError (platform-url)."""
    told = f"{name}: {url!r} is not an https address."
    if not origin(url):
        raise CommandError("platform-url", f"{told} Copy it from the LMS.")
    if url.startswith("http:") and not allow_private:
        remedy = "For an LMS inside your own network add --private."
        raise CommandError("platform-url", f"{told} {remedy}")
