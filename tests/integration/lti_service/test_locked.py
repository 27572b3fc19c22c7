"""A record under a secret that is lost closes its own story, and nothing else of the learner's.

Each page of theirs with several records, their data, and what is deleted (docs/lms-admins/lti.md,
"A new secret").
"""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Iterator, Sequence

import pytest
from click.testing import CliRunner

from demo import loopback
from demo.platform.course import Activity
from lti_service.cli import lti
from lti_service.models import Attempt, Base, FirstWay, Learner, StopsCounted, TalkFlags
from lti_service.secret import Keyring
from lti_service.services.figures import stops
from lti_service.services.sealing.sealed import CARD_LOG, RECORD, SHARED_WAY, SealedText
from tests.integration.lti_service.databases import SECRET
from tests.integration.lti_service.playing import MODULES, best_answers
from tests.integration.lti_service.site import Site, page_data
from tests.integration.lti_service.test_my_map import (
    Visit,
    answer_card,
    finished,
    tick_and_stay_out,
)
from tests.integration.lti_service.test_reviews import look

LOST = "a secret for tests that was lost, 32 characters or more"
LOCKED = (
    "is locked with a secret that this service no longer has, so it cannot be shown"
)
REST = "Nothing else of yours is touched. Ask your learning team for help"
NAME = "Copse Valley Learning"
COLUMNS: Sequence[SealedText] = (RECORD, CARD_LOG, SHARED_WAY)


def title(module: str) -> str:
    return html.escape(MODULES[module]["title"], quote=False)


