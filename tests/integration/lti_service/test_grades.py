"""Scores on their way to the platform: outbox, worker, and a platform with Moodle's habits."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from demo import loopback
from demo.platform.course import Activity, Course
from demo.platform.people import PEOPLE
from lti_service.messages.vocabulary import SCOPE_LINE_ITEM
from lti_service.models import Context, Registration, ScoreDelivery
from lti_service.services.cohort import cohorts
from lti_service.services.scores import deliveries, queue_overview
from olw_core.report import TRYING, UNGRADED
from tests.integration.lti_service.playing import (
    Learner,
    arrive,
    best_answers,
    worst_answers,
)
from tests.integration.lti_service.site import (
    Site,
    begin,
    config_of,
    form_of,
    launch,
    start_site,
)

AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
BEST, WORST = best_answers("kind"), worst_answers("kind")


def row(site: Site) -> ScoreDelivery:
    with site.wiring.database.reading() as session:
        return session.query(ScoreDelivery).one()


def hurry(site: Site) -> None:
    """Make everything due now."""
    with site.wiring.database.writing() as session:
        for one in session.query(ScoreDelivery):
            one.due_at -= timedelta(days=1)


def grade(site: Site, person: str, item: str = "kind") -> Any:
    return site.parts.store.items[item].grades.get(person)


def test_nothing_is_sent_before_completion(own_site: Site) -> None:
    learner = arrive(own_site)
    for step, answer in enumerate(BEST[:-1]):
        learner.respond(step, answer)
    assert own_site.wiring.worker().work() == 0
    learner.respond(len(BEST) - 1, BEST[-1])
    assert own_site.wiring.worker().work() == 1
    assert grade(own_site, own_site.learner()).given == 100
    assert (row(own_site).state, row(own_site).sent) == ("done", 100)


def test_only_a_better_score_goes_out_again(own_site: Site) -> None:
    learner, worker = arrive(own_site), own_site.wiring.worker()
    learner.play(WORST)
    worker.work()
    assert grade(own_site, own_site.learner()).given == 0
    learner.call("retry", {"attempt": 1, "step": 0})
    learner.play(BEST, attempt=2)
    hurry(own_site)
    assert worker.work() == 1
    assert grade(own_site, own_site.learner()).given == 100
    learner.call("retry", {"attempt": 2, "step": 0})
    learner.play(WORST, attempt=3)
    hurry(own_site)
    assert (worker.work(), row(own_site).score) == (0, 100)


@pytest.mark.parametrize(("family", "times"), [("totara", 1), ("", 1), ("canvas", 0)])
def test_a_story_finished_again_on_a_later_day_is_told_again(
    own_site: Site, family: str, times: int
) -> None:
    """When a certification is due again, Totara deletes the grades and completions of its courses
    (course/lib.php, archive_course_activities). To open the story is not to finish it. To Canvas
    it would be one more attempt (app/controllers/lti/ims/scores_controller.rb)."""
    learner, worker = arrive(own_site), own_site.wiring.worker()
    learner.play(BEST)
    worker.work()
    grades_there = own_site.parts.store.items["kind"].grades
    grades_there.clear()
    with own_site.wiring.database.writing() as session:
        only = session.query(ScoreDelivery).one()
        assert only.stamped_at is not None
        only.stamped_at -= timedelta(days=1)
        session.query(Registration).one().family = family
    learner = arrive(own_site)
    assert worker.work() == 0
    learner.call("retry", {"attempt": 1, "step": 0})
    learner.play(WORST, attempt=2)
    assert worker.work() == times
    assert [one.given for one in grades_there.values()] == [100] * times
    learner.call("retry", {"attempt": 2, "step": 0})
    learner.play(WORST, attempt=3)
    hurry(own_site)
    assert worker.work() == 0


def test_several_changes_are_one_delivery(own_site: Site) -> None:
    learner = arrive(own_site)
    learner.play(WORST)
    learner.call("retry", {"attempt": 1, "step": 0})
    learner.play(BEST, attempt=2)
    assert own_site.wiring.worker().work() == 1
    assert own_site.parts.store.log.count("score") == 1


def test_timestamps_are_whole_seconds_that_grow(own_site: Site) -> None:
    learner = arrive(own_site)
    learner.play(WORST)
    now = own_site.wiring.clock()
    with own_site.wiring.database.writing() as session:
        first = deliveries.take(session, now, 1)[0]
        deliveries.put_back(session, first, now, timedelta(0))
    with own_site.wiring.database.writing() as session:
        second = deliveries.take(session, now, 1)[0]
    assert (first.stamp.microsecond, second.stamp - first.stamp) == (
        0,
        timedelta(seconds=1),
    )


def test_a_better_score_is_not_due_within_the_same_second(own_site: Site) -> None:
    learner, worker = arrive(own_site), own_site.wiring.worker()
    learner.play(WORST)
    worker.work()
    learner.call("retry", {"attempt": 1, "step": 0})
    learner.play(BEST, attempt=2)
    waiting = row(own_site)
    assert waiting.stamped_at is not None
    assert (
        waiting.state,
        waiting.due_at >= waiting.stamped_at + timedelta(seconds=1),
    ) == ("waiting", True)


def test_409_means_the_platform_has_it(own_site: Site) -> None:
    arrive(own_site).play(BEST)
    future = int(own_site.wiring.clock().timestamp()) + 60
    from demo.platform.store import Grade

    own_site.parts.store.items["kind"].grades[own_site.learner()] = Grade(
        100.0, 100.0, future
    )
    own_site.wiring.worker().work()
    assert (row(own_site).state, row(own_site).sent) == ("done", 100)


# canvas-lms, app/middleware/request_throttle.rb, call: what remains stands in every answer.
LEFT = {"X-Rate-Limit-Remaining": "599.9"}


@pytest.mark.parametrize(
    ("status", "headers"), [(400, {}), (403, {}), (403, LEFT), (404, {}), (422, LEFT)]
)
def test_a_refusal_for_good_is_parked_and_shown(
    own_site: Site, status: int, headers: dict[str, str]
) -> None:
    arrive(own_site).play(BEST)
    own_site.parts.store.trouble["score"] = (status, headers)
    own_site.wiring.worker().work()
    hurry(own_site)
    assert own_site.wiring.worker().work() == 0
    with own_site.wiring.database.reading() as session:
        (found,) = queue_overview.troubled(session)
    assert (found.platform, found.word, found.problem, found.rows) == (
        "Copse Valley Learning",
        "given up",
        f"outgoing-status {status}",
        1,
    )


def test_a_new_launch_tries_what_was_parked_again(own_site: Site) -> None:
    arrive(own_site).play(BEST)
    own_site.parts.store.trouble["score"] = (404, {})
    own_site.wiring.worker().work()
    own_site.parts.store.trouble.clear()
    arrive(own_site)
    hurry(own_site)
    own_site.wiring.worker().work()
    assert grade(own_site, own_site.learner()).given == 100


def test_a_column_that_was_deleted_alone_is_made_anew(own_site: Site) -> None:
    """Seen in Moodle 4.5: a teacher empties an activity's box for grades, and the column goes with
    its scores, while the activity stays. Learners read on that their score is told.
    """
    items = own_site.parts.store.items
    arrive(own_site).play(BEST)
    own_site.wiring.worker().work()
    del items["kind"]
    late = own_site.learner(1)
    arrive(own_site, 1).play(BEST)
    own_site.wiring.worker().work()
    assert set(items) == {"all"}
    arrive(own_site, 1)
    for _ in own_site.learner(), late:
        hurry(own_site)
        own_site.wiring.worker().work()
    (made,) = (column for name, column in items.items() if name != "all")
    given = {person: grade.given for person, grade in made.grades.items()}
    assert given == {own_site.learner(): 100, late: 100}


def test_where_we_may_make_no_column_learners_read_that_nothing_is_told(
    own_site: Site,
) -> None:
    """Moodle's *Use this service for grade sync only* gives no scope to make columns."""
    arrive(own_site).play(BEST)
    del own_site.parts.store.items["kind"]
    own_site.wiring.worker().work()
    begun = begin(own_site)
    claims = begun.claims(own_site.learner(), "kind")
    claims[AGS]["scope"].remove(SCOPE_LINE_ITEM)
    page = begun.post_claims(claims)
    assert UNGRADED in " ".join(config_of(page.text)["disclosure"])


