"""An LMS registers itself with a link that works once, in its own frame, as strict as Moodle is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from markupsafe import escape

from demo import loopback
from lti_service.clock import Clock
from lti_service.errors import RegistrationError
from lti_service.models import AdminEvent, Registration, RegistrationLink
from lti_service.services.platforms import platform_families, registration_links
from lti_service.services.platforms.dynamic_registration import Asked, Connecting
from lti_service.services.platforms.dynamic_registration_request import TOOL
from lti_service.services.platforms.registration_links import (
    HELD,
    HOUR,
    HOURS,
    KEPT_AFTER,
)
from tests.integration.lti_service.administering import typed
from tests.integration.lti_service.registering import Pasted, make_link, paste
from tests.integration.lti_service.site import Site, form_of

USUAL = (
    "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem "
    "https://purl.imsglobal.org/spec/lti-ags/scope/score "
    "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly "
    "https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly"
)
ALL = USUAL + " https://purl.imsglobal.org/spec/lti/scope/noticehandlers"
"""The scope of notices is asked for where a platform lists it."""


def newest(site: Site) -> Registration:
    with site.wiring.database.reading() as session:
        found = session.query(Registration).order_by(Registration.id.desc()).first()
        assert found is not None
        assert found.deployments is not None
        return found


def platforms(site: Site) -> int:
    with site.wiring.database.reading() as session:
        return session.query(Registration).count()


def tool_launch(site: Site, client_id: str) -> httpx2.Response:
    """A whole launch as the LMS sends it to the tool that registered itself."""
    client = loopback.Client()
    start = f"{site.platform}/start/kind/{site.learner()}"
    action, fields = form_of(client.get(start, params={"tool": client_id}).text)
    onward = client.post(action, data=fields)
    action, fields = form_of(client.get(onward.headers["location"]).text)
    return client.post(action, data=fields)


def test_two_minutes(either: Site) -> None:
    """Paste, say yes, open an activity."""
    pasted = paste(either, make_link(either, report="completion"))
    assert f"Connect {either.platform}?" in pasted.page.text
    assert "as 100 for everyone, and no score" in pasted.page.text
    assert platforms(either) == 1
    done = pasted.say_yes()
    assert (done.status_code, "Copse Valley is connected" in done.text) == (200, True)
    assert f'<dd class="code">{either.tool}/launch</dd>' in done.text
    assert "press Activate" in done.text
    made = newest(either)
    (tool,) = either.parts.store.tools.values()
    assert (made.name, made.issuer, made.client_id, made.family) == (
        "Copse Valley",
        either.platform,
        tool.client_id,
        "moodle",
    )
    assert [(one.deployment_id, one.report) for one in made.deployments] == [
        (tool.deployment_id, "completion")
    ]
    assert made.algorithms == ["RS256"]
    assert (tool.names, " ".join(tool.scopes)) == (True, ALL)
    assert tool_launch(either, tool.client_id).status_code == 200
    with either.wiring.database.reading() as session:
        event = session.query(AdminEvent).one()
        assert (event.by, event.action, event.about) == (
            "registration link",
            "added platform",
            "Copse Valley",
        )


def test_the_access_token_is_had_at_once(own_site: Site) -> None:
    paste(own_site, make_link(own_site)).say_yes()
    assert own_site.wiring.tokens.get(newest(own_site), [ALL.split()[1]])


def code_of(answer: httpx2.Response) -> str:
    return answer.text.split('Code: <strong class="code">')[1].split("<")[0]


def test_a_link_works_once(own_site: Site) -> None:
    link = make_link(own_site)
    first, second = paste(own_site, link), paste(own_site, link)
    assert first.say_yes().status_code == 200
    for answer in (second.say_yes(), first.say_yes(), paste(own_site, link).page):
        assert (answer.status_code, code_of(answer)) == (403, "registration-link-used")
    assert platforms(own_site) == 2


def test_of_several_at_once_one_registers(either: Site) -> None:
    """Each with a good token of the LMS's own, so that the LMS itself would take them all."""
    link = make_link(either)
    pasted = [paste(either, link) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(Pasted.say_yes, pasted))
    assert sorted(answer.status_code for answer in answers) == [200, 403, 403, 403]
    assert (platforms(either), len(either.parts.store.tools)) == (2, 1)


