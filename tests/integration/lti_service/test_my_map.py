"""A learner's own map: progress, what is due, plans, what others see, and their data."""

from __future__ import annotations

import html
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from demo import loopback
from demo.platform.course import Activity
from demo.platform.store import Grade
from lti_service.clock import utc_now
from lti_service.models import (
    Attempt,
    AuditEvent,
    LaunchSession,
    Learner,
    ResourceLink,
    ScoreDelivery,
)
from lti_service.services.figures import flags
from lti_service.services.sealing.sealed import CARD_LOG, opened
from olw_core.report import GROUP_PAGE
from tests.integration.lti_service import playing
from tests.integration.lti_service.playing import (
    MODULES,
    best_answers,
    worst_answers,
)
from tests.integration.lti_service.site import (
    Site,
    config_of,
    launch,
    page_data,
    start_site,
)

BEST = best_answers("kind")


class Visit:
    """A learner at a placement of the map; `page` is the first page."""

    def __init__(self, site: Site, number: int = 0, activity: str = "all") -> None:
        self.site = site
        self.page = launch(site, site.learner(number), activity).text
        self.data = page_data(self.page)

    def ask(self, path: str, method: str = "GET", **more: Any) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {self.data['token']}"}
        return loopback.request(
            method,
            self.site.tool + path,
            headers=headers,
            **more,
        )

    def key(self) -> str:
        return str(self.data["address"].rpartition("/")[2])

    def map(self) -> str:
        return self.ask(f"{self.data['address']}/content").text

    def story(self, module: str) -> playing.Learner:
        page = self.ask(f"{self.data['address']}/{module}/content").text
        return playing.Learner(self.site, config_of(page))

    def cards(self, module: str) -> playing.Learner:
        page = self.ask(f"/cards/{self.key()}/{module}/content").text
        return playing.Learner(self.site, config_of(page))

    def text(self) -> str:
        page = self.ask(f"/data/{self.key()}/content").text
        found = re.search(r"<pre[^>]*>(.*?)</pre>", page, re.S)
        assert found is not None, page
        return html.unescape(found[1])


def finished(site: Site, days: int) -> None:
    """Every finished story was finished so many days ago."""
    with site.wiring.database.writing() as session:
        for attempt in session.query(Attempt).filter(Attempt.completed_at.isnot(None)):
            attempt.completed_at = site.wiring.clock() - timedelta(days=days)


def answer_card(visit: Visit, card: str) -> None:
    cards = visit.cards("kind")
    shown = cards.call("card", {"card": card}).json()["card"]
    body = {
        "card": card,
        "variant": shown["variant"],
        "response": shown["item"]["options"][0]["id"],
    }
    told = cards.call("card", body)
    assert told.status_code == 200, told.text


def test_the_map_shows_where_the_learner_stands(own_site: Site) -> None:
    visit = Visit(own_site)
    assert "You have completed 0 of 6 stories." in visit.page
    visit.story("kind").play(BEST)
    visit.story("trusted").respond(0, best_answers("trusted")[0])
    page = visit.map()
    assert "You have completed 1 of 6 stories." in page
    assert (page.count("Completed<"), page.count("In progress<")) == (1, 1)
    bar = re.search(r'<progress max="100" value="(\d+)"\s+aria-label="(.*?)">', page)
    assert bar is not None
    assert (0 < int(bar[1]) < 100, bar[2]) == (
        True,
        f"How far you are in {MODULES['trusted']['title']}",
    )


class Later:
    """A clock that tells a later day; people stay signed in."""

    def __init__(self) -> None:
        self.days = 0

    def __call__(self) -> datetime:
        return utc_now() + timedelta(days=self.days)

    def comes(self, site: Site, days: int) -> None:
        self.days = days
        with site.wiring.database.writing() as session:
            for one in session.query(LaunchSession):
                one.expires_at = one.ends_at = self() + timedelta(hours=1)


def test_cards_come_back_after_7_30_and_90_days(tmp_path: Path) -> None:
    """Each time all of them, until each has been answered on that day or after it."""
    clock = Later()
    site = start_site(tmp_path, clock=clock)
    visit = Visit(site)
    visit.story("kind").play(BEST)
    ids = [card["id"] for card in MODULES["kind"]["cards"]]
    for days in (7, 30, 90):
        clock.comes(site, days - 1)
        page = visit.map()
        assert "To come back to today" not in page
        assert "Its return cards are due on" in page
        clock.comes(site, days)
        assert f"{len(ids)} cards, about a minute each" in visit.map()
        for card in ids[1:]:
            answer_card(visit, card)
        assert "1 card, about a minute<" in visit.map()
        clock.comes(site, days + 2)
        answer_card(visit, ids[0])
        assert "To come back to today" not in visit.map()
    clock.comes(site, 1000)
    page = visit.map()
    assert "To come back to today" not in page, "90 days are the last time"
    assert "Its return cards are due on" not in page
    site.stop()