@pytest.mark.parametrize(
    ("status", "headers", "wait"),
    [
        (503, {}, 10),
        (429, {"Retry-After": "300"}, 300),
        (429, {"Retry-After": "soon"}, 10),
    ],
)
def test_trouble_is_waited_out(
    own_site: Site, status: int, headers: dict[str, str], wait: int
) -> None:
    arrive(own_site).play(BEST)
    own_site.parts.store.trouble["score"] = (status, headers)
    before = own_site.wiring.clock()
    own_site.wiring.worker().work()
    waiting = row(own_site)
    assert (waiting.state, waiting.tries, waiting.problem) == (
        "waiting",
        1,
        f"outgoing-status {status}",
    )
    assert (
        timedelta(seconds=wait) <= waiting.due_at - before < timedelta(seconds=wait + 5)
    )
    own_site.parts.store.trouble.clear()
    hurry(own_site)
    own_site.wiring.worker().work()
    assert (row(own_site).state, row(own_site).tries, row(own_site).problem) == (
        "done",
        0,
        "",
    )


@pytest.mark.parametrize("remains", ["0.0", "0", "-12.5"])
def test_canvas_says_403_when_it_is_asked_too_often(
    own_site: Site, remains: str
) -> None:
    """canvas-lms, app/middleware/request_throttle.rb, rate_limit_exceeded."""
    arrive(own_site).play(BEST)
    throttled = (403, {"X-Rate-Limit-Remaining": remains})
    own_site.parts.store.trouble["score"] = throttled
    own_site.wiring.worker().work()
    waiting = row(own_site)
    assert (waiting.state, waiting.problem) == ("waiting", "outgoing-status 429")
    own_site.parts.store.trouble.clear()
    hurry(own_site)
    own_site.wiring.worker().work()
    assert grade(own_site, own_site.learner()).given == 100


