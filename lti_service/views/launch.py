"""The launch: the platform posts a signed token; every check passes or a coded refusal is shown."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from lti_service import addresses, cookies
from lti_service.errors import RefusedError
from lti_service.headers import allow_platform
from lti_service.messages.id_token import Expected, verify
from lti_service.messages.launch import Launch, read_launch
from lti_service.models import Login
from lti_service.services import grades, launch_sessions, launches, logins
from lti_service.views import forms
from lti_service.views.landing import land
from lti_service.views.login import cookie_name, storage
from lti_service.wiring import Wiring, wiring

blueprint = Blueprint("launch", __name__)


@blueprint.post(addresses.LAUNCH)
def receive() -> Response:
    """Use the login up, check the token, then show the page, or hold it until the browser proves itself."""
    here, state = wiring(), forms.state()
    with here.database.writing() as session:
        login = logins.use(session, state, here.clock())
        allow_platform(login.registration)
    if request.form.get("error"):
        raise RefusedError(
            "platform-declined", f"error {request.form['error'][:100]!r}"
        )
    launch = _checked(here, login, request.form.get("id_token", ""))
    browser = cookies.read(cookie_name(state))
    if not browser:
        return _hold(here, login, launch, state)
    if not logins.is_same_browser(login, browser):
        raise RefusedError(
            "browser-differs", "the login's cookie came with another value"
        )
    response = _arrive(here, login, launch)
    cookies.take_away(response, cookie_name(state))
    return response


@blueprint.post("/launch/held")
def prove() -> Response:
    """The browser shows that it began the login, with the secret from the platform's storage."""
    here, state = wiring(), forms.state()
    with here.database.writing() as session:
        login = logins.prove(
            session,
            state,
            request.form.get("browser", "")[: forms.STATE_LENGTH],
            here.clock(),
        )
        allow_platform(login.registration)
    return _arrive(here, login, Launch(**(login.launch or {})))


def _checked(here: Wiring, login: Login, token: str) -> Launch:
    registration, settings = login.registration, here.settings
    expected = Expected(
        issuer=registration.issuer,
        client_id=registration.client_id,
        trusted_audiences=registration.trusted_audiences,
        algorithms=registration.algorithms,
        now=here.clock(),
        leeway=settings.clock_leeway,
        issued_after=login.created_at,
    )

    def find_key(kid: str, algorithm: str) -> Any:
        wanted = (kid, algorithm)
        return here.keys.find(registration, wanted, here.clock())

    claims = verify(token, expected, find_key)
    logins.check_nonce(login, claims)
    return read_launch(
        claims,
        target_link_uri=login.target_link_uri,
        allow_anonymous=registration.allow_anonymous,
        allow_http=registration.allow_private,
    )


def _hold(here: Wiring, login: Login, launch: Launch, state: str) -> Response:
    with here.database.writing() as session:
        logins.hold(session, login, asdict(launch))
    place = (
        storage(login.registration, login.storage_target, state)
        if login.storage_target
        else None
    )
    return make_response(
        render_template("held.html", state=state, data={"storage": place})
    )


def _arrive(here: Wiring, login: Login, launch: Launch) -> Response:
    """Store the arrival, open a session, and give the page for it."""
    module = _module(here, launch)
    now = here.clock()
    with here.database.writing() as session:
        registration = session.merge(login.registration, load=False)
        arrival = launches.arrive(session, registration, launch, module, now)
        learner, link = arrival.learner, arrival.link
        modules = list(here.library.modules)
        grades.note(session, learner, link, arrival.standing, modules, now)
        if arrival.newly_graded:
            grades.catch_up(session, link, modules, now)
        launch_sessions.take_seat(session, cookies.read(cookies.SEAT), learner)
        idle = here.settings.idle(arrival.standing)
        token = launch_sessions.begin(
            session, learner, link, arrival.standing, now, idle
        )
    return land(token)


def _module(here: Wiring, launch: Launch) -> str:
    """The custom parameter first, for platforms where authors can set nothing else; then the target's path."""
    module = (
        launch.custom.get("module")
        or addresses.module_of(here.settings, launch.target_link_uri)
        or ""
    )
    if module and module not in here.library.modules:
        raise RefusedError("module-unknown", f"module {module[:100]!r}")
    return module
