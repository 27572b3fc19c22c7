"""The launch: the platform posts a signed token; every check passes or a refusal is shown."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request
from joserfc.jwk import Key

from lti_service import addresses, cookies
from lti_service.errors import RefusedError
from lti_service.headers import allow_platform
from lti_service.messages.id_token import Expected, verify
from lti_service.messages.launch import Launch
from lti_service.messages.message import Message, packed, read_message, unpacked
from lti_service.messages.placement import CARDS, GROUP, MAP
from lti_service.messages.submission_review import SubmissionReview
from lti_service.models import Login, PlatformKeys
from lti_service.services import (
    grades,
    launch_sessions,
    launches,
    logins,
    platform_keys,
)
from lti_service.services.key_sets import KeyName
from lti_service.services.launches import Named
from lti_service.views import forms, landing, limiting, picker, review, sessions
from lti_service.views.login import cookie_name, storage
from lti_service.wiring import Wiring, wiring

blueprint = Blueprint("launch", __name__)


@blueprint.post(addresses.LAUNCH)
def receive() -> Response:
    """Use the login up, check the token, then show the page.

    Or hold it until the browser proves itself.
    """
    here = wiring()
    state = forms.state()
    with here.database.writing() as session:
        login = logins.use(session, state, here.clock())
        # Refused here, the unit ends without a commit, and the login can still be used.
        limiting.arriving(login.registration)
        known = platform_keys.known(session, login.registration)
        allow_platform(login.registration)
    declined = request.form.get("error")
    if declined:
        raise RefusedError("platform-declined", f"error {declined[:100]!r}")
    token = request.form.get("id_token", "")
    message = _checked(here, login, token, known)
    browser = cookies.read(cookie_name(state))
    if not browser:
        return _hold(here, login, message, state)
    if not logins.is_same_browser(login, browser):
        told = "the login's cookie came with another value"
        raise RefusedError("browser-differs", told)
    response = _answer(here, login, message)
    cookies.take_away(response, cookie_name(state))
    return response


@blueprint.post("/launch/held")
def prove() -> Response:
    """The browser shows that it began the login, with the secret from the platform's storage."""
    here = wiring()
    state = forms.state()
    browser = request.form.get("browser", "")[: forms.STATE_LENGTH]
    with here.database.writing() as session:
        login = logins.prove(session, state, browser, here.clock())
        allow_platform(login.registration)
    held = unpacked(login.launch or {})
    return _answer(here, login, held)


@blueprint.post("/window")
def open_window() -> Response:
    """The page of a session once more, in a window of its own. Raises RefusedError."""
    return landing.again(request.form.get("session", ""))


def _checked(
    here: Wiring,
    login: Login,
    token: str,
    known: PlatformKeys | None,
) -> Message:
    """The message in a token that belongs to this login. Raises RefusedError.

    `known`: the platform's keys as they were stored a moment ago.
    """
    registration = login.registration
    expected = Expected(
        issuer=registration.issuer,
        client_id=registration.client_id,
        trusted_audiences=registration.trusted_audiences,
        algorithms=registration.algorithms,
        now=here.clock(),
        leeway=here.settings.clock_leeway,
        issued_after=login.created_at,
    )

    def find_key(kid: str, algorithm: str) -> Key:
        wanted = KeyName(kid, algorithm)
        return here.keys.find(registration, wanted, here.clock(), known)

    claims = verify(token, expected, find_key)
    logins.check_nonce(login, claims)
    return read_message(
        claims,
        target_link_uri=login.target_link_uri,
        allow_anonymous=registration.allow_anonymous,
        allow_http=registration.allow_private,
        administrators_lead=here.settings.administrators_lead,
    )


def _hold(here: Wiring, login: Login, message: Message, state: str) -> Response:
    with here.database.writing() as session:
        logins.hold(session, login, packed(message))
    place = None
    if login.storage_target:
        place = storage(login.registration, login.storage_target, state)
    page = render_template("held.html", state=state, data={"storage": place})
    return make_response(page)


def _answer(here: Wiring, login: Login, message: Message) -> Response:
    """The page for a message that was checked."""
    if isinstance(message, Launch):
        return _arrive(here, login, message)
    if isinstance(message, SubmissionReview):
        return review.open_review(login.registration, message)
    return picker.open_picker(login.registration, message)


def _arrive(here: Wiring, login: Login, launch: Launch) -> Response:
    """Store the arrival, open a session, and make the page for it: all in one unit."""
    named = _named(here, launch)
    modules = list(here.library.modules)
    now = here.clock()
    with here.database.writing() as session:
        registration = session.merge(login.registration, load=False)
        arrival = launches.arrive(session, registration, launch, named, now)
        learner = arrival.learner
        link = arrival.link
        grades.note(session, learner, link, arrival.role, modules, now)
        if arrival.newly_graded:
            grades.catch_up(session, link, modules, now)
        launch_sessions.take_seat(session, cookies.read(cookies.SEAT), learner)
        begun = launch_sessions.begin(
            session,
            learner,
            link,
            arrival.role,
            now,
            sessions.life_of(arrival.role),
        )
        arrived = landing.prepare(session, begun)
    return landing.land(arrived)


def _named(here: Wiring, launch: Launch) -> Named:
    """The custom parameter first, for platforms where authors can set nothing else.

    Then the target's path. Raises RefusedError (module-unknown).
    """
    name = launch.custom.get("module")
    if not name:
        name = addresses.named_in(here.settings, launch.target_link_uri)
    if not name or name == MAP:
        return Named()
    if name in (CARDS, GROUP):
        return Named(shows=name)
    if name not in here.library.modules:
        raise RefusedError("module-unknown", f"module {name[:100]!r}")
    return Named(module=name)
