"""The play API over real HTTP: idempotent, coded refusals, committed before it answers."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from demo import loopback
from lti_service.models import Attempt, Deployment
from lti_service.services.play import attempts
from lti_service.services.sealing import sealed
from lti_service.services.sealing.sealed import CARD_LOG, RECORD
from olw_core.engine import engine
from olw_core.engine.record import checksum
from tests.integration.lti_service.playing import (
    MODULES,
    Learner,
    arrive,
    best_answers,
    worst_answers,
)
from tests.integration.lti_service.site import Site

BEST = best_answers("kind")
FINISHED = str(MODULES["kind"]["version"])
"""What a record says of a story that was finished: in which version, and then the best score."""


def stored(site: Site) -> list[tuple[str, int, bool, bool]]:
    with site.wiring.database.reading() as session:
        return [
            (
                attempts.record_of(row),
                row.progress,
                row.started_at is not None,
                row.completed_at is not None,
            )
            for row in session.query(Attempt).order_by(Attempt.id)
        ]


def expected_record(answers: list[str]) -> str:
    record = engine.start(MODULES["kind"])
    for step, answer in enumerate(answers):
        record = engine.respond(MODULES["kind"], record, 1, step, answer)
    return engine.write(record)


def test_opening_starts_nothing(own_site: Site) -> None:
    arrive(own_site)
    assert stored(own_site) == [("", 0, False, False)]


def test_an_answer_is_stored_when_acknowledged(own_site: Site) -> None:
    view = arrive(own_site).respond(0, BEST[0]).json()["view"]
    assert stored(own_site) == [
        (expected_record(BEST[:1]), view["progress"], True, False)
    ]


def test_the_same_answer_again_changes_nothing(own_site: Site) -> None:
    learner = arrive(own_site)
    first, second = learner.respond(0, BEST[0]), learner.respond(0, BEST[0])
    assert (first.status_code, first.json()) == (second.status_code, second.json())


def test_another_answer_to_a_past_step_is_a_conflict_with_the_view(
    own_site: Site,
) -> None:
    learner = arrive(own_site)
    now = learner.respond(0, BEST[0]).json()["view"]
    other = next(
        o["id"] for o in learner.config["view"]["item"]["options"] if o["id"] != BEST[0]
    )
    told = learner.respond(0, other)
    assert (told.status_code, told.json()["error"]["code"], told.json()["view"]) == (
        409,
        "step-conflict",
        now,
    )


def test_playing_to_the_end_completes_with_the_engines_record(own_site: Site) -> None:
    view = arrive(own_site).play(BEST)
    assert (view["result"]["percent"], view["progress"]) == (100, 100)
    assert stored(own_site) == [(expected_record(BEST), 100, True, True)]


def test_a_worse_second_attempt_lowers_nothing(own_site: Site) -> None:
    learner = arrive(own_site)
    learner.play(BEST)
    assert (
        learner.call("retry", {"attempt": 1, "step": 0}).json()["view"]["attempt"] == 2
    )
    view = learner.play(worst_answers("kind"), attempt=2)
    assert (view["result"]["percent"], view["result"]["best"]) == (0, 100)
    with own_site.wiring.database.reading() as session:
        row = session.query(Attempt).one()
        assert (row.best, row.progress) == (100, 100)


def test_a_second_click_on_retry_is_a_conflict(own_site: Site) -> None:
    learner = arrive(own_site)
    learner.play(BEST)
    body = {"attempt": 1, "step": 0}
    assert [learner.call("retry", body).status_code for _ in range(2)] == [200, 409]


def test_plan_is_kept(own_site: Site) -> None:
    learner = arrive(own_site)
    plan = learner.play(BEST)["plan"]
    chosen = {"cue": plan["cues"][0]["id"], "action": plan["actions"][0]["id"]}
    assert learner.call("plan", chosen).json()["view"]["plan"]["chosen"] == chosen
    assert arrive(own_site).config["view"]["plan"]["chosen"] == chosen


def test_confidence_and_what_stops_nobody_are_refused(own_site: Site) -> None:
    learner = arrive(own_site)
    learner.play(BEST)
    for extra in ({"stop": "f"}, {"stop": 1}, {"before": 2}, {"now": 4}):
        told = learner.call("plan", {"cue": "a", "action": "a", **extra})
        assert (told.status_code, told.json()["error"]["code"]) == (
            400,
            "body-malformed",
        )


def test_a_record_of_the_first_edition_loses_what_is_not_needed(own_site: Site) -> None:
    learner = arrive(own_site)
    learner.play(BEST)
    with own_site.wiring.database.writing() as session:
        row = session.query(Attempt).one()
        row.record = with_tail(attempts.record_of(row), "a-a-f-25")
    again = arrive(own_site)
    assert again.config["view"]["plan"]["chosen"] == {"cue": "a", "action": "a"}
    assert "notice" not in again.config
    again.call("plan", {"cue": "b", "action": "a"})
    assert stored(own_site)[0][0].split(".")[5:7] == ["b-a", f"{FINISHED}-100"]


def with_tail(text: str, plan: str) -> str:
    fields = text.split(".")[:-1]
    fields[5] = plan
    body = ".".join(fields)
    return f"{body}.{checksum(body)}"


def test_completion_alone_keeps_no_percentage(own_site: Site) -> None:
    switch(own_site, "completion")
    arrive(own_site).play(worst_answers("kind"))
    assert kept(own_site) == (FINISHED, None)


def test_a_switch_changed_to_score_counts_what_was_finished_in_full(
    own_site: Site,
) -> None:
    switch(own_site, "completion")
    arrive(own_site).play(worst_answers("kind"))
    switch(own_site, "score")
    learner = arrive(own_site)
    assert learner.config["view"]["result"]["best"] == 100
    learner.call("retry", {"attempt": 1, "step": 0})
    learner.play(worst_answers("kind"), attempt=2)
    assert kept(own_site) == (FINISHED, None)
    own_site.wiring.worker().work()
    assert own_site.parts.store.items["kind"].grades[own_site.learner()].given == 100


def test_a_switch_changed_to_completion_drops_the_percentage_next(
    own_site: Site,
) -> None:
    learner = arrive(own_site)
    learner.play(worst_answers("kind"))
    assert kept(own_site) == (f"{FINISHED}-0", 0)
    switch(own_site, "completion")
    learner.call("plan", {"cue": "a"})
    assert kept(own_site) == (FINISHED, None)


def switch(site: Site, report: str) -> None:
    with site.wiring.database.writing() as session:
        session.query(Deployment).one().report = report


def kept(site: Site) -> tuple[str, int | None]:
    """What is stored of the result: in the record, and in the column beside it."""
    with site.wiring.database.reading() as session:
        row = session.query(Attempt).one()
        return attempts.record_of(row).split(".")[6], row.best


def test_cards_show_then_tell_and_are_logged_once(own_site: Site) -> None:
    learner, card = arrive(own_site), MODULES["kind"]["cards"][0]
    shown = learner.call("card", {"card": card["id"]}).json()["card"]
    assert ("feedback" in shown, "words_to_try" in shown) == (False, False)
    body = {
        "card": card["id"],
        "variant": shown["variant"],
        "response": shown["item"]["options"][0]["id"],
    }
    told = [learner.call("card", body).json()["card"] for _ in range(2)]
    assert [one["words_to_try"] for one in told] == [card["words_to_try"]] * 2
    with own_site.wiring.database.reading() as session:
        log = sealed.opened(session.query(Attempt).one(), CARD_LOG)
    assert len(log.split(".")[2]) == 2 + 5


def test_a_damaged_record_goes_on_with_a_notice(own_site: Site) -> None:
    learner = arrive(own_site)
    learner.respond(0, BEST[0])
    with own_site.wiring.database.writing() as session:
        row = session.query(Attempt).one()
        sealed.keep(row, RECORD, attempts.record_of(row)[:-3] + "zzz")
    again = arrive(own_site)
    assert (again.config["notice"], again.config["view"]["step"]) == (
        "record-damaged",
        1,
    )
    assert again.respond(1, BEST[1]).json()["notice"] == "record-damaged"
    assert stored(own_site)[0][0] == expected_record(BEST[:2])


NO_JSON, MALFORMED, TOO_LARGE = "body-not-json", "body-malformed", "body-too-large"
UNKNOWN, NO_ANSWER = "answer-unknown-option", "answer-malformed"
CONFLICT = "step-conflict"
TOO_LONG = b'{"attempt": 1, "step": 0, "response": "' + b"a" * 41 + b'"}'
# fmt: off
BAD_BODIES: list[tuple[str, Any, int, str]] = [
    ("no JSON",              b"{",                                               400, NO_JSON),
    ("not UTF-8",            b"\xff\xfe",                                        400, NO_JSON),
    ("empty",                b"",                                                400, NO_JSON),
    ("very deep",            b"[" * 100_000,                                     400, NO_JSON),
    ("a list",               b"[]",                                              400, MALFORMED),
    ("no fields",            b"{}",                                              400, MALFORMED),
    ("step as text",         b'{"attempt": 1, "step": "zero", "response": "a"}', 400, MALFORMED),
    ("step with a fraction", b'{"attempt": 1, "step": 0.5, "response": "a"}',    400, MALFORMED),
    ("step true",            b'{"attempt": 1, "step": true, "response": "a"}',   400, MALFORMED),
    ("response a number",    b'{"attempt": 1, "step": 0, "response": 1}',        400, MALFORMED),
    ("response null",        b'{"attempt": 1, "step": 0, "response": null}',     400, MALFORMED),
    ("response too long",    TOO_LONG,                                           400, MALFORMED),
    ("unknown option",       b'{"attempt": 1, "step": 0, "response": "z"}',      422, UNKNOWN),
    ("empty response",       b'{"attempt": 1, "step": 0, "response": ""}',       422, NO_ANSWER),
    ("later step",           b'{"attempt": 1, "step": 3, "response": "a"}',      409, CONFLICT),
    ("another attempt",      b'{"attempt": 2, "step": 0, "response": "a"}',      409, CONFLICT),
    ("a step beyond all",    b'{"attempt": 1, "step": 1e400, "response": "a"}',  400, MALFORMED),
    ("one megabyte",         b'{"response": "' + b"a" * 1_000_000 + b'"}',       413, TOO_LARGE),
]
# fmt: on


@pytest.fixture(scope="module")
def idle(site: Site) -> Learner:
    return arrive(site, 5)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [case[1:] for case in BAD_BODIES],
    ids=[case[0] for case in BAD_BODIES],
)
def test_bad_bodies_are_refused_with_a_code(
    idle: Learner, body: bytes, status: int, code: str
) -> None:
    client = idle.site.app.test_client()
    told = client.post(
        idle.config["urls"]["respond"],
        data=body,
        headers={"Authorization": f"Bearer {idle.config['auth']['bearer']}"},
    )
    assert (told.status_code, told.json["error"]["code"]) == (status, code)


def test_a_megabyte_does_not_hurt_a_real_server(idle: Learner) -> None:
    try:
        told = idle.call("respond", {"response": "a" * 1_000_000})
        assert told.json()["error"]["code"] == "body-too-large"
    except (httpx2.WriteError, httpx2.ReadError):
        pass  # refused before all of it was read
    assert idle.respond(0, "z").json()["error"]["code"] == "answer-unknown-option"


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("retry", {"attempt": 1, "step": 0}, "not-ended"),
        ("plan", {"cue": "a", "action": "a"}, "not-ended"),
        ("card", {"card": "no-such-card"}, "card-unknown"),
        ("card", {"card": "kind-notice-the-toll", "variant": "?"}, "card-unknown"),
    ],
)
def test_what_cannot_be_done_is_refused(
    idle: Learner, name: str, body: dict[str, Any], code: str
) -> None:
    told = idle.call(name, body)
    assert (told.status_code, told.json()["error"]["code"]) == (422, code)


def test_without_a_token_nothing_is_told(idle: Learner) -> None:
    for header in ("", "Bearer", "Bearer wrong", "Basic abc"):
        told = idle.call(
            "respond",
            {"attempt": 1, "step": 0, "response": "a"},
            headers={"Authorization": header},
        )
        code = "session-ended" if header == "Bearer wrong" else "session-missing"
        assert (told.status_code, told.json()["error"]["code"]) == (401, code)


def test_another_learners_attempt_is_out_of_reach(site: Site, idle: Learner) -> None:
    other = arrive(site, 6)
    other.config["urls"] = idle.config["urls"]
    told = other.respond(0, BEST[0])
    assert (told.status_code, told.json()["error"]["code"], "view" in told.json()) == (
        403,
        "not-yours",
        False,
    )
    content = loopback.get(
        site.tool + f"/play/{idle.config['urls']['respond'].split('/')[3]}/content",
        headers={"Authorization": f"Bearer {other.config['auth']['bearer']}"},
    )
    assert (content.status_code, content.json()["error"]["code"]) == (403, "not-yours")


def test_an_unknown_attempt(site: Site) -> None:
    learner = arrive(site, 7)
    body = {"attempt": 1, "step": 0, "response": "a"}
    headers = {"Authorization": f"Bearer {learner.config['auth']['bearer']}"}
    assert learner.call("respond", body, headers=headers).status_code == 200
    client = site.app.test_client()
    told = client.post("/api/attempts/none/respond", json=body, headers=headers)
    assert (told.status_code, told.json["error"]["code"]) == (404, "not-found")


def test_reload_brings_the_same_place(own_site: Site) -> None:
    learner = arrive(own_site)
    now = learner.respond(0, BEST[0]).json()["view"]
    key = learner.config["urls"]["respond"].split("/")[3]
    shell = loopback.get(f"{own_site.tool}/play/{key}")
    assert (
        shell.status_code,
        now["html"] in shell.text,
        "olw-config" in shell.text,
    ) == (200, False, False)
    from tests.integration.lti_service.site import config_of

    headers = {"Authorization": f"Bearer {learner.config['auth']['bearer']}"}
    content = loopback.get(f"{own_site.tool}/play/{key}/content", headers=headers)
    assert config_of(content.text)["view"] == now


def test_a_session_slides_and_ends(own_site: Site) -> None:
    from datetime import timedelta

    from lti_service.models import LaunchSession

    learner = arrive(own_site)
    with own_site.wiring.database.writing() as session:
        session.query(LaunchSession).one().expires_at -= timedelta(minutes=58)
    assert learner.respond(0, BEST[0]).status_code == 200
    with own_site.wiring.database.writing() as session:
        row = session.query(LaunchSession).one()
        assert row.expires_at - own_site.wiring.clock() > timedelta(minutes=58)
        row.expires_at -= timedelta(hours=1, minutes=1)
    told = learner.respond(1, BEST[1])
    assert (told.status_code, told.json()["error"]["code"]) == (401, "session-ended")


def test_openapi_describes_exactly_the_routes(site: Site) -> None:
    described = site.app.test_client().get("/openapi.json").json
    routes = {
        rule.rule.replace("<key>", "{attempt}")
        for rule in site.app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
    }
    assert set(described["paths"]) == routes
    assert described["components"]["schemas"]["Respond"] == {
        "type": "object",
        "properties": {
            "attempt": {"type": "integer"},
            "step": {"type": "integer"},
            "response": {"type": "string"},
        },
        "required": ["attempt", "step", "response"],
    }


def test_a_module_that_was_taken_out_is_a_plain_refusal(own_site: Site) -> None:
    learner = arrive(own_site)
    with own_site.wiring.database.writing() as session:
        session.query(Attempt).one().module = "retired"
    headers = {"Authorization": f"Bearer {learner.config['auth']['bearer']}"}
    address = (
        own_site.tool
        + "/play/"
        + learner.config["urls"]["respond"].split("/")[3]
        + "/content"
    )
    told = [
        learner.respond(0, BEST[0]),
        loopback.get(address, headers=headers),
    ]
    assert [(one.status_code, one.json()["error"]["code"]) for one in told] == [
        (404, "module-unknown")
    ] * 2
