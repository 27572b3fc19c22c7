"""The launch: the platform posts a signed token; every check passes or a refusal is shown."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, make_response, render_template, request
from joserfc.jwk import Key

from lti_service import addresses, cookies
from lti_service.errors import RefusedError
from lti_service.headers import allow_platform
from lti_service.messages.claims import Claims
from lti_service.messages.id_token import Expected, verify
from lti_service.messages.launch import Launch
from lti_service.messages.message import Message, packed, read_message, unpacked
from lti_service.messages.placement import CARDS, GROUP, MAP
from lti_service.messages.roles import FACILITATOR
from lti_service.messages.submission_review import SubmissionReview
from lti_service.messages.vocabulary import TARGET_LINK_URI
from lti_service.services.glances import Visitor
from lti_service.services.keys.key_sets import KeyName
from lti_service.services.keys.platform_keys import AnyKeys
from lti_service.services.launching import launch_sessions, launches, logins
from lti_service.services.launching.launches import Named
from lti_service.services.launching.logins import OpenLogin
from lti_service.services.platforms import registrations, seen_frames
from lti_service.services.scores import grades
from lti_service.views import forms, landing, limiting, picker, review, who_asks
from lti_service.views.login import cookie_name, storage
from lti_service.wiring import Wiring, wiring

blueprint = Blueprint("launch", __name__)


@blueprint.post(addresses.LAUNCH)
def receive() -> Response:
    """Check the token, then use the login up and show the page.

    Or hold the launch until the browser proves itself.
    """
    here = wiring()
    state = forms.state()
    with here.database.singly() as connection:
        login, keys = logins.find(connection, state, here.clock())
    limiting.arriving(login.registration)
    allow_platform(login.registration)
    try:
        message = _checked(here, login, keys)
        return _received(here, login, message, state)
    except RefusedError as error:
        if error.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            _use_up(here, login)
        raise


def _received(here: Wiring, login: OpenLogin, message: Message, state: str) -> Response:
    """The answer to a message that was checked; the login is used up with it."""
    browser = cookies.read(cookie_name(state))
    if not browser:
        return _hold(here, login, message, state)
    if not logins.is_same_browser(login, browser):
        told = "the login's cookie came with another value"
        raise RefusedError("browser-differs", told)
    response = _answer(here, login, message, to_use=True)
    cookies.take_away(response, cookie_name(state))
    return response


def _use_up(here: Wiring, login: OpenLogin) -> None:
    """No second token is ever taken for a login whose first was refused."""
    with here.database.writing() as session:
        try:
            logins.use(session, login, here.clock())
        except RefusedError:
            return


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
    return _answer(here, login, held, to_use=False)


@blueprint.post("/window")
def open_window() -> Response:
    """The page of a session once more, in a window of its own. Raises RefusedError."""
    return landing.again(request.form.get("session", ""))


def _checked(
    here: Wiring,
    login: OpenLogin,
    keys: AnyKeys | None,
) -> Message:
    """The message in the token, which belongs to this login. Raises RefusedError.

    `keys`: the platform's as they were stored a moment ago.
    """
    declined = request.form.get("error")
    if declined:
        raise RefusedError("platform-declined", f"error {declined[:100]!r}")
    token = request.form.get("id_token", "")
    registration = login.registration
    expected = Expected(
        issuer=registration.issuer,
        client_id=registration.client_id,
        trusted_audiences=registration.trusted_audiences,
        algorithms=registration.algorithms,
        now=here.clock(),
        leeway=here.settings.clock_leeway,
        begun_at=login.created_at,
    )

    def find_key(kid: str, algorithm: str) -> Key:
        wanted = KeyName(kid, algorithm)
        return here.keys.find(registration, wanted, here.clock(), keys)

    claims = verify(token, expected, find_key)
    logins.check_nonce(login, claims)
    return read_message(
        claims,
        target_link_uri=_target(here, login, claims),
        allow_anonymous=registration.allow_anonymous,
        allow_http=registration.allow_private,
        administrators_lead=here.settings.administrators_lead,
    )


def _target(here: Wiring, login: OpenLogin, claims: Claims) -> str:
    """Where the message leads: of two addresses of ours, the one that is signed.

    LTI wants both to be the same (LTI Core 4.1.1). Open edX names the activity's address in the
    login, and in the token that of the story which was picked (xblock-lti-consumer before 11.0.1,
    lti_1p3/consumer.py: prepare_preflight_url, set_dl_content_launch_parameters).
    """
    signed = claims.get(TARGET_LINK_URI)
    if not isinstance(signed, str):
        return login.target_link_uri
    is_ours = addresses.named_in(here.settings, signed) is not None
    return signed if is_ours else login.target_link_uri


def _hold(here: Wiring, login: OpenLogin, message: Message, state: str) -> Response:
    with here.database.writing() as session:
        logins.use(session, login, here.clock(), packed(message))
    place = None
    if login.storage_target:
        place = storage(login.registration, login.storage_target, state)
    page = render_template("held.html", state=state, data={"storage": place})
    return make_response(page)


def _answer(
    here: Wiring,
    login: OpenLogin,
    message: Message,
    *,
    to_use: bool,
) -> Response:
    """The page for a message that was checked. `to_use`: the login is still to be used up."""
    if isinstance(message, Launch):
        return _arrive(here, login, message, to_use=to_use)
    with here.database.writing() as session:
        if to_use:
            logins.use(session, login, here.clock())
        registration = registrations.get(session, login.registration)
    if isinstance(message, SubmissionReview):
        return review.open_review(registration, message)
    return picker.open_picker(registration, message)


def _arrive(
    here: Wiring,
    login: OpenLogin,
    launch: Launch,
    *,
    to_use: bool,
) -> Response:
    """Store the arrival, open a session, and make the page for it: all in one unit.

    With it the login is used up: whoever loses the answer to a crash can send the launch again.
    """
    named = _named(here, launch)
    modules = list(here.library.modules)
    now = here.clock()
    with here.database.writing() as session:
        if to_use:
            logins.use(session, login, now)
        arrival = launches.arrive(session, login.registration, launch, named, now)
        learner = arrival.learner
        link = arrival.link
        if launch.role == FACILITATOR:
            whole = registrations.get(session, login.registration)
            seen_frames.note(whole, login.framed_by, now)
        grades.note(session, learner, link, arrival.role, modules, now)
        if arrival.newly_graded:
            grades.catch_up(session, link, modules, now)
        launch_sessions.take_seat(session, cookies.read(cookies.SEAT), learner)
        token = launch_sessions.begin(
            session,
            learner,
            link,
            arrival.role,
            now,
            who_asks.life_of(arrival.role),
        )
        visitor = Visitor(arrival.role, learner, link, login.registration)
        arrived = landing.prepare(session, visitor, token)
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
