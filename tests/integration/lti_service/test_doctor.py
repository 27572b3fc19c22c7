"""`olw lti doctor` against a real platform: what works says ok, what does not says why."""

from __future__ import annotations

from lti_service.doctor import examine
from lti_service.models import Registration
from lti_service.services.personal_data import removal
from tests.integration.lti_service.administering import typed
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.site import Site

KEYS = "Copse Valley Learning: The LMS's key set, read from here"
TOKEN = "Copse Valley Learning: An access token, for which the LMS needs our public key"
NOTICES = "Copse Valley Learning: Notices of copied content"


def found(site: Site) -> dict[str, bool | None]:
    return {result.what: result.good for result in examine(site.wiring)}


def test_everything_works(own_site: Site) -> None:
    assert found(own_site) == {
        "database": True,
        "public address": True,
        "content": True,
        "signing keys": True,
        KEYS: True,
        "Copse Valley Learning: Clocks": True,
        TOKEN: True,
        NOTICES: None,
    }


def test_what_is_said_fits_one_and_none(own_site: Site) -> None:
    told = {result.what: result.found for result in examine(own_site.wiring)}
    keys = f"1 key at {own_site.platform}/jwks"
    assert told[KEYS] == keys
    removal.remove(own_site.wiring.database, 1)
    told = {result.what: result.found for result in examine(own_site.wiring)}
    assert told["platforms"] == (
        "none. Let an LMS register itself: olw lti platforms link."
        " Or add one by hand: olw lti platforms add"
    )


def test_what_was_not_delivered_is_shown(own_site: Site) -> None:
    arrive(own_site).play(best_answers("kind"))
    own_site.parts.store.trouble["score"] = (403, {})
    own_site.wiring.worker().work()
    told = examine(own_site.wiring)[-1]
    assert (told.what, told.good, told.found) == (
        "scores to Copse Valley Learning",
        False,
        "1 given up, outgoing-status 403",
    )


def test_a_platform_that_is_away(own_site: Site) -> None:
    own_site.servers[1].shutdown()
    own_site.servers[1].server_close()
    points = {one.what: one for one in examine(own_site.wiring)}
    for what in (KEYS, TOKEN):
        assert (points[what].good, "firewall" in points[what].remedy) == (False, True)


def test_a_token_is_asked_for_anew_and_for_a_deployment(own_site: Site) -> None:
    """A kept one says nothing of the key that the LMS has now; and an LMS whose client id has many
    deployments (Blackboard, Canvas) gives tokens for one of them.
    """
    assert found(own_site)[TOKEN]
    assert own_site.parts.tokens.named == ["1"]
    arrive(own_site)
    typed(own_site, "doctor", "Copse Valley Learning")
    assert set(own_site.parts.tokens.named) == {"1"}
    with own_site.wiring.database.writing() as session:
        session.get_one(Registration, 1).token_url = f"{own_site.platform}/none"
    point = {one.what: one for one in examine(own_site.wiring)}[TOKEN]
    assert (point.good, "client id" in point.remedy) == (False, True)
