"""The demo's invented cohort: 14 learners at different stages, by really playing."""

from __future__ import annotations

from pathlib import Path

from demo.cohort import seed
from demo.platform.course import OTHER_COURSES
from lti_service.models import Attempt
from lti_service.services.play.attempts import record_of
from olw_core.engine import engine
from tests.integration.lti_service.playing import MODULES
from tests.integration.lti_service.site import Site, form_of, launch, start_site
from tests.integration.lti_service.test_cohort_page import rows


def test_the_facilitators_door_is_not_empty(own_site: Site) -> None:
    assert (
        seed(own_site.app, own_site.config),
        seed(own_site.app, own_site.config),
    ) == (20, 0)
    shown = rows(launch(own_site, own_site.facilitator(), "all").text)
    kind = [cells[list(MODULES).index("kind")].split(" ", 1)[0] for _, cells in shown]
    assert (
        len(kind),
        kind.count("Completed"),
        kind.count("In"),
        kind.count("Not"),
    ) == (14, 9, 3, 2)


def test_the_records_are_real(own_site: Site) -> None:
    seed(own_site.app, own_site.config)
    with own_site.wiring.database.reading() as session:
        for attempt in session.query(Attempt):
            reading = engine.read(MODULES[attempt.module], record_of(attempt))
            done = reading.record.done.percent if reading.record.done else None
            assert (reading.notice, attempt.best, attempt.completed_at is not None) == (
                "",
                done,
                done is not None,
            )


def test_their_scores_arrive(own_site: Site) -> None:
    seed(own_site.app, own_site.config)
    assert own_site.wiring.worker().work() == 9
    assert len(own_site.parts.store.items["kind"].grades) == 9


def test_groups_of_nine_fourteen_and_sixty(tmp_path: Path) -> None:
    """What a facilitator of each finds: nothing of nine but the rest, words, and shares."""
    site = start_site(tmp_path, others=OTHER_COURSES)
    try:
        seed(site.app, site.config)
        nine = launch(site, "nine-lead", "nine").text
        sixty = launch(site, "sixty-lead", "sixty").text
        assert ("tag word" in nine, "Elsewhere in your organisation" in nine) == (
            False,
            True,
        )
        assert ("tag word" in sixty, "Your group</th>" in sixty) == (True, True)
        assert (len(rows(nine)), len(rows(sixty))) == (9, 60)
        first = launch(site, site.facilitator(), "all").text
        assert len(rows(first)) == 14
    finally:
        site.stop()


def test_a_programme_of_two_small_courses_and_what_would_stop_people(
    tmp_path: Path,
) -> None:
    """Words for twelve who waited four weeks, in none of whose own courses anything is told."""
    site = start_site(tmp_path, others=OTHER_COURSES)
    try:
        seed(site.app, site.config)
        for activity, person in (("nine", "nine-lead"), ("all", site.facilitator())):
            own = launch(site, person, activity).text
            action, fields = form_of(own, "/programme")
            page = site.app.test_client().post(action, data=fields).text
            assert ("tag word" in own, "tag word" in page) == (False, True)
            assert "at least 10 people have finished" in page
            assert "No cover" in own
        assert "/programme" not in launch(site, "sixty-lead", "sixty").text
    finally:
        site.stop()
