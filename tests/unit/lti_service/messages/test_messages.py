"""Whatever stands in a token's claims, a message is read or refused with a code; nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lti_service.clock import utc_now
from lti_service.errors import RefusedError
from lti_service.messages import vocabulary as v
from lti_service.messages.content_items import Answer, response
from lti_service.messages.deep_linking import DeepLinking
from lti_service.messages.message import packed, read_message, unpacked
from lti_service.refusals import REFUSALS

TARGET = "https://tool.example/launch"
INSTRUCTOR = v.CONTEXT_ROLE + "Instructor"
COMMON: dict[str, Any] = {
    "sub": "u1",
    v.VERSION: v.LTI_VERSION,
    v.DEPLOYMENT_ID: "1",
    v.TARGET_LINK_URI: TARGET,
    v.ROLES: [INSTRUCTOR],
    v.CONTEXT: {"id": "c", "title": "Course"},
}
LAUNCH = {
    **COMMON,
    v.MESSAGE_TYPE: v.RESOURCE_LINK_REQUEST,
    v.RESOURCE_LINK: {"id": "r"},
    v.CUSTOM: {"module": "kind"},
    v.AGS_ENDPOINT: {"scope": [v.SCOPE_SCORE], "lineitem": "https://lms.example/1"},
    v.GROUPS_SERVICE: {"context_groups_url": "https://lms.example/groups"},
}
CHOOSING = {
    **COMMON,
    v.MESSAGE_TYPE: v.DEEP_LINKING_REQUEST,
    v.DEEP_LINKING_SETTINGS: {
        "deep_link_return_url": "https://lms.example/return",
        "accept_types": ["ltiResourceLink"],
        "accept_presentation_document_targets": ["iframe"],
        "accept_multiple": True,
        "data": {"op": [1, None, "ä\0\ud83d"]},
    },
}
REVIEW = {
    **COMMON,
    v.MESSAGE_TYPE: v.SUBMISSION_REVIEW_REQUEST,
    v.RESOURCE_LINK: {"id": "r"},
    v.FOR_USER: {"user_id": "u2"},
}
MESSAGES = [LAUNCH, CHOOSING, REVIEW]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


SLOWLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(claims: dict[str, Any]) -> Any:
    return read_message(
        claims, target_link_uri=TARGET, allow_anonymous=False, allow_http=False
    )


@pytest.mark.parametrize("claims", MESSAGES)
def test_a_message_that_waits_is_the_same_afterwards(claims: dict[str, Any]) -> None:
    """It lies in the login's row as JSON while the browser proves itself."""
    message = read(claims)
    stored = json.loads(json.dumps(packed(message)))
    assert unpacked(stored) == message


def test_a_launch_that_an_older_version_stored_is_read() -> None:
    stored = packed(read(LAUNCH))
    del stored["kind"], stored["groups_url"]
    assert unpacked(stored).deployment_id == "1"


@SLOWLY
@given(data=st.data())
def test_any_claim_may_be_anything(data: st.DataObject) -> None:
    claims = dict(data.draw(st.sampled_from(MESSAGES)))
    name = data.draw(st.sampled_from(sorted(claims)))
    inside = claims[name]
    if isinstance(inside, dict) and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(sorted(inside)))
        claims[name] = {**inside, key: data.draw(JSON)}
    else:
        claims[name] = data.draw(JSON)
    try:
        read(claims)
    except RefusedError as error:
        assert error.code in REFUSALS


@SLOWLY
@given(sent=JSON.filter(lambda value: value is not None))
def test_what_was_sent_as_data_comes_back(sent: Any) -> None:
    changed = {**CHOOSING[v.DEEP_LINKING_SETTINGS], "data": sent}
    asked = read({**CHOOSING, v.DEEP_LINKING_SETTINGS: changed})
    assert isinstance(asked, DeepLinking)
    to = Answer("https://lms.example", "us", "1", utc_now(), "n")
    told = response(to, [], asked.data)[v.DEEP_LINKING_DATA]
    assert json.dumps(told) == json.dumps(sent)


def test_data_that_could_not_be_written_again_is_refused() -> None:
    deep: Any = "x"
    for _ in range(100_000):
        deep = [deep]
    changed = {**CHOOSING[v.DEEP_LINKING_SETTINGS], "data": deep}
    with pytest.raises(RefusedError) as told:
        read({**CHOOSING, v.DEEP_LINKING_SETTINGS: changed})
    assert told.value.code == "claim-type"
