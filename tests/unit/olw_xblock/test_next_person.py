"""A page that one learner left open answers for nobody else who logs in at the same browser."""

from __future__ import annotations

import re

import pytest

from tests.support.openedx import OpenEdx

ADDRESS = "page=[0-9a-f]{16}&module=desk"
FIRST, SECOND = "learner_1", "learner_2"
ANSWERS = {
    "respond": {"attempt": 1, "step": 0, "response": "a"},
    "retry": {"attempt": 1, "step": 0},
    "plan": {"cue": "a", "action": "a"},
    "card": {"card": "a"},
}


@pytest.fixture
def edx() -> OpenEdx:
    return OpenEdx()


def queries(page: str) -> list[str]:
    """The queries of the handlers' addresses in a page."""
    found = re.findall(r"/handler/\w+\?([^\"]+)", page)
    return [one.replace("\\u0026", "&") for one in found]


@pytest.mark.parametrize("handler", ANSWERS)
def test_a_page_of_somebody_else_is_refused_and_nothing_is_stored(
    edx: OpenEdx, handler: str
) -> None:
    usage = edx.add(module="desk")
    (query,) = set(queries(edx.visit(usage, learner=FIRST)))
    before = dict(edx.store.rows)
    status, told = edx.post(
        usage, handler, ANSWERS[handler], learner=SECOND, query=query
    )
    assert (status, told["error"]) == (
        403,
        {
            "code": "other-learner",
            "message": "Someone else has logged in since this page was opened. Reload the page.",
        },
    )
    assert (edx.store.rows, edx.published) == (before, [])


def test_the_learners_own_page_and_an_app_without_one_are_taken(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    (query,) = set(queries(edx.visit(usage, learner=FIRST)))
    assert (
        edx.post(usage, "respond", ANSWERS["respond"], learner=FIRST, query=query)[0]
        == 200
    )
    assert edx.post(usage, "respond", ANSWERS["respond"], learner=SECOND)[0] == 200
    name, _, value = query.partition("=")
    listed = f"{name}=['{value}']"  # as the runtime of libraries may write it
    assert (
        edx.post(usage, "respond", ANSWERS["respond"], learner=FIRST, query=listed)[0]
        == 200
    )


def test_the_address_names_the_learner_to_nobody(edx: OpenEdx) -> None:
    usage, other = edx.add(module="desk"), edx.add(module="desk")
    mine = set(queries(edx.visit(usage, learner=FIRST)))
    elsewhere = set(queries(edx.visit(other, learner=FIRST)))
    theirs = set(queries(edx.visit(usage, learner=SECOND)))
    assert all(re.fullmatch(ADDRESS, one) for one in mine | theirs)
    assert len(mine | elsewhere | theirs) == 3
