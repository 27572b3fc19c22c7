"""Choosing activities in the tool (Deep Linking 2.0), with a platform that checks every answer.

The demo's LMS refuses an answer whose signature, audience, deployment, nonce, `data` or items are
not as the specification has them (demo/platform/choosing.py).
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from demo.platform import answers
from demo.platform import choosing as platform
from demo.platform.people import MEMBERSHIP
from demo.platform.tokens import CLAIM, sign
from lti_service.messages.placement import WHOLE
from lti_service.models import Picking, ResourceLink
from lti_service.views import choices
from tests.integration.lti_service.choosing import labels_of, open_picker, picker
from tests.integration.lti_service.playing import MODULES, Learner, best_answers
from tests.integration.lti_service.site import (
    Site,
    begin,
    config_of,
    form_of,
    launch,
    page_data,
    start_site,
)
from tests.integration.lti_service.test_no_cookies import start

SETTINGS = answers.DEEP_LINKING + "deep_linking_settings"
Claims = dict[str, Any]


def added(site: Site) -> dict[str, str]:
    """What was placed: title -> the activity's id."""
    return {one.title: one.id for one in site.parts.store.added.values()}


def test_no_module_has_the_name_of_something_else() -> None:
    assert set(WHOLE).isdisjoint(MODULES)


def test_the_picker_shows_every_story_and_what_stands_for_all(site: Site) -> None:
    page = picker(site).page
    titles = sorted(module["title"] for module in MODULES.values())
    shown = labels_of(page)
    assert sorted(shown[: len(titles)]) == titles
    assert shown[len(titles) :] == [
        "My map: all stories",
        "Return cards",
        "The group’s page",
    ]
    for module in MODULES.values():
        told = (f"About {module['minutes']} minutes", module["source_title"])
        assert all(words in page for words in told)
    assert "Asha and Callum are back from Copse Lane" in page
    assert [part for part in ("Heart", "Head", "Hands") if part in page] == [
        "Heart",
        "Head",
        "Hands",
    ]


def test_chosen_stories_are_activities_with_columns_that_get_their_scores(
    own_site: Site,
) -> None:
    answer = picker(own_site).choose("kind", "trusted", "map")
    assert answer.status_code == 200, answer.text
    titles = [MODULES[one]["title"] for one in ("kind", "trusted")]
    placed = added(own_site)
    assert list(placed) == [*titles, "My map: all stories"]
    columns = own_site.parts.store.items
    for title in titles:
        column = columns[placed[title]]
        told = (
            column.label,
            column.maximum,
            column.tag == "our-leadership-way:" + column.resource_id,
        )
        assert told == (title, 100.0, True)
    page = launch(own_site, own_site.learner(), placed[titles[0]])
    Learner(own_site, config_of(page.text)).play(best_answers("kind"))
    own_site.wiring.worker().work()
    given = columns[placed[titles[0]]].grades
    assert {person: grade.given for person, grade in given.items()} == {
        own_site.learner(): 100
    }
    assert own_site.parts.store.log.count("lineitem-create") == 0


def test_a_column_made_with_the_choice_is_found_without_its_address(
    own_site: Site,
) -> None:
    """The launch names no line item, and the platform does not tell whose the column is."""
    picker(own_site).choose("kind")
    (column,) = [item for item in own_site.parts.store.items.values() if item.tag]
    activity = column.activity
    column.activity = ""
    own_site.parts.store.items["moved"] = own_site.parts.store.items.pop(column.id)
    column.id = "moved"
    page = launch(own_site, own_site.learner(), activity)
    Learner(own_site, config_of(page.text)).play(best_answers("kind"))
    own_site.wiring.worker().work()
    assert list(column.grades) == [own_site.learner()]