def test_waiting_doubles_up_to_six_hours(own_site: Site) -> None:
    arrive(own_site).play(BEST)
    own_site.parts.store.trouble["score"] = (500, {})
    waits, worker = [], own_site.wiring.worker()
    for _ in range(14):
        hurry(own_site)
        now = own_site.wiring.clock()
        worker.work()
        waits.append(round((row(own_site).due_at - now).total_seconds(), -1))
    assert waits[:4] == [10, 20, 40, 80]
    assert waits[-1] == 21_600


def test_one_token_serves_many_scores(own_site: Site) -> None:
    for number in range(3):
        arrive(own_site, number).play(BEST)
    own_site.wiring.worker().work()
    assert (
        own_site.parts.store.log.count("token"),
        own_site.parts.store.log.count("score"),
    ) == (1, 3)


@pytest.mark.parametrize("lost_token", [401, 403])
def test_a_token_that_is_no_longer_taken_is_asked_for_anew(
    tmp_path: Any, lost_token: int
) -> None:
    """403 in Sakai, after a restart for every token (sakai, lti/lti-blis, LTI13Servlet.java:
    getSakaiAccessToken, signature_error)."""
    site = start_site(tmp_path, lost_token=lost_token)
    try:
        arrive(site, 0).play(BEST)
        site.wiring.worker().work()
        site.parts.tokens.given.clear()
        arrive(site, 1).play(BEST)
        site.wiring.worker().work()
        assert grade(site, site.learner(1)).given == 100
        assert site.parts.store.log.count("token") == 2
    finally:
        site.stop()


def test_a_crashed_workers_lease_ends(own_site: Site) -> None:
    arrive(own_site).play(BEST)
    now = own_site.wiring.clock()
    with own_site.wiring.database.writing() as session:
        lost = deliveries.take(session, now, 10)
    with own_site.wiring.database.writing() as session:
        assert (len(lost), deliveries.take(session, now, 10)) == (1, [])
        again = deliveries.take(session, now + deliveries.LEASE, 10)
    assert [job.delivery_id for job in again] == [job.delivery_id for job in lost]
    with own_site.wiring.database.writing() as session:
        deliveries.settle_done(session, lost[0], now)
    assert row(own_site).state == "waiting", (
        "a worker that lost its lease settles nothing"
    )


def test_a_facilitators_own_try_is_not_sent(own_site: Site) -> None:
    page = launch(own_site, own_site.facilitator()).text
    action, fields = form_of(page, "/try")
    shown = loopback.post(own_site.tool + action, data=fields).text
    assert config_of(shown)["disclosure"][0] == TRYING
    Learner(own_site, config_of(shown)).play(BEST)
    assert own_site.wiring.worker().work() == 0


def test_completion_only_sends_the_same_number_to_everyone(own_site: Site) -> None:
    from lti_service.models import Deployment

    with own_site.wiring.database.writing() as session:
        session.query(Deployment).one().report = "completion"
    learner = arrive(own_site)
    view = learner.play(WORST)
    own_site.wiring.worker().work()
    assert ("percent" in view["result"], grade(own_site, own_site.learner()).given) == (
        False,
        100,
    )


