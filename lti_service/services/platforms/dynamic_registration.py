"""An LMS registers itself (LTI Dynamic Registration 1.0), with a link that works once.

Everything outside is reached through the guard for outgoing calls, within one deadline.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lti_service.clock import Clock
from lti_service.database import Database
from lti_service.errors import CommandError, OutgoingError, RegistrationError
from lti_service.messages.text import URL_LENGTH, origin
from lti_service.models import Registration, RegistrationLink
from lti_service.outgoing import deadline
from lti_service.outgoing.answer import Answer
from lti_service.outgoing.client import Call, Outgoing
from lti_service.outgoing.outside_json import TOKEN, OutsideError
from lti_service.outgoing.turns import Turns
from lti_service.services import admin_log
from lti_service.services.platforms import (
    dynamic_registration_answer,
    dynamic_registration_document,
    dynamic_registration_request,
    registration_links,
    registrations,
)
from lti_service.services.platforms.dynamic_registration_answer import Registered
from lti_service.services.platforms.dynamic_registration_document import (
    PlatformDocument,
)
from lti_service.services.platforms.new_platforms import NewPlatform
from lti_service.services.platforms.platform_families import family

SECONDS = 25.0
"""For both calls together: a person is waiting for the page."""


@dataclass(frozen=True)
class Asked:
    """What the LMS put into the address, and where people see it ("" = at its issuer).

    `registration_token`: "" where the LMS sends none (Brightspace).
    """

    openid_configuration: str
    registration_token: str
    frame: str = ""


@dataclass(frozen=True)
class Connecting:
    """What registering needs. Thread-safe."""

    database: Database
    outgoing: Outgoing
    turns: Turns
    clock: Clock
    public_url: str

    def connect(self, link_token: str, asked: Asked) -> Registration:
        """Register with the LMS that holds the link. Raises RegistrationError.

        After a failure the link may be used again: nothing was kept here.
        """
        link = registration_links.claim(self.database, link_token, self.clock())
        try:
            check(asked, private=link.allow_private)
            return self._connect(link, asked)
        except BaseException:
            registration_links.release(self.database, link)
            raise

    def _connect(self, link: RegistrationLink, asked: Asked) -> Registration:
        # Turns know platforms by their ids; this one has none yet.
        with deadline.within(SECONDS):
            try:
                with self.turns.taking(-link.id):
                    document = self._document(link, asked)
                    registered = self._register(link, document, asked)
            except OutgoingError as error:
                raise _unreachable(error) from error
        try:
            return self._keep(link, document, registered, asked)
        except CommandError as error:
            raise RegistrationError(error.code, str(error)) from error

    def _document(self, link: RegistrationLink, asked: Asked) -> PlatformDocument:
        """Raises OutgoingError, RegistrationError."""
        call = Call(
            "GET",
            asked.openid_configuration,
            private=link.allow_private,
            headers={"Accept": "application/json", **_authorization(asked)},
        )
        answer = self.outgoing.request(call)
        try:
            found = answer.json()
        except OutsideError as error:
            raise dynamic_registration_document.fault(str(error)) from error
        return dynamic_registration_document.read(
            found,
            asked.openid_configuration,
            private=link.allow_private,
        )

    def _register(
        self,
        link: RegistrationLink,
        document: PlatformDocument,
        asked: Asked,
    ) -> Registered:
        """Raises OutgoingError, RegistrationError."""
        told = dynamic_registration_request.body(
            self.public_url,
            document,
            family(link.family or document.family),
        )
        call = Call(
            "POST",
            document.registration_url,
            private=link.allow_private,
            headers={"Accept": "application/json", **_authorization(asked)},
            data=told,
        )
        try:
            answer = self.outgoing.request(call)
        except OutgoingError as error:
            if error.code == "outgoing-status":
                raise _refused(error) from error
            raise
        return dynamic_registration_answer.read(_json(answer))

    def _keep(
        self,
        link: RegistrationLink,
        document: PlatformDocument,
        registered: Registered,
        asked: Asked,
    ) -> Registration:
        """Store the platform. Raises CommandError, RegistrationError."""
        kind = link.family or document.family
        frames = [*family(kind).frames, asked.frame]
        deployments = {}
        if registered.deployment_id:
            deployments[registered.deployment_id] = link.report
        platform = NewPlatform(
            name=link.name,
            issuer=document.issuer,
            client_id=registered.client_id,
            login_url=document.login_url,
            token_url=document.token_url,
            keys_url=document.keys_url,
            token_audience=document.token_audience,
            deployments=deployments,
            frame_ancestors=[one for one in frames if one],
            allow_private=link.allow_private,
            family=kind,
            usual_report=link.report,
        )
        now = self.clock()
        with self.database.writing() as session:
            added = registrations.add(session, platform, now)
            registrations.take_tokens(added, document.algorithms, [])
            registration_links.finish(session, link, added.id)
            admin_log.note(
                session, "registration link", "added platform", added.name, now
            )
        return added


def check(asked: Asked, *, private: bool) -> None:
    """What came with the address can be used. Raises RegistrationError (registration-address)."""
    url = asked.openid_configuration
    is_short = len(url) <= URL_LENGTH
    if not is_short or not origin(url) or not url.isprintable() or " " in url:
        raise _address("The LMS did not say where its configuration document is.")
    if url.startswith("http:") and not private:
        raise _address(
            f"The LMS's configuration document at {_host(url)} is not https."
        )
    token = asked.registration_token
    if token and not TOKEN.fullmatch(token):
        raise _address(
            "The LMS's registration token has characters that cannot be sent."
        )
    if asked.frame and origin(asked.frame) != asked.frame:
        raise _address(
            "The address of your LMS is scheme and host, such as https://lms.example."
        )


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _address(what: str) -> RegistrationError:
    """Something in the address that the LMS opened."""
    told = f"{what} Start the registration again from inside the LMS."
    return RegistrationError("registration-address", told)


def _authorization(asked: Asked) -> dict[str, str]:
    """Canvas wants its token for the document too (its registration guide)."""
    if not asked.registration_token:
        return {}
    return {"Authorization": f"Bearer {asked.registration_token}"}


def _json(answer: Answer) -> Any:
    """None for what is no JSON."""
    try:
        return answer.json()
    except OutsideError:
        return None


def _refused(error: OutgoingError) -> RegistrationError:
    """The LMS said no."""
    return RegistrationError(
        "registration-refused",
        f"The LMS refused the registration with HTTP {error.status}. Its own token works once "
        "and for a short time: start the registration again from inside the LMS. If it stays, "
        "the LMS's log says why.",
    )


def _unreachable(error: OutgoingError) -> RegistrationError:
    """Nothing that can be used came back."""
    return RegistrationError(
        "registration-unreachable",
        f"We could not read from the LMS: {error}. See that this server may reach it; for an "
        "LMS inside your own network ask for a link with --private.",
    )