def test_a_process_that_is_killed_in_the_middle_burns_no_link(own_site: Site) -> None:
    """Between the claim and what comes of it nothing can be given back, as kill -9 has it."""
    link = make_link(own_site)
    token = link.rpartition("/")[2]
    database, now = own_site.wiring.database, own_site.wiring.clock()
    pasted = paste(own_site, link)
    registration_links.claim(database, token, now)
    assert code_of(pasted.say_yes()) == "registration-link-used"
    with database.writing() as session:
        assert registration_links.unused(session, now) == []
        session.query(RegistrationLink).one().used_at = now - HELD
    listed = typed(own_site, "platforms", "links").output
    assert listed.startswith("1: for Copse Valley, until ")
    assert pasted.say_yes().status_code == 200
    with database.writing() as session:
        session.query(RegistrationLink).one().used_at = now - HELD
    again = paste(own_site, link).page
    assert code_of(again) == "registration-link-used"


def connecting(site: Site, clock: Clock) -> Connecting:
    wiring = site.wiring
    return Connecting(
        wiring.database, wiring.outgoing, wiring.keys.turns, clock, site.tool
    )


def asked(pasted: Pasted) -> Asked:
    """What the LMS put into the address of its frame."""
    sent = parse_qs(urlsplit(pasted.address).query)
    return Asked(sent["openid_configuration"][0], sent["registration_token"][0])


def test_who_fails_after_a_long_pause_reopens_no_link(either: Site) -> None:
    """A process was only paused. By then somebody else holds the link, or is registered with it."""
    link = make_link(either)
    token = link.rpartition("/")[2]
    database, now = either.wiring.database, either.wiring.clock()
    paused = registration_links.claim(database, token, now - 2 * HELD)
    second = registration_links.claim(database, token, now - HELD)
    registration_links.release(database, paused)
    with database.reading() as session:
        assert session.query(RegistrationLink).one().used_at == now - HELD
    assert paste(either, link).say_yes().status_code == 200
    for one in (paused, second):
        registration_links.release(database, one)
    assert code_of(paste(either, link).page) == "registration-link-used"
    assert platforms(either) == 2


@pytest.mark.parametrize(
    ("what", "others", "status"), [("registered", 1, 403), ("taken back", 0, 404)]
)
def test_who_succeeds_after_a_long_pause_is_not_registered(
    either: Site, what: str, others: int, status: int
) -> None:
    """The pause is between what the LMS answered and what is kept of it."""
    link = make_link(either)
    first, second = paste(either, link), paste(either, link)
    clock = either.wiring.clock
    times = iter([clock() - HELD])

    def paused() -> datetime:
        for early in times:
            return early
        if what == "registered":
            assert second.say_yes().status_code == 200
        else:
            typed(either, "platforms", "unlink", "1")
        return clock()

    with pytest.raises(RegistrationError) as told:
        connecting(either, paused).connect(link.rpartition("/")[2], asked(first))
    assert told.value.code == "registration-link-used"
    assert platforms(either) == 1 + others
    assert paste(either, link).page.status_code == status


def test_opening_a_link_uses_nothing_up(own_site: Site) -> None:
    """As a mail scanner does."""
    link = make_link(own_site)
    for _ in range(3):
        told = loopback.get(link)
        assert (told.status_code, "paste it into your LMS" in told.text) == (200, True)
    families = platform_families.FAMILIES.values()
    for one in families:
        assert one.title in told.text
        assert escape(one.link_place) in told.text
    assert paste(own_site, link).say_yes().status_code == 200


