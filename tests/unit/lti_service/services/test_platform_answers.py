"""Whatever a platform's services answer, it is read or refused by name: never another exception."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc.jwk import ECKey, RSAKey

from lti_service.clock import utc_now
from lti_service.errors import OutgoingError
from lti_service.models import Context, Deployment, Registration, ResourceLink
from lti_service.outgoing.answer import Answer
from lti_service.outgoing.turns import Turns
from lti_service.services.calls import platform_tokens
from lti_service.services.calls.platform_calls import PlatformCalls
from lti_service.services.cohort import groups
from lti_service.services.cohort.rosters import Rosters
from lti_service.services.keys import key_sets
from lti_service.services.scores import line_item_search
from lti_service.services.scores.line_item_lists import TAG

EASY = settings(max_examples=200, deadline=None, suppress_health_check=[*HealthCheck])
BASE = "https://lms.example"
ALGORITHMS = ["RS256", "ES256"]
RSA = RSAKey.generate_key(2048).as_dict(private=False)
EC = ECKey.generate_key("P-256").as_dict(private=False)
GOOD: dict[str, Any] = {
    "token": {"access_token": "t", "expires_in": 3600},
    "keys": {"keys": [{**RSA, "kid": "1", "use": "sig"}, {**EC, "kid": "2"}]},
    "list": [{"id": BASE + "/1", "label": "S", "resourceLinkId": "r", "tag": TAG}],
    "made": {"id": BASE + "/1"},
    "roster": {
        "members": [
            {
                "user_id": "1",
                "status": "Active",
                "name": "Sam",
                "roles": ["Learner"],
                "group_enrollments": [{"group_id": "g"}],
            }
        ]
    },
    "groups": {"groups": [{"id": "g", "name": "Ward"}]},
}
ODD = st.sampled_from(["", "\0", "\ud83d", "AQAB", "[", "http://[bad", "x" * 5000])
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), ODD, st.text(max_size=9)
)
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
LINKS = st.sampled_from(
    ["", f'<{BASE}/2>; rel="next"', '<http://[>; rel="next"', "<?2>; rel=next", "<"]
) | st.text(max_size=20)
AGES = st.sampled_from(["", "max-age=999999999", "max-age=-1", "max-age=\u0663"])


class Says(PlatformCalls):
    """Calls to a platform that gives this answer to each."""

    def __init__(self, answer: Answer) -> None:
        object.__setattr__(self, "answer", answer)

    def request(self, *_: Any) -> Answer:
        told: Answer = self.__dict__["answer"]
        return told


PLATFORM = Registration(id=1)
PLACE = Deployment(deployment_id="1")
LINK = ResourceLink(
    resource_link_id="r",
    module="kind",
    line_items_url=BASE,
    deployment=PLACE,
    placed_as="",
    line_item_asked_at=utc_now(),
)
COURSE = Context(id=1, memberships_url=BASE, groups_url=BASE, deployment=PLACE)


def _roster(answer: Answer) -> object:
    return Rosters(Says(answer), Turns(at_once=1, together=1), utc_now)._fetch(
        PLATFORM, COURSE
    )


def _keys(answer: Answer) -> object:
    return key_sets.usable(answer, ALGORITHMS), key_sets.life_of(answer)


def _made(answer: Answer) -> object:
    return line_item_search.address_of(line_item_search.json_of(answer))


READERS: dict[str, tuple[Callable[[Answer], object], set[str]]] = {
    "token": (lambda one: platform_tokens._token(one, utc_now()), {"token-answer"}),
    "keys": (_keys, {"keys-answer"}),
    "list": (
        lambda one: line_item_search.look_for(Says(one), PLATFORM, LINK, "S"),
        {"line-item-answer", "line-item-list"},
    ),
    "made": (_made, {"line-item-answer"}),
    "roster": (_roster, {"roster-answer"}),
    "groups": (
        lambda one: groups.named(Says(one), PLATFORM, COURSE, {"g"}),
        {"groups-answer"},
    ),
}
"""Service -> its reader, and the codes with which that may refuse."""


def changed(draw: st.DrawFn, value: Any) -> Any:
    """A good answer with something of anything in one place."""
    if isinstance(value, dict | list) and value and draw(st.integers(0, 4)):
        places = range(len(value)) if isinstance(value, list) else sorted(value)
        place = draw(st.sampled_from(places))
        copy = value.copy()
        copy[place] = changed(draw, value[place])
        return copy
    return draw(JSON)


@st.composite
def answers(draw: st.DrawFn, service: str) -> Answer:
    body = draw(st.one_of(st.none(), st.binary(max_size=60)))
    if body is None:
        body = json.dumps(changed(draw, GOOD[service])).encode()
    headers = {"link": draw(LINKS), "cache-control": draw(AGES)}
    return Answer(BASE, 200, headers, body)


@pytest.mark.parametrize("service", READERS)
@EASY
@given(data=st.data())
def test_any_answer_is_read_or_refused_by_name(
    service: str, data: st.DataObject
) -> None:
    read, codes = READERS[service]
    try:
        read(data.draw(answers(service)))
    except OutgoingError as error:
        assert error.code in codes
        assert len(str(error)) < 500


@pytest.mark.parametrize("service", READERS)
def test_a_good_answer_is_read(service: str) -> None:
    read, _ = READERS[service]
    assert read(Answer(BASE, 200, {}, json.dumps(GOOD[service]).encode()))
