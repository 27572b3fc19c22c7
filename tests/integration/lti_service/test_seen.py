"""The learner's side: what the group's page shows, what to talk about, and staying out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx2
import pytest

from demo import loopback
from lti_service.models import FirstWay, ListedDecision, StayingOut, TalkFlags
from olw_core.cohort.promise import promises
from olw_core.cohort.rules import USUAL
from tests.integration.lti_service.playing import Learner, arrive, best_answers
from tests.integration.lti_service.site import Site, launch, start_site
from tests.support.filled import course_of, fill

BEST = best_answers("kind")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    running = start_site(tmp_path, course=course_of(14))
    yield running
    running.stop()


def address(site: Site) -> str:
    page = launch(site, "p0").text
    found = re.search(r'class="with-token" href="([^"]*/seen/[^"]+)"', page)
    assert found is not None, "linked from every story"
    return site.tool + found[1].removeprefix("/lti")


def token(learner: Learner) -> str:
    return str(learner.config["auth"]["bearer"])


def content(site: Site, learner: Learner) -> str:
    headers = {"Authorization": f"Bearer {token(learner)}"}
    answer = loopback.get(address(site) + "/content", headers=headers)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def wish(site: Site, learner: Learner, do: str, *talk: str) -> httpx2.Response:
    data = {"session": token(learner), "do": do, "talk": list(talk)}
    return loopback.post(address(site), data=data)


def test_the_rules_are_told_and_the_list_links_to_them(site: Site) -> None:
    page = content(site, arrive(site))
    assert [line for line in promises(USUAL) if line not in page] == []
    shell = loopback.get(address(site))
    assert (shell.status_code, "facilitator" in shell.text) == (200, False)


def test_only_decisions_that_were_met_can_be_ticked(site: Site) -> None:
    learner = arrive(site)
    assert "What would you like to talk about?" not in content(site, learner)
    learner.respond(0, BEST[0])
    shown = re.findall(
        r'name="talk" id="[^"]+" value="([^"]+)"', content(site, learner)
    )
    assert shown == ["kind.garage"]
    assert (
        wish(site, learner, "talk", "kind.office", "x", "kind.garage").status_code
        == 200
    )
    with site.wiring.database.reading() as session:
        [row] = session.query(TalkFlags)
        assert row.scenes.startswith("s1."), "which scenes were met is sealed"
    assert "checked" in content(site, learner)
    assert "checked" not in unescape(wish(site, learner, "talk").text)


def test_three_make_a_decision_one_to_talk_about_for_good(site: Site) -> None:
    learners = [arrive(site, number) for number in range(3)]
    for number, learner in enumerate(learners):
        learner.respond(0, BEST[0])
        page = launch(site, "f").text
        assert "Your group wants to talk about this" not in page, number
        wish(site, learner, "talk", "kind.garage")
    assert "Your group wants to talk about this" in launch(site, "f").text
    for learner in learners:
        wish(site, learner, "talk")
    assert "Your group wants to talk about this" in launch(site, "f").text
    with site.wiring.database.reading() as session:
        [listed] = session.query(ListedDecision)
        assert listed.scene == "garage"


def test_staying_out_and_coming_in(site: Site) -> None:
    learner = arrive(site)
    learner.play(BEST)
    wish(site, learner, "talk", "kind.garage")
    page = unescape(wish(site, learner, "out").text)
    assert "You are not in the group’s figures from now on." in page
    assert "What would you like to talk about?" not in page
    with site.wiring.database.reading() as session:
        counts = [
            session.query(one).count() for one in (FirstWay, TalkFlags, StayingOut)
        ]
    assert counts == [0, 0, 1]
    wish(site, learner, "talk", "kind.garage")
    with site.wiring.database.reading() as session:
        assert session.query(TalkFlags).count() == 0
    assert "You are counted" in unescape(wish(site, learner, "in").text)


def test_figures_made_before_do_not_change(site: Site) -> None:
    fill(site, 14)
    before = launch(site, "f").text.split('id="talk"')[1].split("</section>")[0]
    wish(site, arrive(site), "out")
    after = launch(site, "f").text.split('id="talk"')[1].split("</section>")[0]
    assert after == before


def test_nobody_decides_for_another(site: Site) -> None:
    place = address(site)
    for session in ("", "wrong"):
        told = loopback.post(place, data={"session": session, "do": "out"})
        assert (told.status_code, "session-" in told.text) == (401, True)
    with site.wiring.database.reading() as session_:
        assert session_.query(StayingOut).count() == 0


def test_facilitators_have_no_such_page(site: Site) -> None:
    page = launch(site, "f").text
    found = re.search(r'name="session" value="([^"]+)"', page)
    assert found is not None
    data = {"session": found[1], "do": "out"}
    told = loopback.post(address(site), data=data)
    assert (told.status_code, "not-learner" in told.text) == (403, True)