def test_the_cards_are_practice_and_tell_nobody(own_site: Site) -> None:
    visit = Visit(own_site)
    cards = visit.cards("kind")
    assert (cards.config["show"], cards.config["disclosure"]) == (
        "cards",
        ["Your learning system is told nothing of what you do here."],
    )
    answer_card(visit, MODULES["kind"]["cards"][0]["id"])
    with own_site.wiring.database.reading() as session:
        attempt = session.query(Attempt).one()
        assert attempt.started_at is None
        assert opened(attempt, CARD_LOG).startswith("c1.kind.")
    assert own_site.wiring.worker().work() == 0


def test_a_placement_of_the_cards_shows_all_of_them(own_site: Site) -> None:
    placed = Activity("cards", "Cards", custom={"module": "cards"})
    own_site.parts.store.added["cards"] = placed
    visit = Visit(own_site, activity="cards")
    assert (
        '<h1><span class="caption" lang="en-GB">Our Leadership Way</span> Return cards</h1>'
        in visit.page
    )
    assert all(module["title"] in visit.page for module in MODULES.values())
    assert visit.cards("kind").config["show"] == "cards"
    with own_site.wiring.database.reading() as session:
        assert session.query(ResourceLink).one().shows == "cards"


def test_a_learner_who_opens_the_groups_page_gets_their_map(own_site: Site) -> None:
    placed = Activity("group", "Group", custom={"module": "group"})
    own_site.parts.store.added["group"] = placed
    assert "You have completed 0 of 6 stories." in Visit(own_site, 0, "group").page
    page = launch(own_site, own_site.facilitator(), "group").text
    assert all(module["title"] in page for module in MODULES.values())


def test_my_plans_are_on_the_map_and_on_nobody_elses(own_site: Site) -> None:
    visit = Visit(own_site)
    story = visit.story("kind")
    view = story.play(BEST)
    lists = view["plan"]
    chosen = {"cue": lists["cues"][0]["id"], "action": lists["actions"][0]["id"]}
    story.call("plan", chosen)
    words = re.search(r'<ul class="plans">\s*<li[^>]*>(.*?)<span', visit.map(), re.S)
    assert words is not None
    assert html.unescape(words[1]).startswith("If ")
    assert ", then I will " in html.unescape(words[1])
    assert 'class="plans"' not in Visit(own_site, 1).page


def test_the_map_says_what_the_facilitator_sees(own_site: Site) -> None:
    page = html.unescape(Visit(own_site).page)
    assert GROUP_PAGE.replace("{least}", "10") in page
    assert (
        "when you have finished all 6 stories and the average of your best scores"
        in page
    )


def test_my_data_is_all_that_is_stored_in_words(own_site: Site) -> None:
    visit = Visit(own_site)
    visit.story("kind").play(BEST)
    answer_card(visit, MODULES["kind"]["cards"][0]["id"])
    Visit(own_site, 1).story("trusted").play(best_answers("trusted"))
    text = visit.text()
    story = MODULES["kind"]
    for words in (
        f"Its id for you: {own_site.learner()}",
        "all, learner: until ",
        "Leading together, autumn group: learner",
        f"STORY: {story['title']}",
        "Best score: 100 of 100",
        "  1. ",
        f"Card “{story['cards'][0]['label']}”: answered on ",
    ):
        assert words in text
    assert (MODULES["trusted"]["title"] in text, own_site.learner(1) in text) == (
        False,
        False,
    )


def tick_and_stay_out(visit: Visit, wish: str, **fields: str) -> None:
    """On the page of what the group's page shows."""
    form = {"session": visit.data["token"], "do": wish, **fields}
    assert visit.ask(f"/seen/{visit.key()}", "POST", data=form).status_code == 200


def test_my_data_tells_what_the_groups_figures_know(own_site: Site) -> None:
    """The first way until it is counted, what was ticked, and staying out."""
    visit = Visit(own_site)
    view = visit.story("kind").play(BEST)
    scene = view["history"][0]["scene"]
    before = visit.text()
    assert f"First way through: {MODULES['kind']['title']}" in before
    assert "Counted, and its choices deleted: no" in before
    assert "You stay out of them since: no" in before
    tick_and_stay_out(visit, "talk", talk=f"kind.{scene}")
    ticked = visit.text()
    assert f"You would like to talk about: {MODULES['kind']['title']}" in ticked
    assert f"  {flags.words_for(MODULES['kind'], scene)}" in ticked
    tick_and_stay_out(visit, "out")
    after = visit.text()
    now = own_site.wiring.clock()
    assert f"You stay out of them since: {now:%Y-%m-%d}" in after
    assert ("First way" in after, "talk about" in after) == (False, False)


