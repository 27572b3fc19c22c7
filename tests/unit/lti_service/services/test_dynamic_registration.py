"""What platforms write when they register: read with patience, refused by name, never a fault."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lti_service.errors import RegistrationError
from lti_service.messages import vocabulary as v
from lti_service.outgoing.outside_json import OutsideError, parse
from lti_service.services.platforms import dynamic_registration_answer as answers
from lti_service.services.platforms import dynamic_registration_document as documents
from lti_service.services.platforms import dynamic_registration_request as requests
from lti_service.services.platforms.dynamic_registration_request import TOOL
from lti_service.services.platforms.platform_families import (
    FAMILIES,
    family,
    may_publish_for,
    named_by,
    steps_left,
)

AT = "https://lms.example/.well-known/openid-configuration"
GOOD: dict[str, Any] = {
    "issuer": "https://lms.example",
    "authorization_endpoint": "https://lms.example/auth",
    "token_endpoint": "https://lms.example/token",
    "jwks_uri": "https://lms.example/jwks",
    "registration_endpoint": "https://lms.example/register",
    documents.PLATFORM: {"product_family_code": "Moodle"},
}
TEXT = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "\0",
            "\ud83d",
            "https://[bad",
            "https://x:99999",
            "https://lms.example",
        ]
    ),
    st.text(max_size=30),
)
LEAF = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXT)
JSON = st.recursive(
    LEAF,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4)
    ),
    max_leaves=10,
)
EASY = settings(
    max_examples=100, deadline=None, suppress_health_check=list(HealthCheck)
)
CHANGES = st.dictionaries(
    st.sampled_from(
        [
            *GOOD,
            "scopes_supported",
            "authorization_server",
            "id_token_signing_alg_values_supported",
        ]
    ),
    JSON,
    max_size=4,
)


def as_it_came(value: Any) -> Any:
    """As the guard for outgoing calls hands it on."""
    return parse(json.dumps(value, allow_nan=False).encode())


@EASY
@given(changes=CHANGES, private=st.booleans())
def test_any_document_is_read_or_refused_by_name(
    changes: dict[str, Any], private: bool
) -> None:
    try:
        document = as_it_came({**GOOD, **changes})
    except (ValueError, OutsideError):
        return
    try:
        read = documents.read(document, AT, private=private)
    except RegistrationError as error:
        assert error.code in {"registration-document", "registration-issuer"}
        assert len(str(error)) < 500
        return
    assert read.algorithms
    assert requests.body("https://t.example", read, family(read.family))["scope"]


@EASY
@given(body=JSON)
def test_any_answer_has_a_client_id_or_is_refused(body: Any) -> None:
    try:
        answer = as_it_came(body)
    except (ValueError, OutsideError):
        return
    with pytest.raises(RegistrationError) as told:
        answers.read(answer)
    assert told.value.code == "registration-answer"


@EASY
@given(client_id=st.integers(0, 10**20), inside=JSON)
def test_a_number_is_a_client_id_whatever_else_there_is(
    client_id: int, inside: Any
) -> None:
    try:
        answer = as_it_came({"client_id": client_id, TOOL: inside})
    except (ValueError, OutsideError):
        return
    assert answers.read(answer).client_id == str(client_id)


@pytest.mark.parametrize("algorithm", ["ES256", "PS256"])
def test_a_platform_that_signs_otherwise(algorithm: str) -> None:
    told = {"id_token_signing_alg_values_supported": [algorithm, "HS256"]}
    read = documents.read({**GOOD, **told}, AT, private=False)
    assert read.algorithms == [algorithm]


PRODUCTS = {
    "moodle": "moodle",
    "Totara": "totara",
    "canvas": "canvas",
    "BlackboardLearn": "blackboard",
    "desire2learn": "brightspace",
    "openedx": "openedx",
    "sakai": "",
    "": "",
}


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_family_is_known_by_its_product_code(product: str) -> None:
    assert named_by(product) == PRODUCTS[product]


# document's host, issuer's host, whether the one may speak for the other
HOSTS = [
    ("lms.example", "lms.example", True),
    ("sso.canvaslms.com", "canvas.instructure.com", True),
    ("school.instructure.com", "canvas.instructure.com", True),
    ("developer.blackboard.com", "blackboard.com", True),
    ("evil.example", "canvas.instructure.com", False),
    ("evilcanvaslms.com", "canvas.instructure.com", False),
    ("canvaslms.com.evil.example", "canvas.instructure.com", False),
    ("sso.canvaslms.com", "blackboard.com", False),
    ("sso.canvaslms.com", "lms.example", False),
    ("lms.example", "lms.example.evil", False),
    ("a.lms.example", "lms.example", False),
]


@pytest.mark.parametrize(("document", "issuer", "may"), HOSTS)
def test_who_may_speak_for_whom(document: str, issuer: str, may: bool) -> None:
    assert may_publish_for(document, issuer) is may


@pytest.mark.parametrize("name", [*FAMILIES, "", "unheard of"])
def test_every_family_says_what_is_left_to_do(name: str) -> None:
    one = family(name)
    assert (one.title != "", len(one.steps) > 0) == (True, True)
    assert all(step.endswith(".") for step in one.steps)


@pytest.mark.parametrize(
    ("name", "url", "told"),
    [
        ("moodle", "https://t.example:8443/lti", True),
        ("moodle", "https://t.example/lti", False),
        ("moodle", "https://t.example:443", False),
        ("canvas", "https://t.example:8443", False),
    ],
)
def test_moodle_reads_keys_from_two_ports_only(name: str, url: str, told: bool) -> None:
    """Seen with Moodle 4.5: launches work, and no score ever arrives."""
    assert any("cURL allowed ports" in step for step in steps_left(name, url)) is told


def test_only_messages_that_we_take_are_offered_and_canvas_knows_their_places() -> None:
    """Canvas leaves a message with placements that it does not know without any."""
    read = documents.read(GOOD, AT, private=False)
    told = requests.body("https://t.example:8443/lti", read, FAMILIES["canvas"])
    tool = told[TOOL]
    assert [one["type"] for one in tool["messages"]] == list(v.MESSAGES)
    assert (tool["domain"], tool["target_link_uri"]) == (
        "t.example:8443",
        "https://t.example:8443/lti/launch",
    )
    assert tool["messages"][0]["placements"] == ["course_navigation"]
    assert set(requests.LABELS) >= set(v.MESSAGES)
    plain = requests.body("https://t.example", read, family("moodle"))[TOOL]
    assert "placements" not in plain["messages"][0]
    assert plain["custom_parameters"] == {"context_history": "$Context.id.history"}
    assert "email" not in plain["claims"]


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        (None, list(v.MESSAGES)),
        ("LtiResourceLinkRequest", list(v.MESSAGES)),
        ([{"type": 7}, "LtiStartProctoring", None], list(v.MESSAGES)),
        ([{"type": v.RESOURCE_LINK_REQUEST}, {}], [v.RESOURCE_LINK_REQUEST]),
        ([v.DEEP_LINKING_REQUEST], [v.DEEP_LINKING_REQUEST]),
        (
            [{"type": v.DEEP_LINKING_REQUEST}, {"type": v.RESOURCE_LINK_REQUEST}],
            [v.RESOURCE_LINK_REQUEST, v.DEEP_LINKING_REQUEST],
        ),
    ],
)
def test_a_platform_is_offered_the_messages_that_it_names(
    said: Any, offered: list[str]
) -> None:
    """Canvas would offer any other among the links to choose."""
    document = {**GOOD, documents.PLATFORM: {"messages_supported": said}}
    read = documents.read(document, AT, private=False)
    told = requests.body("https://t.example/lti", read, FAMILIES["canvas"])
    assert [one["type"] for one in told[TOOL]["messages"]] == offered