def words(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def two_stories(site: Site) -> Visit:
    """Both finished, with a plan; of one a card was answered and a moment was ticked."""
    visit = Visit(site)
    for module in ("kind", "trusted"):
        story = visit.story(module)
        view = story.play(best_answers(module))
        lists = view["plan"]
        plan = {"cue": lists["cues"][0]["id"], "action": lists["actions"][0]["id"]}
        assert story.call("plan", plan).status_code == 200
    answer_card(visit, MODULES["kind"]["cards"][0]["id"])
    scene = visit.story("kind").config["view"]["history"][0]["scene"]
    tick_and_stay_out(visit, "talk", talk=f"kind.{scene}")
    return visit


def lock(site: Site, module: str, *columns: SealedText) -> None:
    """These texts of one attempt lie under the lost secret from now on."""
    lost = Keyring([LOST]).records
    with site.wiring.database.writing() as session:
        attempt = session.query(Attempt).filter_by(module=module).one()
        for column in columns:
            setattr(attempt, column, lost.close("1." + module))


def lock_all(site: Site) -> None:
    """All that is sealed of "kind", in every table, and what was counted."""
    lost = Keyring([LOST]).records
    lock(site, "kind", *COLUMNS)
    with site.wiring.database.writing() as session:
        session.query(FirstWay).filter_by(module="kind").one().record = lost.close("1")
        session.query(TalkFlags).filter_by(module="kind").one().scenes = lost.close("1")
        learner = session.query(Learner).one()
        stops.add_once(session, learner, "kind", "time")
        session.query(StopsCounted).one().modules = lost.close("kind")


def notice(page: str) -> str:
    """What the page says of what is locked; "" where it says nothing."""
    found = re.search(r'<div class="notice" role="note">(.*?)</div>', page, re.S)
    return words(found[1]) if found else ""


def test_the_map_and_the_cards_show_everything_else(either: Site) -> None:
    visit = two_stories(either)
    finished(either, 10)
    assert notice(visit.map()) == ""
    lock(either, "kind", RECORD)
    page = visit.map()
    told = notice(page)
    assert (LOCKED in told, REST in told, "record-sealed" in told) == (True,) * 3
    assert (title("kind") in told, title("trusted") in told) == (True, False)
    assert "You have completed 2 of 6 stories." in page
    assert page.count('dir="auto">If ') == 1, "the plan of the other story"
    assert page.count("Return cards:") == 2, "the log of cards is another text"
    placed = Activity("cards", "Cards", custom={"module": "cards"})
    either.parts.store.added["cards"] = placed
    cards = Visit(either, activity="cards").page
    assert notice(cards) == told
    assert all(title(module) in cards for module in MODULES)


def test_a_log_of_cards_that_is_locked_leaves_the_plan(either: Site) -> None:
    visit = two_stories(either)
    finished(either, 10)
    lock(either, "kind", CARD_LOG)
    page = visit.map()
    assert title("kind") in notice(page)
    assert page.count('dir="auto">If ') == 2
    assert page.count("Return cards:") == 1


def test_the_log_names_whose_it_is(
    own_site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    visit = two_stories(own_site)
    lock(own_site, "kind", *COLUMNS)
    logging.getLogger("lti_service").propagate = True
    with caplog.at_level(logging.WARNING, "lti_service.records"):
        visit.map()
        visit.text()
    told = [vars(one) for one in caplog.records if one.name == "lti_service.records"]
    assert {(one["problem"], one["detail"]) for one in told} == {
        ("record-sealed", "attempt 1: what the map tells of it"),
        ("record-sealed", "learner 1: texts of theirs, on their own page"),
    }


def test_how_it_went_shows_the_other_story(either: Site) -> None:
    """By a launch from the gradebook, and where the page is loaded again."""
    two_stories(either)
    lock(either, "kind", RECORD)
    me = either.learner()
    first = look(either, me, me, activity="all")
    assert first.status_code == 200, first.text
    data = page_data(first.text)
    again = loopback.get(
        f"{either.tool}{data['address']}/content",
        headers={"Authorization": f"Bearer {data['token']}"},
    )
    assert again.status_code == 200, again.text
    for page in (first.text, again.text):
        told = notice(page)
        assert (LOCKED in told, REST in told, title("kind") in told) == (True,) * 3
        assert f">{title('trusted')}</h2>" in page
        assert page.count("What you chose") == len(best_answers("trusted"))


def test_a_locked_story_is_not_one_that_was_not_begun(either: Site) -> None:
    two_stories(either)
    lock(either, "kind", RECORD)
    lock(either, "trusted", RECORD)
    me = either.learner()
    page = look(either, me, me, activity="all").text
    told = notice(page)
    assert (title("kind") in told, title("trusted") in told) == (True, True)
    assert "You have not begun yet" not in page


def test_my_data_tells_everything_else_and_what_is_locked(either: Site) -> None:
    visit = two_stories(either)
    before = visit.text()
    assert ("locked" in before, "CANNOT BE OPENED" in before) == (False, False)
    lock_all(either)
    page = visit.ask(f"/data/{visit.key()}/content").text
    told = notice(page)
    assert "locked with a secret that this service no longer has" in told
    assert (REST in told, "record-sealed" in told) == (True, True)
    text = visit.text()
    assert "WHAT CANNOT BE OPENED" in text
    assert (REST.split(". ")[0] in text, "record-sealed" in text) == (True, True)
    assert [line for line in text.splitlines() if line.endswith(": locked")] == [
        "Your choices, your plan, and whether you share them: locked",
        "Return cards: locked",
        "  Your choices: locked",
        "  The moments that you ticked: locked",
        "You had what would stop you counted: locked",
    ]
    assert "That it was you is deleted, too." in page
    kind, trusted = (before.split("STORY: ")[number] for number in (1, 2))
    assert trusted.split("YOUR GROUP'S")[0] in text
    for line in kind.splitlines():
        if line.startswith(("Activity", "Begun", "Finished", "Progress", "Best")):
            assert line in text


def test_a_locked_log_of_cards_leaves_the_choices(own_site: Site) -> None:
    visit = two_stories(own_site)
    before = visit.text()
    lock(own_site, "kind", CARD_LOG)
    text = visit.text()
    assert before.count("  1. ") == text.count("  1. ") == 4
    assert text.count(": locked") == text.count("Return cards: locked") == 1


@pytest.fixture
def taken_out(own_site: Site) -> Iterator[str]:
    """A story that is offered no longer. Sites of tests have one library: put back by itself, the
    story would stand behind all others.
    """
    modules = own_site.wiring.library.modules
    whole = dict(modules)
    del modules["kind"]
    yield "kind"
    modules.clear()
    modules.update(whole)


def test_a_story_that_is_no_longer_here_is_locked_in_words(
    own_site: Site, request: pytest.FixtureRequest
) -> None:
    visit = two_stories(own_site)
    lock(own_site, "kind", RECORD)
    gone = request.getfixturevalue("taken_out")
    text = visit.text()
    assert f"STORY: {gone}\n" in text
    assert (
        text.count("Your choices, your plan, and whether you share them: locked") == 1
    )


def test_the_export_names_what_is_locked_and_tells_the_rest(
    either: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_stories(either)
    url = either.wiring.database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("OLW_SECRET_KEY", SECRET)
    monkeypatch.setenv("OLW_DATABASE_URL", url)
    one, everyone = ["export", NAME, either.learner()], ["export", NAME]
    for words_given in (one, everyone):
        whole = CliRunner().invoke(lti, words_given)
        assert (whole.exit_code, whole.stderr) == (0, "")
        assert json.loads(whole.stdout)["is_whole"] is True
    lock_all(either)
    for words_given in (one, everyone):
        run = CliRunner().invoke(lti, words_given)
        assert (run.exit_code, run.stderr.count("[record-sealed]")) == (0, 1)
        told = json.loads(run.stdout)
        kind, trusted = told["attempts"]
        assert told["is_whole"] is False
        assert (kind["unopened"], trusted["unopened"]) == (list(COLUMNS), [])
        assert (kind["record"], kind["best"]) == ("", 100)
        assert trusted["record"].startswith("1.trusted.")
        room = told["room_figures"]
        assert [way["unopened"] for way in room["first_ways"]] == [True, False]
        assert [flags["unopened"] for flags in room["talk_about"]] == [True, False]
        assert room["stops_counted_for"] is None


def test_nothing_is_written_over_what_is_locked(either: Site) -> None:
    """Nor is the story played on; its own page says that it cannot be opened."""
    visit = two_stories(either)
    lock_all(either)
    before = stored(either)
    refused = visit.ask(f"{visit.data['address']}/kind/content")
    assert refused.json()["error"]["code"] == "record-sealed"
    for path in (
        visit.data["address"],
        f"/data/{visit.key()}",
        f"/review/{visit.key()}",
    ):
        assert visit.ask(path + "/content").status_code == 200
    assert stored(either) == before


def test_ticks_that_are_locked_stay_and_the_page_names_their_story(
    either: Site,
) -> None:
    visit = two_stories(either)
    lost = Keyring([LOST]).records.close("garage")
    with either.wiring.database.writing() as session:
        session.query(TalkFlags).filter_by(module="kind").one().scenes = lost
    form = {"session": visit.data["token"], "do": "talk", "talk": "trusted.x"}
    saved = visit.ask(f"/seen/{visit.key()}", "POST", data=form)
    assert saved.status_code == 200
    told = words(saved.text)
    assert f"stays as it is: {MODULES['kind']['title']}. If it happens again" in told
    assert "What was saved of these stories" not in told
    assert 'value="kind.' not in saved.text.split('name="do" value="talk"')[0]
    with either.wiring.database.reading() as session:
        assert session.query(TalkFlags).filter_by(module="kind").one().scenes == lost


def stored(site: Site) -> list[tuple[str, ...]]:
    """What lies sealed of attempts and first ways."""
    with site.wiring.database.reading() as session:
        attempts = session.query(*(getattr(Attempt, one) for one in COLUMNS))
        rows = [*attempts.order_by(Attempt.id), *session.query(FirstWay.record)]
        return [tuple(row) for row in rows]


def test_what_is_locked_is_deleted_with_the_rest(either: Site) -> None:
    visit = two_stories(either)
    lock_all(either)
    gone = visit.ask(f"/data/{visit.key()}/forget", "POST", data={"sure": "yes"})
    assert gone.status_code == 204
    assert rows_about_people(either) == set()
    assert Visit(either).story("kind").config["view"]["step"] == 0


def test_whoever_runs_the_service_deletes_it_too(
    either: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_stories(either)
    lock_all(either)
    url = either.wiring.database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("OLW_SECRET_KEY", SECRET)
    monkeypatch.setenv("OLW_DATABASE_URL", url)
    done = CliRunner().invoke(lti, ["forget", NAME, either.learner(), "--yes"])
    assert (done.exit_code, done.output.startswith("Deleted. ")) == (0, True)
    assert rows_about_people(either) == set()


def rows_about_people(site: Site) -> set[str]:
    """Tables in which something of a person is left."""
    named = {"learner"}
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == "learner" and table.name != "audit_event":
                named.add(table.name)
    found = set()
    with site.wiring.database.reading() as session:
        for name in named:
            if session.query(Base.metadata.tables[name]).count():
                found.add(name)
    return found