def test_a_wish_to_stay_out_goes_with_the_data_and_the_page_says_so(
    own_site: Site,
) -> None:
    visit = Visit(own_site)
    path = f"/data/{visit.key()}"
    assert "That wish is deleted, too." not in visit.ask(path + "/content").text
    tick_and_stay_out(visit, "out")
    assert "That wish is deleted, too." in visit.ask(path + "/content").text
    gone = visit.ask(path + "/forget", "POST", data={"sure": "yes"})
    assert gone.status_code == 204
    assert "You stay out of them since: no" in Visit(own_site).text()


def test_who_deletes_their_data_is_gone_and_begins_anew(own_site: Site) -> None:
    visit, other = Visit(own_site), Visit(own_site, 1)
    visit.story("kind").play(BEST)
    other.story("kind").play(BEST)
    address = f"/data/{visit.key()}/forget"
    refused = visit.ask(address, "POST", data={"sure": ""})
    assert (refused.status_code, refused.json()["error"]["code"]) == (
        400,
        "bad-request",
    )
    assert visit.ask(address, "POST", data={"sure": "yes"}).status_code == 204
    with own_site.wiring.database.reading() as session:
        (stays,) = session.query(Learner)
        assert stays.sub == own_site.learner(1)
        assert session.query(Attempt).filter_by(learner_id=stays.id).count() == 1
        assert session.query(Attempt).count() == 1
        assert session.query(ScoreDelivery).filter_by(learner_id=stays.id).count() == (
            session.query(ScoreDelivery).count()
        )
        assert session.query(AuditEvent).count() == 0
    gone = visit.ask(f"{visit.data['address']}/content")
    assert (gone.status_code, gone.json()["error"]["code"]) == (401, "session-ended")
    assert "You have completed 0 of 6 stories." in Visit(own_site).page
    closed = own_site.app.test_client().get("/closed/deleted").text
    assert "Your data is deleted" in closed


def test_after_a_deletion_a_lower_score_takes_the_place_of_the_old_one(
    own_site: Site,
) -> None:
    """Nothing here knows of the old one then; Moodle 4.5 went from 100 to 46, and we say so."""
    visit = Visit(own_site)
    told = html.unescape(visit.ask(f"/data/{visit.key()}/content").text)
    assert "takes the place of the old one, even if it is lower." in " ".join(
        told.split()
    )
    me = own_site.learner()
    column = own_site.parts.store.items["kind"].grades
    column[me] = Grade(100.0, 100.0, 0)
    visit.story("kind").play(BEST)
    visit.ask(f"/data/{visit.key()}/forget", "POST", data={"sure": "yes"})
    playing.arrive(own_site).play(worst_answers("kind"))
    own_site.wiring.worker().work()
    assert column[me].given == 0


def test_somebody_sees_where_they_are_signed_in_and_ends_one_of_them(
    own_site: Site,
) -> None:
    left_open, other = Visit(own_site, 0, "kind"), Visit(own_site, 1)
    visit = Visit(own_site)
    address = f"/data/{visit.key()}"
    before = visit.ask(f"{address}/content").text
    title = MODULES["kind"]["title"]
    named = f'<span lang="en-GB" dir="auto">{title}</span>'
    assert (before.count("(this page)"), before.count(named)) == (1, 1)
    (number,) = re.findall(r'name="number" value="(\d+)"', before)
    after = visit.ask(f"{address}/end", "POST", data={"number": number}).text
    assert named not in after
    ended = left_open.ask(f"/play/{left_open.data['address'].split('/')[-1]}/content")
    assert (ended.status_code, ended.json()["error"]["code"]) == (401, "session-ended")
    with own_site.wiring.database.reading() as session:
        numbers = [one.id for one in session.query(LaunchSession)]
    for anothers in numbers:
        visit.ask(f"{address}/end", "POST", data={"number": str(anothers)})
    assert other.ask(f"{other.data['address']}/content").status_code == 200
    assert visit.ask(f"{address}/content").status_code == 200


@pytest.mark.parametrize("number", ["", "x", "9" * 40, "-1"])
def test_no_number_ends_what_is_not_there(own_site: Site, number: str) -> None:
    visit = Visit(own_site)
    address = f"/data/{visit.key()}/end"
    told = visit.ask(address, "POST", data={"number": number})
    assert told.status_code in (200, 400)


@pytest.mark.parametrize("path", ["data/{key}", "home/{key}", "cards/{key}/kind"])
def test_nobody_opens_anothers_placement(own_site: Site, path: str) -> None:
    """A token is for one placement; without one there is nothing."""
    visit, elsewhere = Visit(own_site), Visit(own_site, 0, "kind")
    address = "/" + path.format(key=visit.key()) + "/content"
    refused = elsewhere.ask(address)
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "not-yours")
    nobody = own_site.app.test_client().get(address)
    assert nobody.status_code == 401