def test_only_a_fingerprint_of_a_link_is_stored(own_site: Site) -> None:
    token = make_link(own_site).rpartition("/")[2]
    with own_site.wiring.database.reading() as session:
        row = session.query(RegistrationLink).one()
        assert token not in str(vars(row))


def test_links_that_are_none(own_site: Site) -> None:
    told = loopback.get(own_site.tool + "/register/nothing")
    assert (told.status_code, code_of(told)) == (404, "registration-link-unknown")
    link = make_link(own_site)
    with own_site.wiring.database.writing() as session:
        session.query(RegistrationLink).one().expires_at -= HOURS * HOUR
    told = paste(own_site, link).page
    assert (told.status_code, code_of(told)) == (403, "registration-link-ended")
    own_site.wiring.worker().tidy()
    with own_site.wiring.database.writing() as session:
        session.query(RegistrationLink).one().expires_at -= KEPT_AFTER
    own_site.wiring.worker().tidy()
    with own_site.wiring.database.reading() as session:
        assert session.query(RegistrationLink).count() == 0


ELSEWHERE = "https://lms.other-trust.example"
FAULTS: list[tuple[str, str, dict[str, Any]]] = [
    ("another trust's issuer", "registration-issuer", {"issuer": ELSEWHERE}),
    ("no issuer", "registration-document", {"issuer": None}),
    ("no login address", "registration-document", {"authorization_endpoint": ""}),
    ("a list for an address", "registration-document", {"token_endpoint": ["x"]}),
    ("no address", "registration-document", {"jwks_uri": "javascript:alert(1)"}),
    ("a NUL", "registration-document", {"jwks_uri": "http://127.0.0.1/\0"}),
    ("a blank inside", "registration-document", {"jwks_uri": "http://a b/"}),
    ("too long", "registration-document", {"jwks_uri": "http://a/" + "x" * 3000}),
    (
        "nowhere to register",
        "registration-document",
        {"registration_endpoint": None},
    ),
    (
        "an address that hangs up",
        "registration-unreachable",
        {"registration_endpoint": "http://127.0.0.1:9/"},
    ),
]


@pytest.mark.parametrize(
    ("code", "document"),
    [fault[1:] for fault in FAULTS],
    ids=[fault[0] for fault in FAULTS],
)
def test_documents_that_cannot_be_used(
    own_site: Site, code: str, document: dict[str, Any]
) -> None:
    own_site.parts.config.document.update(document)
    link = make_link(own_site)
    told = paste(own_site, link).say_yes()
    assert (400 <= told.status_code < 500, code_of(told)) == (True, code)
    assert "Traceback" not in told.text
    assert (platforms(own_site), own_site.parts.store.tools) == (1, {})
    own_site.parts.config.document.clear()
    assert paste(own_site, link).say_yes().status_code == 200


PLATFORM = "https://purl.imsglobal.org/spec/lti-platform-configuration"
TOLERATED: list[tuple[str, dict[str, Any]]] = [
    ("nothing that LTI adds (Open edX, older Sakai)", {PLATFORM: None}),
    ("LTI's part is a list", {PLATFORM: ["LtiResourceLinkRequest"]}),
    ("messages as plain texts, as Moodle has them", {}),
    ("scopes as one text", {"scopes_supported": "openid " + USUAL}),
    ("no scopes", {"scopes_supported": None}),
    ("scopes of other kinds only", {"scopes_supported": ["openid"]}),
    ("no algorithms", {"id_token_signing_alg_values_supported": None}),
    (
        "algorithms that nobody takes",
        {"id_token_signing_alg_values_supported": ["none"]},
    ),
    ("numbers where texts belong", {"claims_supported": 5, "version": 4}),
    ("things that nobody knows", {"x": {"y": [1, None]}}),
]


