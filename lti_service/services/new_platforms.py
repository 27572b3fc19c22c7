"""What an administrator types in about a platform, and the checks of each value."""

from __future__ import annotations

from dataclasses import dataclass, field

from lti_service.errors import CommandError
from lti_service.messages.id_token import ALLOWED_ALGORITHMS
from lti_service.messages.text import ID_LENGTH, origin
from olw_core.report import REPORTS
from olw_core.trust import is_link


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


def check(platform: NewPlatform) -> None:
    """Raises CommandError naming the first value that cannot be used."""
    for name in ("login_url", "token_url", "keys_url"):
        url = getattr(platform, name)
        _check_url(name, url, allow_private=platform.allow_private)
    for ancestor in platform.frame_ancestors:
        if origin(ancestor) != ancestor:
            told = f"frame ancestor {ancestor!r}: give scheme and host only."
            raise CommandError("platform-frame", told)
    for deployment_id, report in platform.deployments.items():
        check_deployment(deployment_id, report)
    for link in platform.support:
        _check_support(link)


def check_deployment(deployment_id: str, report: str) -> None:
    """Raises CommandError (platform-report)."""
    if deployment_id and report in REPORTS:
        return
    known = ", ".join(REPORTS)
    told = f"report of {deployment_id!r} must be one of {known}."
    raise CommandError("platform-report", told)


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


def _check_url(name: str, url: str, *, allow_private: bool) -> None:
    """Raises CommandError (platform-url)."""
    told = f"{name}: {url!r} is not an https address."
    if not origin(url):
        raise CommandError("platform-url", f"{told} Copy it from the LMS.")
    if url.startswith("http:") and not allow_private:
        remedy = "For an LMS inside your own network add --private."
        raise CommandError("platform-url", f"{told} {remedy}")


def _check_support(link: dict[str, str]) -> None:
    """Raises CommandError (platform-support)."""
    if link.get("label") and is_link(link.get("url", ""), intranet=True):
        return
    remedy = "give words=address, the address beginning https://, mailto: or tel:."
    raise CommandError("platform-support", f"support link {link}: {remedy}")
