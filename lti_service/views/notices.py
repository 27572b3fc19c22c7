"""Where platforms send notices (Platform Notification Service 1.0). Nobody is signed in here: each
notice carries its platform's signature.
"""

from __future__ import annotations

from flask import Blueprint, Response, current_app, make_response, request
from joserfc.jwk import Key

from lti_service import addresses
from lti_service.errors import RefusedError
from lti_service.messages import id_token
from lti_service.messages.id_token import PREPARED, Expected
from lti_service.messages.notices import read_notice, tokens_of
from lti_service.models import PlatformKeys, Registration
from lti_service.services.keys import platform_keys
from lti_service.services.keys.key_sets import KeyName
from lti_service.services.launching import notices
from lti_service.services.platforms import registrations
from lti_service.views import limiting
from lti_service.wiring import wiring

blueprint = Blueprint("notices", __name__)
NOTHING = 204


@blueprint.post(addresses.NOTICES)
def take() -> Response:
    """Take each notice that holds; the answer is the refusal of the first that does not.

    Where there were too many, that is the answer, and those left are not looked at.
    """
    answers: list[Response] = []
    for token in tokens_of(request.get_data()):
        try:
            _take(token)
        except RefusedError as error:
            if error.code == "too-many":
                raise
            refusal = current_app.handle_user_exception(error)
            answers.append(make_response(refusal))
    return answers[0] if answers else make_response("", NOTHING)


def _take(token: str) -> None:
    """Raises RefusedError."""
    here = wiring()
    registration, keys = _named(token)
    limiting.noticing(registration)
    notice = read_notice(_checked(token, registration, keys))
    with here.database.writing() as session:
        registration = session.merge(registration, load=False)
        notices.take(session, registration, notice, here.clock())


def _named(token: str) -> tuple[Registration, PlatformKeys | None]:
    """Whose notice a token says that it is. Raises RefusedError."""
    try:
        issuer, clients = id_token.named(token)
        with wiring().database.reading() as session:
            registration = registrations.find_one(session, issuer, clients)
            keys = platform_keys.known(session, registration)
    except RefusedError:
        limiting.noticing_nobodys()
        raise
    return registration, keys


def _checked(
    token: str,
    registration: Registration,
    keys: PlatformKeys | None,
) -> id_token.Claims:
    """The claims of a token that this platform signed for us, of late. Raises RefusedError."""
    here = wiring()
    now = here.clock()
    oldest = now - notices.AGE
    expected = Expected(
        issuer=registration.issuer,
        client_id=registration.client_id,
        trusted_audiences=registration.trusted_audiences,
        algorithms=registration.algorithms,
        now=now,
        leeway=here.settings.clock_leeway,
        begun_at=oldest + PREPARED,
    )

    def find_key(kid: str, algorithm: str) -> Key:
        wanted = KeyName(kid, algorithm)
        return here.keys.find(registration, wanted, here.clock(), keys)

    return id_token.verify(token, expected, find_key)
