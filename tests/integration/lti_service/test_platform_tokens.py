"""Access tokens: one request at a time, one per registration and scopes, renewed in time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from lti_service.errors import OutgoingError
from lti_service.messages.vocabulary import SCOPE_MEMBERS, SCOPE_SCORE
from lti_service.models import Registration
from lti_service.services.calls.platform_tokens import PlatformTokens
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.site import Site, launch
from tests.support.rude import answers, rude


def registration_of(site: Site) -> Registration:
    with site.wiring.database.reading() as session:
        return session.query(Registration).one()


def test_many_threads_make_one_request(own_site: Site) -> None:
    registration = registration_of(own_site)
    with ThreadPoolExecutor(16) as pool:
        tokens = set(
            pool.map(
                lambda _: own_site.wiring.tokens.get(registration, [SCOPE_SCORE]),
                range(32),
            )
        )
    assert (len(tokens), own_site.parts.store.log.count("token")) == (1, 1)


def test_other_scopes_are_another_token(own_site: Site) -> None:
    registration = registration_of(own_site)
    got = [
        own_site.wiring.tokens.get(registration, scopes)
        for scopes in ([SCOPE_SCORE], [SCOPE_MEMBERS])
    ]
    assert (got[0] != got[1], own_site.parts.store.log.count("token")) == (True, 2)


def test_a_token_is_renewed_a_minute_before_it_ends(own_site: Site) -> None:
    wiring, registration = own_site.wiring, registration_of(own_site)
    ahead = [timedelta(0)]
    tokens = PlatformTokens(
        wiring.database, wiring.outgoing, lambda: wiring.clock() + ahead[0]
    )
    first = tokens.get(registration, [SCOPE_SCORE])
    ahead[0] = timedelta(minutes=58)
    assert tokens.get(registration, [SCOPE_SCORE]) == first
    ahead[0] = timedelta(minutes=59, seconds=5)
    with pytest.raises(
        OutgoingError
    ) as told:  # the platform sees an assertion from the future
        tokens.get(registration, [SCOPE_SCORE])
    assert told.value.status == 400


def test_an_answer_without_a_token_is_an_error_with_a_code(own_site: Site) -> None:
    registration = registration_of(own_site)
    registration.token_url = own_site.platform + "/jwks"
    with pytest.raises(OutgoingError) as told:
        own_site.wiring.tokens.get(registration, [SCOPE_SCORE])
    assert told.value.status == 405


def test_a_slow_roster_does_not_hold_the_database(own_site: Site) -> None:
    """While a facilitator waits for the platform, learners' answers are taken."""
    import threading
    import time

    from tests.integration.lti_service.playing import arrive, best_answers
    from tests.integration.lti_service.site import launch

    learner, slow = arrive(own_site), threading.Event()
    inner = own_site.servers[1].app.app  # type: ignore[attr-defined]

    def wait(environ, start_response):  # type: ignore[no-untyped-def]
        if environ["PATH_INFO"].endswith("/members"):
            slow.set()
            time.sleep(2)
        return inner(environ, start_response)

    own_site.servers[1].app.app = wait  # type: ignore[attr-defined]
    with ThreadPoolExecutor(1) as pool:
        page = pool.submit(launch, own_site, own_site.facilitator())
        assert slow.wait(10)
        began = time.monotonic()
        assert learner.respond(0, best_answers("kind")[0]).status_code == 200
        took = time.monotonic() - began
        inner_page = page.result(timeout=30)
    assert (took < 1.8, "Your group" in inner_page.text) == (True, True)


@pytest.mark.parametrize(
    ("given", "minutes"),
    [
        ("3600", 59),
        ("", 59),
        ('"3600"', 59),
        ("null", 59),
        ("30", 0.25),
        ("1e400", 59),
        ("99999999", 1439),
    ],
)
def test_a_token_is_kept_as_long_as_it_is_good(
    own_site: Site, given: str, minutes: float
) -> None:
    """`expires_in` may be missing, a text or nonsense.

    A token is asked for anew a minute before its end.
    """
    wiring, registration, ahead = (
        own_site.wiring,
        registration_of(own_site),
        [timedelta(0)],
    )
    tokens = PlatformTokens(wiring.database, wiring.outgoing, lambda: now + ahead[0])
    now = wiring.clock()
    life = f', "expires_in": {given}' if given else ""
    with rude(answers(b'{"access_token": "x"%s}' % life.encode())) as port:
        registration.token_url = f"http://127.0.0.1:{port}/token"
        assert tokens.get(registration, [SCOPE_SCORE]) == "x"
    ahead[0] = timedelta(minutes=minutes) - timedelta(seconds=1)
    assert tokens.get(registration, [SCOPE_SCORE]) == "x"
    ahead[0] = timedelta(minutes=minutes) + timedelta(seconds=1)
    with pytest.raises(OutgoingError):
        tokens.get(registration, [SCOPE_SCORE])


@pytest.mark.parametrize(
    "text",
    ["", " s3cr3t", "s3cr3t\\n", "s3cr3t\\u00e9", "s3cr3t\\u0000", "s3cr3t" * 2000],
)
def test_a_token_that_cannot_be_used_is_neither_kept_nor_quoted(
    own_site: Site, text: str
) -> None:
    registration, tokens = registration_of(own_site), own_site.wiring.tokens
    with rude(answers(f'{{"access_token": "{text}"}}'.encode())) as port:
        registration.token_url = f"http://127.0.0.1:{port}/token"
        for _ in range(2):
            with pytest.raises(OutgoingError) as told:
                tokens.get(registration, [SCOPE_SCORE])
            assert (told.value.code, "s3cr3t" in str(told.value)) == (
                "token-answer",
                False,
            )


def test_a_late_401_does_not_drop_another_threads_new_token(own_site: Site) -> None:
    registration, tokens = registration_of(own_site), own_site.wiring.tokens
    good = tokens.get(registration, [SCOPE_SCORE])
    tokens.drop(registration, [SCOPE_SCORE], "an older one")
    assert tokens.get(registration, [SCOPE_SCORE]) == good
    assert own_site.parts.store.log.count("token") == 1


def test_scores_and_rosters_say_for_which_deployment(own_site: Site) -> None:
    """A client id with many deployments (Canvas, Blackboard) opens one of them by it."""
    arrive(own_site).play(best_answers("kind"))
    own_site.wiring.worker().work()
    launch(own_site, own_site.facilitator())
    assert own_site.parts.store.log.count("members") > 0
    assert own_site.parts.tokens.named == ["1", "1"]


def test_another_deployment_is_another_token(own_site: Site) -> None:
    registration, tokens = registration_of(own_site), own_site.wiring.tokens
    first = tokens.get(registration, [SCOPE_SCORE], "1")
    assert tokens.get(registration, [SCOPE_SCORE]) != first
    assert tokens.get(registration, [SCOPE_SCORE], "1") == first
    assert own_site.parts.tokens.named == ["1", None]
