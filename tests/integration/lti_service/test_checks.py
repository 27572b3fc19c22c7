"""Will it work here? Each point against a real platform, working and failing."""

from __future__ import annotations

import html
import re
import shlex
from datetime import timedelta
from pathlib import Path

import pytest
from joserfc.jwk import RSAKey

from lti_service.errors import CommandError
from lti_service.models import Registration
from lti_service.services.admin.browser_checks import here_address
from lti_service.services.admin.finding import Finding
from lti_service.services.platforms import seen_frames
from tests.integration.lti_service.administering import signed_in, typed
from tests.integration.lti_service.site import Site, begin, launch, start_site
from tests.integration.lti_service.test_notices import name_due

KEYS = "The LMS's key set, read from here"
TOKEN = "An access token, for which the LMS needs our public key"
SCORE = "A score to a test learner"
ROSTER = "The list of people"
NOTICES = "Notices of copied content"
BROWSERS = "People's browsers"
VANITY = "http://learning.trust.example"
POLICY = "content-security-policy"


def examine(site: Site, learner: str = "") -> dict[str, Finding]:
    with site.wiring.database.reading() as session:
        found = session.get_one(Registration, 1)
    return {one.what: one for one in site.wiring.checks().examine(found, learner)}


def test_before_any_launch(own_site: Site) -> None:
    outcome = {what: one.good for what, one in examine(own_site, "t1").items()}
    assert outcome == {
        KEYS: True,
        "Clocks": True,
        TOKEN: True,
        "Grade columns": None,
        SCORE: None,
        ROSTER: None,
        NOTICES: None,
        "Frames": None,
        BROWSERS: None,
    }


def test_after_a_launch_every_point_is_tried(own_site: Site) -> None:
    launch(own_site, own_site.learner(1))
    test_learner = own_site.learner(0)
    found = examine(own_site, test_learner)
    left = [what for what, one in found.items() if not one.good]
    # The worker tries the one, browsers alone the others.
    assert left == [NOTICES, "Frames", BROWSERS]
    assert found[ROSTER].found == "16 members, 16 with a name"
    given = own_site.parts.store.items["kind"].grades[test_learner]
    assert (given.given, given.maximum) == (1, 100)


def test_keys_that_no_launch_can_be_checked_with_are_none(own_site: Site) -> None:
    """Totara 17's were so to us once, and the point was green while every launch was refused."""
    own_site.parts.store.key = RSAKey.generate_key(2048, {"kid": "k", "use": "enc"})
    point = examine(own_site)[KEYS]
    assert (point.good, "has no key for RS256" in point.found) == (False, True)


def test_no_score_ever_takes_the_place_of_a_learners(own_site: Site) -> None:
    launch(own_site, own_site.learner())
    with pytest.raises(CommandError) as told:
        examine(own_site, own_site.learner())
    assert told.value.code == "check-learner"
    for odd in ("x" * 256, "a\0b"):
        with pytest.raises(CommandError):
            examine(own_site, odd)
    assert own_site.parts.store.items["kind"].grades == {}


def test_a_platform_that_is_away(own_site: Site) -> None:
    own_site.servers[1].shutdown()
    own_site.servers[1].server_close()
    found = examine(own_site)
    assert [found[what].good for what in (KEYS, "Clocks", TOKEN)] == [
        False,
        None,
        False,
    ]
    assert "firewall" in found[KEYS].remedy
    away = (
        "See firewall, proxy, name server and certificate between this server and"
        " the LMS."
    )
    assert found[TOKEN].remedy == away


def test_a_platform_that_refuses_us_a_token(own_site: Site) -> None:
    """It is there: what is wrong lies with our key, and not on the way."""
    with own_site.wiring.database.writing() as session:
        session.get_one(Registration, 1).token_url = f"{own_site.platform}/none"
    found = examine(own_site)
    assert [found[what].good for what in (KEYS, TOKEN)] == [True, False]
    assert "cURL blocked hosts" in found[TOKEN].remedy


@pytest.mark.parametrize(
    ("service", "what"),
    [("lineitems", "Grade columns"), ("score", SCORE), ("members", ROSTER)],
)
def test_a_service_that_refuses(own_site: Site, service: str, what: str) -> None:
    launch(own_site, own_site.learner(1))
    own_site.parts.store.trouble[service] = (403, {})
    found = examine(own_site, own_site.learner(0))
    assert {name for name, one in found.items() if one.good is False} == {what}
    assert ("403" in found[what].found, found[what].remedy != "") == (True, True)