@pytest.mark.parametrize(
    "document",
    [one[1] for one in TOLERATED],
    ids=[one[0] for one in TOLERATED],
)
def test_documents_that_are_taken_all_the_same(
    own_site: Site, document: dict[str, Any]
) -> None:
    own_site.parts.config.document.update(document)
    told = paste(own_site, make_link(own_site)).say_yes()
    assert (told.status_code, newest(own_site).algorithms) == (200, ["RS256"])
    (tool,) = own_site.parts.store.tools.values()
    scopes = USUAL if "scopes_supported" in document else ALL
    assert " ".join(tool.scopes) == scopes


def test_blanks_around_an_address(own_site: Site) -> None:
    own_site.parts.config.document["jwks_uri"] = f" {own_site.platform}/jwks\n"
    paste(own_site, make_link(own_site)).say_yes()
    assert newest(own_site).keys_url == own_site.platform + "/jwks"


def test_the_audience_of_brightspace(own_site: Site) -> None:
    """It wants another name than its token address in client assertions."""
    audience = "https://api.brightspace.com/auth/token"
    own_site.parts.config.document["authorization_server"] = audience
    paste(own_site, make_link(own_site)).say_yes()
    assert newest(own_site).token_audience == audience


@pytest.mark.parametrize("part", ["hostname", "netloc"])
def test_the_bare_host_that_canvas_names_is_no_audience(
    own_site: Site, part: str
) -> None:
    """The demo LMS takes its token address alone, as Canvas does: canvas-lms,
    app/controllers/security_controller.rb, openid_configuration (authorization_server), and
    lib/canvas/oauth/client_credentials_provider.rb, initialize (expected_aud)."""
    host = getattr(urlsplit(own_site.platform), part)
    own_site.parts.config.document["authorization_server"] = host
    paste(own_site, make_link(own_site, family="canvas")).say_yes()
    made = newest(own_site)
    assert own_site.wiring.tokens.get(made, [ALL.split()[1]])
    assert made.token_audience == ""


ANSWERS: list[tuple[str, dict[str, Any], str, list[str]]] = [
    ("numbers for ids", {"client_id": 7, TOOL: {"deployment_id": 3}}, "7", ["3"]),
    (
        "the deployment beside the client id",
        {TOOL: None, "deployment_id": "9"},
        "",
        ["9"],
    ),
    ("no deployment yet, as in Canvas", {TOOL: {}}, "", []),
    ("the tool's part is a text", {TOOL: "x"}, "", []),
]


@pytest.mark.parametrize(
    ("answer", "client_id", "deployments"),
    [one[1:] for one in ANSWERS],
    ids=[one[0] for one in ANSWERS],
)
def test_answers_as_platforms_give_them(
    own_site: Site, answer: dict[str, Any], client_id: str, deployments: list[str]
) -> None:
    own_site.parts.config.answer.update(answer)
    told = paste(own_site, make_link(own_site)).say_yes()
    assert told.status_code == 200
    made = newest(own_site)
    (tool,) = own_site.parts.store.tools.values()
    assert made.client_id == (client_id or tool.client_id)
    assert [one.deployment_id for one in made.deployments] == deployments
    assert ("waits for approval" in told.text) == (not deployments)


@pytest.mark.parametrize("client_id", [None, "", True, {"x": 1}, "y" * 300, "a\0b"])
def test_answers_without_a_client_id(own_site: Site, client_id: Any) -> None:
    own_site.parts.config.answer["client_id"] = client_id
    told = paste(own_site, make_link(own_site)).say_yes()
    assert (told.status_code, code_of(told)) == (424, "registration-answer")
    assert platforms(own_site) == 1


def test_the_lms_says_no_and_the_link_stays_good(own_site: Site) -> None:
    """Its own token works once: Moodle answers 401 and plain text."""
    link = make_link(own_site)
    pasted = paste(own_site, link)
    told = pasted.say_yes(registration_token="forged")
    assert (told.status_code, code_of(told)) == (424, "registration-refused")
    assert "start the registration again from inside the LMS" in told.text
    assert pasted.say_yes().status_code == 200