def test_what_has_no_score_gets_no_column(own_site: Site) -> None:
    before = len(own_site.parts.store.items)
    answer = picker(own_site).choose("cards", "group")
    assert answer.status_code == 200, answer.text
    columns = len(own_site.parts.store.items)
    assert (list(added(own_site)), columns) == (
        ["Return cards", "The group’s page"],
        before,
    )
    for activity in added(own_site).values():
        launch(own_site, own_site.facilitator(), activity)
    with own_site.wiring.database.reading() as session:
        shown = [link.shows for link in session.query(ResourceLink)]
    assert sorted(shown) == ["cards", "group"]


def test_the_choice_says_what_is_told_and_where_it_opens(own_site: Site) -> None:
    picker(own_site).choose("kind", report="completion", target="window")
    (activity,) = own_site.parts.store.added.values()
    assert (activity.custom["report"], activity.window) == ("completion", True)
    launch(own_site, own_site.learner(), activity.id)
    with own_site.wiring.database.reading() as session:
        assert session.query(ResourceLink).one().reported == "completion"


def canvas_frame(item: dict[str, Any]) -> tuple[str, str]:
    """Width and height of the frame that Canvas shows a placed link in.

    canvas-lms, app/controllers/lti/ims/concerns/deep_linking_modules.rb, launch_dimensions;
    app/controllers/application_controller.rb, tool_dimensions.
    """
    found = []
    for side in ("width", "height"):
        told = item.get("iframe", {}).get(side)
        size = f"{told}px" if told else "100%"
        found.append(size)
    return found[0], found[1]


@pytest.mark.parametrize("target", ["iframe", "window"])
def test_canvas_shows_a_story_as_wide_as_the_page_is(site: Site, target: str) -> None:
    sent = picker(site).send("kind", target=target)
    _, answer = form_of(sent.text, "/chosen")
    payload = answer["JWT"].split(".")[1]
    told = json.loads(base64.urlsafe_b64decode(payload + "=="))
    (item,) = told[answers.DEEP_LINKING + "content_items"]
    width, _ = canvas_frame(item)
    assert width == "100%"


def test_moodle_opens_all_alike_and_may_give_each_a_column(tmp_path: Path) -> None:
    """Seen on Moodle 4.5 with Accept grades from the tool: Always."""
    site = start_site(tmp_path, follows_targets=False, always_columns=True)
    try:
        here = picker(site)
        assert "Moodle opens all alike" in here.page
        here.choose("kind", "cards", "group", target="window")
        activities = site.parts.store.added.values()
        assert [activity.window for activity in activities] == [False] * 3
        columns = site.parts.store.items
        assert {activity.id for activity in activities} <= set(columns)
        cards = next(one for one in activities if one.title == "Return cards")
        launch(site, site.learner(), cards.id)
        assert columns[cards.id].grades == {}
    finally:
        site.stop()


def test_what_is_usual_is_not_written_into_the_activity(own_site: Site) -> None:
    """So that a later change of the deployment's switch reaches it."""
    picker(own_site).choose("kind", report="score")
    (activity,) = own_site.parts.store.added.values()
    assert sorted(activity.custom) == ["context_history", "module", "placement"]


# What real platforms send, and what a platform may send by the specification.
GOOD: list[tuple[str, dict[str, Any]]] = [
    # LTI 1.1 had lists as one text with commas (ContentItemSelectionRequest)
    ("types as one text", {"accept_types": "link, ltiResourceLink"}),
    ("targets as one text", {"accept_presentation_document_targets": "iframe,window"}),
    # JSON made of form fields
    ("switches as texts", {"accept_multiple": "true", "accept_lineitem": "true"}),
    # Required, and left out all the same
    ("no types", {"accept_types": "left out"}),
    ("no targets", {"accept_presentation_document_targets": "left out"}),
    ("null targets", {"accept_presentation_document_targets": None}),
    ("only a frame", {"accept_presentation_document_targets": ["embed", "frame"]}),
    # `data` is optional and opaque: it goes back exactly as it came
    ("no data", {"data": "left out"}),
    ("null data", {"data": None}),
    ("empty data", {"data": ""}),
    ("data with signs", {"data": "<&>\"'ä "}),
    ("data that is an object", {"data": {"op": 1, "deep": [True]}}),
    ("a field that nobody knows", {"accept_copy_advice": True, "auto_create": "x"}),
]