def test_where_the_lms_takes_our_address_for_notices(own_site: Site) -> None:
    """A public address that changed, or an LMS that refuses, was silent."""

    def told() -> tuple[bool | None, str]:
        point = examine(own_site)[NOTICES]
        assert (point.good is False) == (point.remedy != "")
        return point.good, point.found

    ours = own_site.tool + "/notices"
    assert told() == (None, "no launch has offered them")
    launch(own_site, own_site.learner(1))
    waiting = f"the worker has not named {ours} yet: it does so within ten minutes"
    assert told() == (None, waiting)
    own_site.parts.store.trouble["handlers"] = (403, {})
    name_due(own_site)
    today = f"{own_site.wiring.clock():%Y-%m-%d}"
    assert told() == (False, f"{ours} was not taken on {today}, and never before")
    own_site.parts.store.trouble.clear()
    name_due(own_site, timedelta(days=-1, seconds=-1))
    day = f"{own_site.wiring.clock() - timedelta(days=1, seconds=1):%Y-%m-%d}"
    assert told() == (True, f"{ours} was taken on {day}")
    shown = typed(own_site, "doctor", own_site.config.name).output
    assert f"ok   {NOTICES}: {ours} was taken on {day}" in shown
    own_site.parts.store.trouble["handlers"] = (403, {})
    name_due(own_site, timedelta(days=7))
    assert told()[1].endswith(f", and last on {day}")
    name_due(own_site, address="/moved/notices")
    assert told() == (None, waiting)


def test_a_token_is_asked_for_anew(own_site: Site) -> None:
    """One that was given an hour ago says nothing of the key that the LMS has now."""
    launch(own_site, own_site.learner(1))
    assert examine(own_site)[TOKEN].good
    with own_site.wiring.database.writing() as session:
        session.get_one(Registration, 1).token_url = f"{own_site.platform}/none"
    assert examine(own_site)[TOKEN].good is False


def test_services_that_no_launch_has_offered_are_told(tmp_path: Path) -> None:
    """Switched off in the LMS, they were "not tried", and nothing said what to do."""
    site = start_site(tmp_path, offers=frozenset())
    try:
        launch(site, site.learner(1))
        found = examine(site)
        for what in ("Grade columns", ROSTER):
            assert found[what].good is False
            assert found[what].remedy
    finally:
        site.stop()


