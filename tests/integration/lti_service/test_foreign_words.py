"""Words of an LMS lead no terminal: they clear no screen, forge no line and turn nothing round."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from lti_service import cli
from lti_service.cli.printing import harmless
from lti_service.models import (
    AdminEvent,
    Context,
    Deployment,
    Learner,
    PendingDeployment,
    Programme,
    Registration,
    RegistrationLink,
    ResourceLink,
    ScoreDelivery,
)
from tests.integration.lti_service.administering import signed_in, typed
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.registering import make_link
from tests.integration.lti_service.site import Site

RUDE = "x\x1b[2J\nFORGED\r\x9b2J\x7f\u2028FORGED\u202eevil\u2066\u200f\x85FORGED"
MARKED = "<b>\u202eevil"
LEADING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
PAGES = [
    "/",
    "/platforms",
    "/platforms/1",
    "/platforms/1/check",
    "/links",
    "/programmes",
    "/programmes/1",
    "/scores",
    "/log",
]
FIELDS = re.compile("<(title|textarea|option|button).*?</\\1>", re.DOTALL)
"""Each is a piece of text of its own."""
ATTRIBUTES = re.compile("<[^>]*&lt;b&gt;[^>]*>")
ISSUER = "https://rude.example"
OF_ITS_OWN = "https://rude.example/?"
COMMANDS = [
    "platforms list",
    f"platforms show {ISSUER}",
    f"platforms tokens {ISSUER}",
    "platforms pending",
    "platforms links",
    f"platforms private {ISSUER}",
    f"platforms edit {ISSUER} --report score",
    f"platforms remove {ISSUER}",
    "platforms unlink 1",
    "programmes list",
    f"programmes courses {ISSUER} Wards",
    f"programmes figures {ISSUER} Wards",
    f"programmes leave {ISSUER} Wards c1",
    f"programmes join {ISSUER} Wards c1",
    "scores list",
    f"scores retry {ISSUER}",
    "admin overview",
    "admin log",
    f"export {ISSUER}",
    f"doctor {ISSUER}",
    "doctor",
]


def rude(site: Site) -> None:
    """Whatever an LMS can name is as bad as it can be."""
    arrive(site).play(best_answers("kind"))
    make_link(site)
    now = site.wiring.clock()
    with site.wiring.database.writing() as session:
        known = session.query(Registration).one()
        known.issuer, known.name = ISSUER, RUDE
        known.support = [{"label": RUDE, "url": OF_ITS_OWN + RUDE}]
        known.trusted_audiences = [RUDE]
        session.query(Deployment).one().deployment_id = RUDE
        course = session.query(Context).one()
        course.title, course.context_id = RUDE, "c1"
        for number in range(2):
            session.add(
                Context(
                    key=f"k{number}",
                    deployment_id=course.deployment_id,
                    context_id=RUDE + str(number),
                    title=RUDE,
                )
            )
        for link in session.query(ResourceLink):
            link.resource_link_id = RUDE
        for row in session.query(ScoreDelivery):
            row.problem = RUDE
        session.query(Learner).one().sub = RUDE
        session.query(RegistrationLink).one().name = RUDE
        waits = PendingDeployment(
            registration_id=known.id, deployment_id=RUDE, first_at=now, last_at=now
        )
        session.add(waits)
        session.add(AdminEvent(at=now, by=RUDE, action=RUDE, about=RUDE))
        session.add(Programme(registration_id=known.id, name="Wards", created_at=now))
    typed(site, "programmes", "join", ISSUER, "Wards", "c1")


def test_no_command_prints_what_leads_a_terminal(own_site: Site) -> None:
    rude(own_site)
    shown = ""
    for command in COMMANDS:
        answer = typed(own_site, *command.split())
        assert LEADING.findall(answer.output) == [], command
        forged = [line for line in answer.output.split("\n") if line.startswith("FORG")]
        assert forged == [], command
        assert RUDE[0] in answer.output, command
        shown += answer.output
    assert "x\ufffd[2J\ufffdFORGED\ufffd\ufffd2J\ufffd" in shown


def test_an_export_says_exactly_what_is_stored(own_site: Site) -> None:
    rude(own_site)
    told = json.loads(typed(own_site, "export", ISSUER).output)
    assert told["id"] == RUDE


@pytest.mark.parametrize("page", PAGES)
def test_pages_escape_them_and_keep_each_apart(own_site: Site, page: str) -> None:
    """What turns text round ends with its element: <bdi>, .code (service.css) and form fields."""
    rude(own_site)
    with own_site.wiring.database.writing() as session:
        known = session.query(Registration).one()
        known.name = MARKED
        session.query(RegistrationLink).one().name = MARKED
        for course in session.query(Context):
            course.title = MARKED
    text = signed_in(own_site).get(page)
    assert MARKED not in text
    shown = ATTRIBUTES.sub("", FIELDS.sub("", text))
    before = re.findall(r"<([^<>]*)>[^<>]*&lt;b&gt;", shown)
    assert {one for one in before if one != "bdi" and "code" not in one} == set()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ysbyty Tŷ’r Ŵyl, 医院, مستشفى 👩‍⚕️", "Ysbyty Tŷ’r Ŵyl, 医院, مستشفى 👩‍⚕️"),
        ("a\tb\nc", "a\ufffdb\ufffdc"),
        ("\ud83d", "\ufffd"),
    ],
)
def test_other_words_stay_as_they_are(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_no_command_prints_in_another_way() -> None:
    folder = Path(cli.__file__).parent
    others = [one for one in folder.glob("*.py") if one.name != "printing.py"]
    raw = [one.name for one in others if "click.echo" in one.read_text("utf-8")]
    assert (len(others) > 10, raw) == (True, [])