@pytest.mark.parametrize("settings", [one for _, one in GOOD], ids=[n for n, _ in GOOD])
def test_the_picker_gets_on_with_real_platforms(
    tmp_path: Path, settings: dict[str, Any]
) -> None:
    site = start_site(tmp_path, deep_linking=settings)
    try:
        answer = picker(site).choose("kind")
        assert (answer.status_code, len(added(site))) == (200, 1), answer.text
    finally:
        site.stop()


@pytest.mark.parametrize("one", [False, "false", None, "left out"])
def test_where_one_is_accepted_one_is_sent(tmp_path: Path, one: Any) -> None:
    site = start_site(tmp_path, deep_linking={"accept_multiple": one})
    try:
        here = picker(site)
        assert ('type="checkbox"' in here.page, 'type="radio"' in here.page) == (
            False,
            True,
        )
        told = here.send("kind", "trusted")
        assert "takes one activity at a time" in told.text
        assert "JWT" not in told.text
        assert here.choose("trusted").status_code == 200
    finally:
        site.stop()


def test_no_column_is_named_where_the_platform_ignores_them(tmp_path: Path) -> None:
    site = start_site(tmp_path, deep_linking={"accept_lineitem": False})
    try:
        picker(site).choose("kind")
        (activity,) = site.parts.store.added.values()
        assert activity.own_line_item is False
    finally:
        site.stop()


def settings_with(**changes: Any) -> Callable[[Claims], None]:
    def change(claims: Claims) -> None:
        claims[SETTINGS] = {**claims[SETTINGS], **changes}

    return change


def put(name: str, value: Any) -> Callable[[Claims], None]:
    def change(claims: Claims) -> None:
        claims[name] = value

    return change


REFUSED: list[tuple[str, Callable[[Claims], None]]] = [
    ("claim-missing", lambda claims: claims.pop(SETTINGS)),
    ("claim-type", put(SETTINGS, ["x"])),
    ("claim-missing", settings_with(deep_link_return_url=None)),
    ("claim-missing", settings_with(deep_link_return_url="")),
    ("claim-type", settings_with(deep_link_return_url=7)),
    ("service-url-unsafe", settings_with(deep_link_return_url="javascript:alert(1)")),
    ("service-url-unsafe", settings_with(deep_link_return_url="//evil.example")),
    ("claim-type", settings_with(accept_types=7)),
    ("deep-linking-types", settings_with(accept_types=["file", "image"])),
    ("claim-type", settings_with(accept_multiple=7)),
    ("deployment-unknown", put(CLAIM + "deployment_id", "another")),
    ("target-differs", put(CLAIM + "target_link_uri", "https://evil.example")),
    ("message-version", put(CLAIM + "version", "1.1.0")),
    ("deep-linking-role", put(CLAIM + "roles", [MEMBERSHIP + "Learner"])),
    ("claim-missing", lambda claims: claims.pop(CLAIM + "roles")),
]