def test_clocks_that_differ(
    own_site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from lti_service.clock import utc_now

    running = start_site(
        tmp_path_factory.mktemp("late"),
        clock=lambda: utc_now() - timedelta(minutes=5),
    )
    told = examine(running)["Clocks"]
    running.stop()
    assert (told.good, "ahead of us" in told.found) == (False, True)
    assert told.remedy.endswith("time server. Launches are refused beyond 60 seconds.")


def test_an_https_lms_cannot_frame_a_tool_without_tls(own_site: Site) -> None:
    with own_site.wiring.database.writing() as session:
        session.get_one(Registration, 1).frame_ancestors = ["https://lms.example"]
    told = examine(own_site)["Frames"]
    assert (told.good, "OLW_PUBLIC_URL" in told.remedy) == (False, True)
    page = signed_in(own_site).post("/platforms/1/check").text
    assert f"The public address {own_site.tool} is not https" in page


def test_the_page(own_site: Site) -> None:
    launch(own_site, own_site.learner(1))
    admin = signed_in(own_site)
    assert "asks it for an access token" in admin.get("/platforms/1/check").replace(
        "\n", " "
    )
    page = admin.post("/platforms/1/check").text
    assert (page.count(">Works<"), page.count(">Not tried<")) == (5, 4)
    own_site.parts.store.trouble["members"] = (500, {})
    assert ">Fails<" in admin.post("/platforms/1/check").text
    told = admin.post("/platforms/1/check", learner=own_site.learner(1))
    assert (told.status_code, "check-learner" in told.text) == (400, True)


def framed_launch(site: Site, at: str, person: str = "", **how: str) -> None:
    """As Chromium 141 sends it: the login of a frame names the origin of the page that began it."""
    client = site.app.test_client()
    client.get("/here")  # so that this browser is known to keep cookies
    for name, value in {"SEC_FETCH_DEST": "iframe", "ORIGIN": at, **how}.items():
        client.environ_base[f"HTTP_{name}"] = value
    begun = begin(site, client)
    claims = begun.claims(person or site.facilitator())
    assert begun.post_claims(claims).status_code == 200


def test_a_frame_that_may_not_show_us_is_told_until_it_is_named(own_site: Site) -> None:
    name = own_site.config.name
    framed_launch(own_site, own_site.platform)
    told = examine(own_site)["Frames"]
    assert (told.good, told.found) == (
        True,
        f"those who lead courses came in frames of {own_site.platform} (on 1 day)",
    )
    framed_launch(own_site, VANITY)
    told = examine(own_site)["Frames"]
    assert told.good is False
    assert f"frames of {VANITY} (on 1 day), which may not" in told.found
    command = told.remedy.split("in place of ADDRESS: olw lti ")[1]
    shown = typed(own_site, "doctor", name).output
    assert (f"FAIL Frames: {told.found}" in shown, command in shown) == (True, True)
    answer = typed(own_site, *shlex.split(command.replace("ADDRESS", VANITY)))
    assert answer.output == f"{name}: changed frame ancestors.\n"
    policy = own_site.app.test_client().get(here_of(own_site)).headers[POLICY]
    assert VANITY in policy
    assert examine(own_site)["Frames"].good


def seen(site: Site) -> list[str]:
    with site.wiring.database.reading() as session:
        found = session.get_one(Registration, 1)
        return list(seen_frames.read(found, site.wiring.clock()))


def test_only_what_a_browser_sends_of_a_frame_is_kept(own_site: Site) -> None:
    """A page that sends no origin, a window, and what no browser would send."""
    for how in (
        {"ORIGIN": "null"},
        {"SEC_FETCH_DEST": "document"},
        {"ORIGIN": "https://a.example$(id)"},
    ):
        framed_launch(own_site, **{"at": VANITY, **how})
        assert seen(own_site) == []
    framed_launch(own_site, "null", REFERER=f"{VANITY}/course?id=7")
    assert seen(own_site) == [VANITY]
    with own_site.wiring.database.writing() as session:
        session.get_one(Registration, 1).framed_by = {VANITY: "2020-01-31"}
    assert seen(own_site) == []


def test_a_learners_frame_is_not_believed_and_no_address_is_ready_to_be_copied(
    own_site: Site,
) -> None:
    """Anybody can put our login into a frame of their own and launch there."""
    framed_launch(own_site, VANITY, own_site.learner())
    assert seen(own_site) == []
    framed_launch(own_site, VANITY)
    told = examine(own_site)["Frames"]
    assert (VANITY in told.found, VANITY in told.remedy) == (True, False)
    assert "See first whose address it is" in told.remedy


def test_a_frame_without_a_launch_is_not_believed(own_site: Site) -> None:
    """Anybody can begin a login."""
    client = own_site.app.test_client()
    client.get("/here")
    client.environ_base |= {"HTTP_SEC_FETCH_DEST": "iframe", "HTTP_ORIGIN": VANITY}
    begin(own_site, client)
    assert seen(own_site) == []


def test_page_and_command_have_the_same_points(own_site: Site) -> None:
    """And both end with the page that tries a browser."""
    launch(own_site, own_site.learner(1))
    told = typed(own_site, "doctor", own_site.config.name).output.splitlines()
    lines = [line[5:].split(": ")[0] for line in told if not line.startswith("     ")]
    page = signed_in(own_site).post("/platforms/1/check").text
    points = re.findall(r'<th scope="row">([^<]*)</th>', page)
    assert [html.unescape(one) for one in points] == lines
    assert (lines[-1], here_of(own_site) in told[-1]) == (BROWSERS, True)
    assert page.count(html.escape(here_of(own_site))) == 2


def here_of(site: Site) -> str:
    with site.wiring.database.reading() as session:
        return here_address(site.tool, session.get_one(Registration, 1))


def test_the_page_for_browsers_is_framed_as_activities_are(own_site: Site) -> None:
    client = own_site.app.test_client()
    page = client.get(here_of(own_site))
    assert page.headers[POLICY].endswith(f"frame-ancestors 'self' {own_site.platform}")
    for odd in ("?iss=nobody", "?iss=" + "x" * 300, "?iss=a%00b"):
        told = client.get("/here" + odd)
        assert (told.status_code, "platform-unknown" in told.text) == (403, True)


def test_the_page_for_browsers(own_site: Site) -> None:
    client = own_site.app.test_client()
    assert client.get("/here/cookie").json == {"came": False}
    page = client.get("/here")
    assert "frame-ancestors https: http:" in page.headers["content-security-policy"]
    assert client.get("/here/cookie").json == {"came": True}