def test_an_lms_without_a_token_is_asked_without_one(own_site: Site) -> None:
    """Brightspace sends none; the demo LMS, as Moodle, then says no in its own words."""
    told = paste(own_site, make_link(own_site)).say_yes(registration_token="")
    assert "HTTP 401" in told.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("openid_configuration", ""),
        ("openid_configuration", "javascript:alert(1)"),
        ("openid_configuration", "https://a/" + "x" * 3000),
        ("openid_configuration", "https://user@lms.example/"),
        ("registration_token", "a\r\nX-Injected: b"),
        ("registration_token", "t" * 9000),
        ("frame", "lms.example"),
    ],
)
def test_addresses_that_no_lms_makes(own_site: Site, field: str, value: str) -> None:
    pasted = paste(own_site, make_link(own_site))
    told = pasted.say_yes(**{field: value})
    assert (told.status_code, code_of(told)) == (400, "registration-address")
    assert pasted.say_yes().status_code == 200


def test_without_private_nothing_inside_a_network_is_reached(own_site: Site) -> None:
    """Neither the document nor what it names; and a link's own switch is the only way in."""
    pasted = paste(own_site, make_link(own_site, allow_private=False))
    assert (pasted.page.status_code, code_of(pasted.page)) == (
        400,
        "registration-address",
    )
    https = own_site.platform.replace("http:", "https:")
    told = pasted.client.post(
        pasted.address,
        data={"openid_configuration": https, "registration_token": ""},
    )
    assert (told.status_code, code_of(told)) == (424, "registration-unreachable")
    assert own_site.parts.store.log == []


def test_where_people_see_the_lms_may_frame_us(own_site: Site) -> None:
    paste(own_site, make_link(own_site)).say_yes(frame="https://learn.trust.example/x")
    assert newest(own_site).frame_ancestors == ["https://learn.trust.example"]


def test_a_canvas_behind_one_issuer(own_site: Site) -> None:
    """Canvas names one issuer for all its schools, and frames us from each school's own host."""
    paste(own_site, make_link(own_site, family="canvas")).say_yes()
    made = newest(own_site)
    assert (made.family, made.frame_ancestors) == (
        "canvas",
        ["https://*.instructure.com", "https://*.canvaslms.com"],
    )


@pytest.mark.parametrize("deployment", ["", "1:abc123def456"])
def test_canvas_may_name_the_deployment_at_once(
    own_site: Site, deployment: str
) -> None:
    """Beside the client id, never inside the tool's configuration (canvas-lms,
    app/controllers/lti/ims/dynamic_registration_controller.rb, render_registration)."""
    inside = {"domain": "tool.example", "messages": [], "claims": []}
    answer: dict[str, Any] = {"client_id": "10000000000001", TOOL: inside}
    if deployment:
        answer["deployment_id"] = deployment
    own_site.parts.config.answer.update(answer)
    told = paste(own_site, make_link(own_site, family="canvas")).say_yes()
    made = [one.deployment_id for one in newest(own_site).deployments]
    wanted = [deployment] if deployment else []
    assert made == wanted
    assert ("That first launch is refused" in told.text) == (not deployment)


def test_the_token_is_in_no_log(
    own_site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    import logging

    logger = logging.getLogger("lti_service")
    logger.addHandler(caplog.handler)
    logger.setLevel("INFO")
    link = make_link(own_site)
    paste(own_site, link)
    logger.removeHandler(caplog.handler)
    ours = [one for one in caplog.records if one.name.startswith("lti_service")]
    lines = [str(vars(one)) for one in ours]
    assert any("/register/<token>" in line for line in lines)
    assert link.rpartition("/")[2] not in "".join(lines)


def test_pages_are_framed_by_the_lms(own_site: Site) -> None:
    pasted: Pasted = paste(own_site, make_link(own_site))
    policy = pasted.page.headers["content-security-policy"]
    assert "frame-ancestors https: http:" in policy
    assert "script-src 'self'" in policy