@pytest.mark.parametrize(("code", "change"), REFUSED)
def test_what_cannot_be_answered_is_refused(
    site: Site, code: str, change: Callable[[Claims], None]
) -> None:
    before = visits(site)
    answer = post(site, change)
    assert (answer.status_code // 100, code in answer.text) == (4, True), answer.text
    assert visits(site) == before


def visits(site: Site) -> int:
    with site.wiring.database.reading() as session:
        return session.query(Picking).count()


def post(site: Site, change: Callable[[Claims], object], cookies: bool = True) -> Any:
    """A request to choose with changed claims."""
    client = site.app.test_client(use_cookies=cookies)
    begun = begin(site, client, target_link_uri=site.tool + "/launch")
    author = site.config.course.person(site.facilitator())
    assert author is not None
    claims = platform.claims(site.parts, author, begun.nonce)
    change(claims)
    return begun.post(sign(site.parts.store, claims))


@pytest.mark.parametrize("role", ["Administrator", "ContentDeveloper", "Instructor"])
def test_whoever_builds_the_course_may_choose(own_site: Site, role: str) -> None:
    """An account's administrator, in Canvas, is no Instructor."""
    answer = post(own_site, put(CLAIM + "roles", [MEMBERSHIP + role]))
    assert answer.status_code == 200, answer.text


def test_nobody_need_be_named(own_site: Site) -> None:
    """Deep Linking asks for no `sub`; nothing of the author is kept."""
    answer = post(own_site, lambda claims: claims.pop("sub"))
    assert answer.status_code == 200, answer.text


def test_without_a_cookie_the_request_is_held_first(own_site: Site) -> None:
    held = post(own_site, lambda claims: None, cookies=False).text
    assert ('name="what"' in held, "Open in a new window" in held) == (False, True)


def test_a_held_request_opens_the_picker_once_it_is_proved(own_site: Site) -> None:
    client = own_site.app.test_client(use_cookies=False)
    begun, page = start(own_site, client, "/launch")
    author = own_site.config.course.person(own_site.facilitator())
    assert author is not None
    claims = platform.claims(own_site.parts, author, begun.nonce)
    claims[SETTINGS]["data"] = {"odd": "\0\ud83d"}
    held = begun.post(sign(own_site.parts.store, claims))
    proof = {"state": begun.state, "browser": page["value"]}
    opened = client.post("/launch/held", data=proof)
    assert ('name="what"' in held.text, 'name="what"' in opened.text) == (False, True)


def items_of(site: Site, page: str) -> list[dict[str, Any]]:
    """The items of an answer on its way to the platform."""
    answer = re.search(r'name="JWT" value="([^"]*)"', page)
    assert answer is not None, page
    return answers.items_of(site.parts, answer[1])


def test_each_story_may_have_a_name_points_and_days_of_its_own(site: Site) -> None:
    """The other one has what stands for the whole choice."""
    fields = {
        "name-kind": "  Week 2:\tback from <Copse Lane>  ",
        "points-kind": "10",
        "due-kind": "2027-03-25",
        "opens": "2027-03-20",
        "due": "2027-03-31",
        "closes": "2027-04-10",
    }
    page = picker(site).send("kind", "trusted", **fields).text
    kind, trusted = items_of(site, page)
    name = "Week 2: back from <Copse Lane>"
    column = kind["lineItem"]
    assert (kind["title"], column["label"], column["scoreMaximum"]) == (name, name, 10)
    title = MODULES["trusted"]["title"]
    column = trusted["lineItem"]
    told = trusted["title"], column["label"], column["scoreMaximum"]
    assert told == (title, title, 100)
    first, last = "2027-03-20T00:00:00+00:00", "2027-04-10T23:59:59+01:00"
    assert kind["available"] == {"startDateTime": first, "endDateTime": last}
    assert trusted["available"] == kind["available"]
    due = [one["submission"]["endDateTime"] for one in (kind, trusted)]
    assert due == ["2027-03-25T23:59:59+00:00", "2027-03-31T23:59:59+01:00"]


@pytest.mark.parametrize("platform", ["moodle", "canvas"])
def test_a_score_is_scaled_to_the_points_of_its_column(
    tmp_path: Path, platform: str
) -> None:
    """We say how many of 100, and both scale (Moodle: mod/lti/service/gradebookservices,
    save_grade_item; canvas-lms: app/controllers/lti/ims/scores_controller.rb, submission_score).
    """
    site = start_site(tmp_path, product=platform)
    try:
        fields = {"name-kind": "Week 2", "points-kind": "10"}
        picker(site).choose("kind", "map", **fields)
        (kind, whole) = site.parts.store.added.values()
        assert kind.title == "Week 2"
        assert site.parts.store.items[whole.id].maximum == 100
        page = launch(site, site.learner(), kind.id)
        Learner(site, config_of(page.text)).play(best_answers("kind"))
        site.wiring.worker().work()
        (grade,) = site.parts.store.items[kind.id].grades.values()
        assert (grade.given, grade.maximum) == (10, 10)
    finally:
        site.stop()


def test_a_column_that_we_must_make_has_the_points_that_were_chosen(
    tmp_path: Path,
) -> None:
    """Where a platform takes the choice and keeps no column with it."""
    site = start_site(tmp_path, deep_linking={"accept_lineitem": False})
    try:
        picker(site).choose("kind", **{"points-kind": "25"})
        (kind,) = site.parts.store.added.values()
        page = launch(site, site.learner(), kind.id)
        Learner(site, config_of(page.text)).play(best_answers("kind"))
        site.wiring.worker().work()
        assert site.parts.store.log.count("lineitem-create") == 1
        made = [one for one in site.parts.store.items.values() if one.tag]
        assert [(one.maximum, len(one.grades)) for one in made] == [(25, 1)]
    finally:
        site.stop()


OWN_FAULTS: list[tuple[dict[str, str], dict[str, str]]] = [
    ({"name-kind": "x" * 256}, {"name-kind": "The name has 256 characters"}),
    ({"name-kind": "a\0b"}, {"name-kind": "a character that cannot be shown"}),
    *(
        ({"points-kind": points}, {"points-kind": "a whole number from 1 to 1000"})
        for points in ("0", "1001", "2.5", "inf", "²", "9" * 99)
    ),
    ({"opens-kind": "tomorrow"}, {"opens-kind": "“tomorrow” is not a date"}),
    ({"due-kind": "0001-01-01"}, {"due-kind": "is not a date"}),
    (
        {"opens-kind": "2027-04-01", "due-kind": "2027-03-01"},
        {"due-kind": "The day it is due is before the first day."},
    ),
    (
        {"due": "2027-04-01", "closes-kind": "2027-03-01"},
        {"closes-kind": "The last day is before the day it is due."},
    ),
    (
        {"closes": "2027-04-01", "opens-kind": "2027-05-01"},
        {"opens-kind": "The last day is before the first day."},
    ),
    (
        {"opens": "2027-04-01", "due": "2027-03-01", "points-kind": "x"},
        {"points-kind": "a whole number", "due": "The day it is due"},
    ),
]


def test_what_is_wrong_in_a_field_is_told_beside_it(site: Site) -> None:
    here = picker(site)
    usual = {"name-trusted": "Kept as it was", "points-trusted": "7"}
    for fields, told in OWN_FAULTS:
        page = here.send("kind", "trusted", **usual, **fields).text
        beside = dict(re.findall(r'id="wrong-([\w-]+)">(.*?)<', page))
        assert (list(beside), "JWT" in page) == (list(told), False), fields
        for place, words in told.items():
            assert words in html.unescape(beside[place])
            link = re.search(rf'href="#{place}">(.*?)</a>', page)
            assert link is not None
            is_whole = place == "due"
            titled = html.unescape(link[1]).startswith(MODULES["kind"]["title"])
            assert titled != is_whole, "which activity it is about"
            field = re.search(rf'<input[^>]* id="{place}"[^>]*>', page)
            assert field is not None
            assert f'aria-describedby="wrong-{place}"' in field[0]
        for value in (*usual.values(), *fields.values()):
            assert f'value="{value}"' in page, "nothing is lost"
        assert '<details class="more" open>' in page


def test_what_is_left_empty_is_as_it_was(site: Site) -> None:
    page = picker(site).send("kind", **{"name-kind": " ", "points-kind": ""}).text
    (kind,) = items_of(site, page)
    told = kind["title"], kind["lineItem"]["scoreMaximum"]
    assert told == (MODULES["kind"]["title"], 100)


def test_nothing_but_a_tick_is_needed(site: Site) -> None:
    """The rest is there and closed; cards have no points."""
    page = picker(site).page
    closed = page.count('<details class="more">')
    assert closed == page.count("<details") == len(MODULES) + len(WHOLE)
    assert ("points-map" in page, "points-cards" in page) == (True, False)


WRONG: list[tuple[str, dict[str, str], str]] = [
    ("", {}, "Choose at least one activity."),
    ("gone", {}, "One of the activities is no longer here. Choose again."),
    ("kind", {"opens": "31/03/2027"}, "is not a date"),
    (
        "kind",
        {"opens": "2027-03-31", "closes": "2027-03-01"},
        "The last day is before the first day.",
    ),
]


@pytest.mark.parametrize(("what", "fields", "words"), WRONG)
def test_what_is_wrong_in_the_form_is_told_and_the_rest_stays(
    site: Site, what: str, fields: dict[str, str], words: str
) -> None:
    ticked = [what] if what else []
    told = picker(site).send(*ticked, report="completion", **fields)
    assert (told.status_code, words in told.text) == (200, True)
    kept = re.search(r'value="completion"[^>]*checked', told.text)
    assert (kept is not None, "JWT" in told.text) == (True, False)


def test_days_are_those_of_england(own_site: Site) -> None:
    """Summer time begins between the two."""
    page = picker(own_site).send("kind", opens="2027-03-20", closes="2027-04-10").text
    answer = re.search(r'name="JWT" value="([^"]*)"', page)
    assert answer is not None
    (item,) = answers.items_of(own_site.parts, answer[1])
    times = {
        "startDateTime": "2027-03-20T00:00:00+00:00",
        "endDateTime": "2027-04-10T23:59:59+01:00",
    }
    assert (item["available"], item["submission"]) == (times, times)


def test_without_days_none_are_sent(own_site: Site) -> None:
    page = picker(own_site).send("kind").text
    answer = re.search(r'name="JWT" value="([^"]*)"', page)
    assert answer is not None
    (item,) = answers.items_of(own_site.parts, answer[1])
    assert {"available", "submission"}.isdisjoint(item)


def test_an_author_may_go_back_without_choosing(own_site: Site) -> None:
    answer = picker(own_site).choose("kind", back="yes")
    assert (answer.status_code, added(own_site)) == (200, {}), answer.text


def test_the_answer_may_leave_for_the_platform_alone(own_site: Site) -> None:
    """By itself, and by a button where scripts are off."""
    sent = picker(own_site).send("kind")
    policy = sent.headers["Content-Security-Policy"]
    assert f"form-action 'self' https: {own_site.platform}" in policy
    assert "picked.js" in sent.text
    assert "<button>Carry on to your course</button>" in sent.text


@pytest.mark.parametrize("token", ["", "x" * 43])
def test_a_form_without_its_visit_is_refused(site: Site, token: str) -> None:
    answer = site.app.test_client().post(
        "/picked", data={"session": token, "what": "kind"}
    )
    assert answer.status_code == 401


def test_a_visit_ends_and_is_cleared_away(own_site: Site) -> None:
    here = picker(own_site)
    with own_site.wiring.database.writing() as session:
        session.query(Picking).one().expires_at -= timedelta(hours=3)
    assert here.send("kind").status_code == 401
    own_site.wiring.worker().tidy()
    assert visits(own_site) == 0


def test_a_learner_is_offered_no_picker(site: Site) -> None:
    page = launch(site, site.learner(), "all").text
    assert page_data(page)["address"].startswith("/home/")
    assert choices.usual_report("answers") == "score"
    assert open_picker(site).status_code == 200