def test_a_missing_line_item_is_looked_for_and_made_once(tmp_path: Any) -> None:
    course = Course(
        "c",
        "Course",
        PEOPLE,
        (Activity("kind", "A story", "kind", own_line_item=False),),
    )
    site = start_site(tmp_path, course=course)
    try:
        for number in range(2):
            arrive(site, number).play(BEST)
        worker = site.wiring.worker()
        for _ in range(3):
            hurry(site)
            worker.work()
        items = list(site.parts.store.items.values())
        assert [
            (item.activity, item.resource_id[:5], item.tag[:24], item.label)
            for item in items
        ] == [("kind", "kind-", "our-leadership-way:kind-", "Back from Copse Lane")]
        assert {person: one.given for person, one in items[0].grades.items()} == {
            "u100": 100,
            "u101": 100,
        }
        assert site.parts.store.log.count("lineitem-create") == 1
    finally:
        site.stop()


@pytest.mark.parametrize("own_line_item", [False, True])
def test_canvas_has_columns_for_assignments_alone(
    tmp_path: Any, own_line_item: bool
) -> None:
    """A story in a module or the course's menu has none, and nobody is told that it has.

    canvas-lms, lib/lti/messages/jwt_message.rb, add_assignment_and_grade_service_claims!: such
    launches name the list of columns and the right to make some all the same; and
    app/controllers/lti/ims/concerns/gradebook_services.rb, prepare_line_item_for_ags!: 404.
    """
    story = Activity("kind", "A story", "kind", own_line_item=own_line_item)
    course = Course("c", "Course", PEOPLE, (story,))
    site = start_site(tmp_path, course=course, product="canvas")
    try:
        arrive(site).play(BEST)
        site.wiring.worker().work()
        arrived = site.parts.store.log.count("score") == 1
        with site.wiring.database.reading() as session:
            told = cohorts.sent_from(session, session.query(Context).one())
            waiting = session.query(ScoreDelivery).filter_by(state="waiting").count()
        assert (arrived, told.scores) == (own_line_item, own_line_item)
        assert (waiting, site.parts.store.log.count("lineitem-create")) == (0, 0)
    finally:
        site.stop()


@pytest.mark.parametrize(("said", "kept"), [("", "canvas"), ("moodle", "moodle")])
def test_an_lms_that_nobody_named_says_itself_what_it_is(
    tmp_path: Any, said: str, kept: str
) -> None:
    """And is treated so by everything, also by what no launch is at hand for. What an administrator
    has said stays."""
    story = Activity("kind", "A story", "kind", own_line_item=True)
    course = Course("c", "Course", PEOPLE, (story,))
    site = start_site(tmp_path, course=course, product="canvas")
    try:
        with site.wiring.database.writing() as session:
            session.query(Registration).one().family = said
        learner, worker = arrive(site), site.wiring.worker()
        with site.wiring.database.reading() as session:
            assert session.query(Registration).one().family == kept
        learner.play(BEST)
        worker.work()
        with site.wiring.database.writing() as session:
            only = session.query(ScoreDelivery).one()
            assert only.stamped_at is not None
            only.stamped_at -= timedelta(days=1)
        learner.call("retry", {"attempt": 1, "step": 0})
        learner.play(BEST, attempt=2)
        assert worker.work() == (kept != "canvas")
    finally:
        site.stop()


def test_the_list_is_sent_when_everything_is_completed(own_site: Site) -> None:
    learner = arrive_at_list(own_site)
    assert own_site.wiring.worker().work() == 0
    for module in list(own_site.wiring.library.modules):
        open_from_list(own_site, learner, module).play(best_answers(module))
    own_site.wiring.worker().work()
    assert grade(own_site, own_site.learner(), "all").given == 100


def arrive_at_list(site: Site) -> dict[str, Any]:
    from tests.integration.lti_service.site import page_data

    return page_data(launch(site, site.learner(), "all").text)


def open_from_list(site: Site, page: dict[str, Any], module: str) -> Learner:
    headers = {"Authorization": f"Bearer {page['token']}"}
    content = loopback.get(
        f"{site.tool}{page['address']}/{module}/content",
        headers=headers,
    )
    return Learner(site, config_of(content.text))


def test_stamps_are_utc(own_site: Site) -> None:
    arrive(own_site).play(BEST)
    own_site.wiring.worker().work()
    second = grade(own_site, own_site.learner()).second
    stamped = row(own_site).stamped_at
    assert stamped is not None
    assert datetime.fromtimestamp(second, stamped.tzinfo) == stamped
