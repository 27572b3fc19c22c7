"""What a learner reads about who sees what, against what is really sent and shown.

By switch and launch.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from demo.platform.people import FACILITATOR, MEMBERSHIP
from demo.platform.tokens import CLAIM
from lti_service.models import Registration
from lti_service.views.player import told
from olw_core.cohort.rules import LEAST, USUAL
from olw_core.report import FULL_SCORE, GRADEBOOK, GROUP_PAGE, TRYING, UNGRADED
from tests.integration.lti_service.playing import Learner, best_answers
from tests.integration.lti_service.site import (
    Site,
    begin,
    config_of,
    form_of,
    start_site,
)
from tests.integration.lti_service.test_known_addresses import (
    come,
    deliver,
    without_claim,
)

BEST = best_answers("kind")
GROUP = GROUP_PAGE.replace("{least}", str(LEAST))


def words_of(answer: Any) -> str:
    return " ".join(config_of(answer.text)["disclosure"])


def sent(site: Site) -> list[float | None]:
    grades = [
        grade
        for item in site.parts.store.items.values()
        for grade in item.grades.values()
    ]
    return [grade.given for grade in grades]


def put(report: str) -> Any:
    custom = {"report": report} if report else {}
    return lambda claims: claims.update({CLAIM + "custom": custom})


def test_nothing_is_sent_at_the_start(own_site: Site) -> None:
    answer = come(own_site, own_site.learner(), put(""))
    assert "when you start" not in words_of(answer)
    Learner(own_site, config_of(answer.text)).respond(0, BEST[0])
    deliver(own_site)
    assert own_site.parts.store.log.count("score") == 0


@pytest.mark.parametrize("report", ["", "score", "answers"])
def test_with_a_score_the_gradebook_is_named(own_site: Site, report: str) -> None:
    answer = come(own_site, own_site.learner(), put(report))
    words = words_of(answer)
    assert "is told when you finish and your best score." in words
    assert (GRADEBOOK in words, GROUP in words, FULL_SCORE in words) == (
        True,
        True,
        False,
    )
    Learner(own_site, config_of(answer.text)).play(BEST)
    deliver(own_site)
    assert sent(own_site) == [100]


def test_with_completion_no_best_score_is_promised(own_site: Site) -> None:
    answer = come(own_site, own_site.learner(), put("completion"))
    words = words_of(answer)
    assert "is told when you finish. It is not told a score." in words
    assert ("best score" in words, FULL_SCORE in words, GRADEBOOK in words) == (
        False,
        True,
        False,
    )


def test_without_a_gradebook_nothing_is_told(own_site: Site) -> None:
    answer = come(own_site, own_site.learner(), without_claim)
    words = words_of(answer)
    assert (UNGRADED in words, "is told when you finish" in words) == (True, False)
    assert GROUP in words
    Learner(own_site, config_of(answer.text)).play(BEST)
    deliver(own_site)
    assert sent(own_site) == []


def test_the_group_is_as_large_as_the_service_is_told(tmp_path: Path) -> None:
    site = start_site(tmp_path, rules=USUAL.raised(25))
    try:
        words = words_of(come(site, site.learner(), put("")))
        assert "How a group of 25 or more answered" in words
    finally:
        site.stop()


def test_a_facilitators_own_try_tells_nobody(own_site: Site) -> None:
    page = come(own_site, own_site.facilitator(), put(""), FACILITATOR)
    action, fields = form_of(page.text, "/try")
    answer = own_site.app.test_client().post(action, data=fields)
    words = words_of(answer)
    assert (TRYING in words, "is told when" in words, GROUP in words) == (
        True,
        False,
        False,
    )
    Learner(own_site, config_of(answer.text)).play(BEST)
    deliver(own_site)
    assert sent(own_site) == []


def test_a_mentor_is_told_that_nothing_is_sent(own_site: Site) -> None:
    answer = come(own_site, own_site.learner(), put(""), (MEMBERSHIP + "Mentor",))
    assert TRYING in words_of(answer)
    Learner(own_site, config_of(answer.text)).play(BEST)
    deliver(own_site)
    assert sent(own_site) == []


def test_outside_a_course_there_is_no_group_page(own_site: Site) -> None:
    answer = come(
        own_site,
        own_site.learner(),
        lambda claims: claims.update({CLAIM + "context": None}),
    )
    assert GROUP not in words_of(answer)


def test_nobody_is_promised_anything_about_an_anonymous_launch(own_site: Site) -> None:
    with own_site.wiring.database.writing() as session:
        session.query(Registration).one().allow_anonymous = True
    begun = begin(own_site)
    claims = begun.claims()
    del claims["sub"]
    words = words_of(begun.post_claims(claims))
    assert (UNGRADED in words, GROUP in words) == (True, False)


def test_the_list_says_that_all_stories_count(own_site: Site) -> None:
    from lti_service.models import LaunchSession

    begun = begin(own_site, target_link_uri=own_site.tool + "/launch")
    begun.post_claims(begun.claims(activity="all"))
    with own_site.app.app_context(), own_site.wiring.database.reading() as session:
        owner = session.query(LaunchSession).one()
        facts = told(session, owner, "kind")
    assert (facts.stories, facts.trying, facts.graded, facts.grouped) == (
        6,
        False,
        True,
        True,
    )
