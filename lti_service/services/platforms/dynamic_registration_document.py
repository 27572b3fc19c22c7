"""The configuration document of a platform that wants to register (LTI DR 1.0, 3.5).

Read with patience for what platforms are known to get wrong; what cannot be used is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lti_service.errors import RegistrationError
from lti_service.messages.id_token import ALLOWED_ALGORITHMS
from lti_service.messages.text import ID_LENGTH, URL_LENGTH, origin
from lti_service.models.registration import USUAL_ALGORITHM
from lti_service.outgoing.outside_json import is_clean
from lti_service.services.platforms.platform_families import may_publish_for, named_by

PLATFORM = "https://purl.imsglobal.org/spec/lti-platform-configuration"

Document = dict[str, Any]


@dataclass(frozen=True)
class PlatformDocument:
    """What we use of it.

    `token_audience` is "" where it is the token address. `scopes`: those it supports, empty where
    it does not say. `messages`: the same for kinds of message. `family`: see
    `platform_families`, "" for an unknown one.
    """

    issuer: str
    login_url: str
    token_url: str
    keys_url: str
    registration_url: str
    token_audience: str
    algorithms: list[str]
    scopes: list[str]
    messages: list[str]
    family: str


def read(document: Any, address: str, *, private: bool) -> PlatformDocument:
    """The document that was found at `address`. Raises RegistrationError."""
    if not isinstance(document, dict):
        raise fault("it is no JSON object")
    issuer = _issuer(document, address, private=private)
    platform = document.get(PLATFORM)
    if not isinstance(platform, dict):
        # Optional in OpenID Connect Discovery, and all that LTI adds is for the tool to choose by.
        platform = {}
    product = _word(platform.get("product_family_code"))
    return PlatformDocument(
        issuer=issuer,
        login_url=_url(document, "authorization_endpoint", private=private),
        token_url=_url(document, "token_endpoint", private=private),
        keys_url=_url(document, "jwks_uri", private=private),
        registration_url=_url(document, "registration_endpoint", private=private),
        token_audience=_audience(document),
        algorithms=_algorithms(document),
        scopes=_words(document.get("scopes_supported")),
        messages=_kinds(platform.get("messages_supported")),
        family=named_by(product),
    )


def fault(what: str) -> RegistrationError:
    """Names the document and what is wrong in it."""
    return RegistrationError(
        "registration-document",
        f"The LMS's configuration document cannot be used: {what}. Tell the LMS's supplier, "
        "or connect the LMS by hand.",
    )


def _issuer(document: Document, address: str, *, private: bool) -> str:
    """Exactly as it is written: launches are compared with it. Raises RegistrationError.

    A document speaks for the host it comes from (LTI DR 1.0, 3.5.1): anybody could otherwise
    register in the name of another trust's LMS.
    """
    _url(document, "issuer", private=private)
    issuer: str = document["issuer"]
    issuer_host = urlsplit(issuer.strip()).hostname or ""
    document_host = urlsplit(address).hostname or ""
    if may_publish_for(document_host, issuer_host):
        return issuer
    raise RegistrationError(
        "registration-issuer",
        f"The configuration document lies at {document_host} and is about {issuer_host}. "
        "Compare the LMS's own address in its settings with the one people use, or connect it "
        "by hand.",
    )


def _url(document: Document, name: str, *, private: bool) -> str:
    """A web address that may be called. Raises RegistrationError."""
    value = document.get(name)
    if not isinstance(value, str) or not value.strip():
        raise fault(f'"{name}" is missing')
    url = value.strip()
    if len(url) > URL_LENGTH or not _is_usable(url):
        raise fault(f'"{name}" is no web address')
    if url.startswith("http:") and not private:
        # Seen where a proxy ends TLS and the LMS believes that it is reached without.
        raise fault(
            f'"{name}" is {url[:100]}, which is not https (behind a proxy, the LMS must be told '
            "its https address)"
        )
    return url


def _audience(document: Document) -> str:
    """Where tokens are asked for in another name, as in Brightspace (LTI DR 1.0, 3.5.1).

    Canvas names the bare host of its token address here, and takes the address alone (canvas-lms,
    app/controllers/security_controller.rb, openid_configuration;
    lib/canvas/oauth/client_credentials_provider.rb and lib/canvas/security/jwt_validator.rb, aud).
    """
    name = _word(document.get("authorization_server"))
    token_url = urlsplit(document["token_endpoint"].strip())
    return "" if name in (token_url.hostname, token_url.netloc) else name


def _is_usable(url: str) -> bool:
    return bool(origin(url)) and is_clean(url) and url.isprintable() and " " not in url


def _algorithms(document: Document) -> list[str]:
    """RS256 unless the platform says that it signs otherwise; what we do not take is left out."""
    told = _words(document.get("id_token_signing_alg_values_supported"))
    usable = [one for one in told if one in ALLOWED_ALGORITHMS]
    if USUAL_ALGORITHM in usable or not usable:
        return [USUAL_ALGORITHM]
    return usable


def _kinds(value: Any) -> list[str]:
    """The types of the messages that a platform sends (LTI DR 1.0, 3.5.2).

    Moodle lists texts instead of objects (mod/lti/openid-configuration.php).
    """
    if not isinstance(value, list):
        return []
    found = []
    for message in value:
        kind = message.get("type") if isinstance(message, dict) else message
        found.append(kind)
    return _words(found)


def _words(value: Any) -> list[str]:
    """The texts of a list; some platforms send one text with blanks instead."""
    if isinstance(value, str):
        return value.split()
    if not isinstance(value, list):
        return []
    return [one for one in value if isinstance(one, str)]


def _word(value: Any) -> str:
    """A short text, "" for anything else."""
    if not isinstance(value, str) or not is_clean(value):
        return ""
    text = value.strip()
    return text if len(text) <= ID_LENGTH else ""
