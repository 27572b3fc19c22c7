"""Launches that must work, among them those that other tools refuse."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from sqlalchemy import select

from demo.platform.tokens import CLAIM, sign
from lti_service.models import Attempt, Learner, Membership, Registration, ResourceLink
from lti_service.services.platforms import registrations
from tests.integration.lti_service.site import Site, begin, config_of, launch

AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
NRPS = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
ROLE = "http://purl.imsglobal.org/vocab/lis/v2/"
TEST_USER = "http://purl.imsglobal.org/vocab/lti/system/person#TestUser"
Claims = dict[str, Any]
NAMES = (
    "context",
    "custom",
    "launch_presentation",
    "tool_platform",
    "lis",
    "role_scope_mentor",
)
OPTIONAL = [*(CLAIM + name for name in NAMES), AGS, NRPS]


def put(**changes: Any) -> Callable[[Claims], None]:
    return lambda claims: claims.update(changes)


def lti(name: str, value: Any) -> Callable[[Claims], None]:
    return lambda claims: claims.update({CLAIM + name: value})


def without_optional(claims: Claims) -> None:
    for name in OPTIONAL:
        claims.pop(name, None)


# fmt: off
CASES: list[tuple[str, Callable[[Claims], None]]] = [
    ("as it is",                       lambda c: None),
    ("audience as a list",             put(aud=["our-leadership-way"])),
    (
        "audience list with our azp",
        put(aud=["our-leadership-way", "our-leadership-way"], azp="our-leadership-way"),
    ),
    ("azp null",                       put(azp=None)),
    ("expired half a minute ago",      lambda c: c.update(exp=time.time() - 30)),
    (
        "platform clock 59 s ahead",
        lambda c: c.update(iat=time.time() + 59, nbf=time.time() + 59, exp=time.time() + 120),
    ),
    ("platform clock 50 s behind", lambda c: c.update(iat=time.time() - 50, exp=time.time() + 10)),
    (
        # canvas-lms, lib/lti/messages/jwt_message.rb, add_security_claims!: written with the page
        # that has the button; app/models/lti/lti_advantage_adapter.rb: good for five minutes.
        "written five minutes before the login, as Canvas does",
        lambda c: c.update(iat=time.time() - 300, exp=time.time() + 3300),
    ),
    ("times with fractions",           lambda c: c.update(iat=time.time(), exp=time.time() + 59.5)),
    ("nbf null",                       put(nbf=None)),
    ("no roles at all",                lti("roles", [])),
    ("short role name",                lti("roles", ["Learner"])),
    ("unknown role",                   lti("roles", ["http://x.example/role#Wizard"])),
    (
        "several roles",
        lti("roles", [ROLE + "institution/person#Student", ROLE + "membership#Learner"]),
    ),
    ("optional claims null",           lambda c: c.update(dict.fromkeys(OPTIONAL))),
    ("context title null",             lti("context", {"id": "c", "title": None, "label": None})),
    ("no optional claims",             without_optional),
    ("unknown claims",                 put(**{"https://x.example/claim": {"a": [1]}, "acr": 1})),
    ("names and e-mail", put(name="Abena", email="abena@example.org", given_name=None)),
    ("empty line item, as Moodle",     lambda c: c[AGS].update(lineitem="")),
    (
        "unfilled custom variable",
        lti("custom", {"module": "$Module.name", "x": "$ResourceLink.available.startDateTime"}),
    ),
    ("custom values of other types",   lti("custom", {"count": 3, "nothing": None})),
    (
        "foreign return URL is not used",
        lti("launch_presentation", {"return_url": "https://elsewhere.example/"}),
    ),
    ("new resource link",              lti("resource_link", {"id": "brand new", "title": None})),
]
# fmt: on


@pytest.mark.parametrize(
    "change", [case[1] for case in CASES], ids=[case[0] for case in CASES]
)
def test_accepts(site: Site, change: Callable[[Claims], None]) -> None:
    begun = begin(site)
    claims = begun.claims()
    change(claims)
    answer = begun.post_claims(claims)
    assert (answer.status_code, config_of(answer.text)["view"]["module"]) == (
        200,
        "kind",
    )


def test_login_by_get_and_without_client_id(site: Site) -> None:
    values = {
        "iss": site.config.issuer,
        "login_hint": "u100",
        "target_link_uri": site.tool + "/launch",
    }
    answer = site.app.test_client().get("/login", query_string=values)
    assert answer.headers["location"].startswith(
        site.platform + "/auth?scope=openid&response_type=id_token"
    )


def test_message_hint_with_quotes_comes_back_whole(site: Site) -> None:
    from urllib.parse import parse_qs, urlsplit

    hint = '{"cmid":14,"launchid":"a&b=c d"}'
    values = {
        "iss": site.config.issuer,
        "login_hint": "u100",
        "target_link_uri": site.tool + "/launch",
    }
    answer = site.app.test_client().post(
        "/login", data={**values, "lti_message_hint": hint}
    )
    assert parse_qs(urlsplit(answer.headers["location"]).query)["lti_message_hint"] == [
        hint
    ]


def test_custom_module_wins_over_the_target(own_site: Site) -> None:
    begun = begin(own_site, target_link_uri=own_site.tool + "/launch")
    claims = begun.claims()
    claims[CLAIM + "target_link_uri"] = own_site.tool + "/launch"
    claims[CLAIM + "resource_link"] = {"id": "by custom"}
    claims[CLAIM + "custom"] = {"module": "kind", "report": "completion"}
    config = config_of(begun.post_claims(claims).text)
    assert (config["cover"]["module"], config["report"]) == ("kind", "completion")


def test_of_two_targets_of_ours_the_signed_one_holds(own_site: Site) -> None:
    """As Open edX sends it after Deep Linking, and without a context role.

    xblock-lti-consumer 9.14, lti_1p3/consumer.py: set_dl_content_launch_parameters changes the
    token's target, and prepare_preflight_url names that of the block.
    """
    begun = begin(own_site, target_link_uri=own_site.tool + "/launch/kind")
    claims = begun.claims()
    claims[CLAIM + "target_link_uri"] = own_site.tool + "/launch/inclusive"
    claims[CLAIM + "roles"] = [ROLE + "institution/person#Student"]
    claims[CLAIM + "launch_presentation"] = {"document_target": "iframe"}
    claims.pop(CLAIM + "custom", None)
    config = config_of(begun.post_claims(claims).text)
    assert config["cover"]["module"] == "inclusive"
    with own_site.wiring.database.reading() as session:
        assert session.scalars(select(Membership.role)).all() == ["learner"]


def test_the_same_person_comes_back_to_the_same_attempt(own_site: Site) -> None:
    first = config_of(launch(own_site, own_site.learner()).text)
    second = config_of(launch(own_site, own_site.learner()).text)
    assert first["urls"] == second["urls"]
    assert first["auth"] != second["auth"]


def test_two_people_and_two_placements_are_apart(own_site: Site) -> None:
    launch(own_site, own_site.learner(0))
    launch(own_site, own_site.learner(1))
    launch(own_site, own_site.learner(1), "all")
    with own_site.wiring.database.reading() as session:
        assert session.query(Learner).count() == 2
        assert session.query(ResourceLink).count() == 2
        assert session.query(Attempt).count() == 2


def test_nothing_personal_is_stored(on_sqlite: Site) -> None:
    begun = begin(on_sqlite)
    claims = begun.claims() | {
        "name": "Abena Mensah",
        "email": "abena@example.org",
        "given_name": "Abena",
    }
    assert begun.post_claims(claims).status_code == 200
    launch(on_sqlite, on_sqlite.facilitator())
    with on_sqlite.wiring.database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        dump = "\n".join(driver.iterdump())  # type: ignore[union-attr]
    assert [
        word for word in ("Abena", "abena@", "Mensah", "Hartley") if word in dump
    ] == []


def test_anonymous_launches_only_where_allowed(own_site: Site) -> None:
    from lti_service.models import Registration

    with own_site.wiring.database.writing() as session:
        session.query(Registration).one().allow_anonymous = True
    for _ in range(2):
        begun = begin(own_site)
        claims = begun.claims()
        del claims["sub"]
        assert begun.post_claims(claims).status_code == 200
    with own_site.wiring.database.reading() as session:
        assert [learner.anonymous for learner in session.query(Learner)] == [True, True]
        assert session.query(Membership).count() == 0


@pytest.mark.parametrize(
    ("roles", "role"),
    [
        ([ROLE + "membership#Instructor"], "facilitator"),
        (["Instructor"], "facilitator"),
        ([ROLE + "membership#Learner", ROLE + "membership#Instructor"], "facilitator"),
        ([ROLE + "membership#Learner"], "learner"),
        ([ROLE + "institution/person#Instructor"], "other"),
        ([ROLE + "system/person#Administrator"], "other"),
        ([ROLE + "membership#Administrator"], "other"),
        ([ROLE + "membership#Mentor"], "other"),
        # Canvas's student view: canvas-lms, lib/lti/substitutions_helper.rb, all_roles.
        (
            [ROLE + "membership#Learner", ROLE + "system/person#User", TEST_USER],
            "other",
        ),
        ([ROLE + "membership#Instructor", TEST_USER], "facilitator"),
        ([], "other"),
    ],
)
def test_who_is_what(own_site: Site, roles: list[str], role: str) -> None:
    begun = begin(own_site)
    page = begun.post_claims(begun.claims() | {CLAIM + "roles": roles}).text
    with own_site.wiring.database.reading() as session:
        assert session.scalars(select(Membership.role)).all() == [role]
    assert ("Your group" in page) == (role == "facilitator")


def test_a_second_audience_may_be_trusted_and_no_longer(own_site: Site) -> None:
    us = "our-leadership-way"

    def sent() -> int:
        begun = begin(own_site)
        claims = begun.claims() | {"aud": ["partner", us], "azp": us}
        answer = begun.post(sign(own_site.parts.store, claims))
        status: int = answer.status_code
        return status

    assert sent() == 401
    tokens(own_site, audiences=["partner"])
    assert sent() == 200
    tokens(own_site, usual=True)
    assert sent() == 401


def test_another_algorithm_may_be_allowed(own_site: Site) -> None:
    """A key that does not say what it is for may sign with any algorithm of its kind."""
    store = own_site.parts.store
    plain = store.key = RSAKey.import_key(
        store.key.as_pem(private=True), parameters={"kid": "platform-1", "use": "sig"}
    )

    def sent() -> int:
        begun = begin(own_site)
        head = {"alg": "PS256", "kid": "platform-1"}
        token = jwt.encode(head, begun.claims(), plain, algorithms=["PS256"])
        status: int = begun.post(token).status_code
        return status

    assert sent() == 403
    tokens(own_site, algorithms=["RS256", "PS256"])
    assert sent() == 200


def tokens(
    site: Site,
    *,
    algorithms: Sequence[str] = (),
    audiences: Sequence[str] = (),
    usual: bool = False,
) -> None:
    """As `olw lti platforms tokens` does it."""
    with site.wiring.database.writing() as session:
        found = session.scalars(select(Registration)).one()
        if usual:
            registrations.take_usual_tokens(found)
        registrations.take_tokens(found, algorithms, audiences)
