"""Commands about administrators and platforms, as an admin types them."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lti_service import settings
from lti_service.cli import lti
from lti_service.database import Database
from lti_service.models import Context, Learner, PendingDeployment
from lti_service.secret import Keyring
from lti_service.services.admin.facts import of_settings
from lti_service.settings import Settings
from tests.integration.lti_service.databases import SECRET, sqlite_url

Run = Callable[..., Result]
PLATFORM = [
    "--name=Trust",
    "--like=moodle",
    "--at=https://lms.example",
    "--client-id=7",
    "--deployment=1",
]


@pytest.fixture
def address(tmp_path: Path) -> str:
    return sqlite_url(tmp_path)


@pytest.fixture
def run(address: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("OLW_SECRET_KEY", SECRET)
    monkeypatch.setenv("OLW_DATABASE_URL", address)
    monkeypatch.setenv("OLW_PUBLIC_URL", "https://learning.example.nhs.uk/lti")
    return lambda *words, **more: CliRunner().invoke(lti, words, **more)


def refused(told: Result, code: str) -> bool:
    return told.exit_code == 1 and f"[{code}]" in told.output


def test_a_sign_in_link(run: Run) -> None:
    made = run("admin", "link", "--name=Sam").output.splitlines()
    assert made[0] == "Open this within 15 minutes. It works once:"
    assert made[1].startswith("https://learning.example.nhs.uk/lti/admin/enter/")
    assert refused(run("admin", "link", "--name", " "), "link-name")
    assert run("admin", "sign-out").output == "0 sessions ended.\n"
    told = run("admin", "log").output.splitlines()
    assert [line[17:] for line in told] == [
        "command line: signed every administrator out",
        "command line: made a sign-in link (Sam)",
    ]
    assert (
        run("admin", "log", "--looks").output == "Nothing has been written down yet.\n"
    )


def test_a_platform_is_changed(run: Run) -> None:
    run("platforms", "add", *PLATFORM)
    told = run("platforms", "edit", "Trust", "--issuer=https://new.example", "--name=Y")
    assert told.output == "Y: changed name, issuer.\n"
    assert "https://new.example, client id 7" in run("platforms", "list").output
    assert run("platforms", "edit", "Y").output == "Y: changed nothing.\n"
    told = run("platforms", "edit", "Y", "--new-client-id=8", "--allow-anonymous")
    assert told.output == "Y: changed client id, allow anonymous.\n"
    told = run(
        "platforms", "edit", "Y", "--frame=https://a", "--support=Help=https://h/"
    )
    assert told.output == "Y: changed frame ancestors, support.\n"
    told = run("platforms", "edit", "Y", "--frame=", "--support=", "--kind=canvas")
    assert told.output == "Y: changed frame ancestors, support, family.\n"
    told = run("platforms", "edit", "Y", "--frame=", "--support=", "--kind=other")
    assert told.output == "Y: changed family.\n"
    for words, code in (
        (["--frame=a"], "platform-frame"),
        (["--support=Help"], "platform-support"),
        (["--report=everything"], "platform-report"),
        (["--issuer="], "platform-missing"),
        (["--keys-url=http://lms.example"], "platform-url"),
    ):
        assert refused(run("platforms", "edit", "Y", *words), code)


def test_everything_about_a_platform_is_shown(run: Run) -> None:
    run("platforms", "add", *PLATFORM, "--frame=https://a", "--support=Help=https://h/")
    assert run("platforms", "show", "Trust").output.splitlines() == [
        "Trust",
        "  https://lms.example, client id 7",
        "  deployments: 1 (score)",
        "  kind: Moodle",
        "  authentication request address: https://lms.example/mod/lti/auth.php",
        "  access token address: https://lms.example/mod/lti/token.php",
        "  key set address: https://lms.example/mod/lti/certs.php",
        "  new deployments are told: score",
        "  further frames: https://lms.example, https://a",
        "  support links: Help=https://h/",
        "  launches: may not leave out who the learner is",
        "  0 people, 0 records",
        "  Login: https://learning.example.nhs.uk/lti/login",
        "  Redirect and target: https://learning.example.nhs.uk/lti/launch",
        "  Key set: https://learning.example.nhs.uk/lti/jwks",
    ]
    assert refused(run("platforms", "show", "Nobody"), "platform-unknown")


def test_what_needs_an_administrator(run: Run, address: str) -> None:
    run("platforms", "add", *PLATFORM)
    database = Database(address, Keyring([SECRET]))
    now = datetime.now(UTC)
    with closing(database), database.writing() as session:
        waits = PendingDeployment(
            registration_id=1, deployment_id="9", first_at=now, last_at=now, tries=1
        )
        session.add(waits)
    assert run("admin", "overview").output.splitlines() == [
        "Trust: deployment 9 waits for approval",
        "Platforms: 1",
        "Scores on their way: 0",
        "Newest signing key: 0 days old",
        "Signed in under /admin: 0",
    ]


def test_a_platform_is_removed_after_a_question(run: Run, address: str) -> None:
    run("platforms", "add", *PLATFORM)
    database = Database(address)
    with database.writing() as session:
        now = datetime.now(UTC)
        session.add(Learner(registration_id=1, sub="p1", last_seen_at=now))
    database.close()
    told = run("platforms", "remove", "Trust", input="n\n")
    assert "Remove Trust with 1 people and 0 records?" in told.output
    shown = run("export", "Trust").output.splitlines()
    assert [json.loads(line)["id"] for line in shown] == ["p1"]
    removed = run("platforms", "remove", "Trust", "--yes").output
    assert removed == "Removed Trust. Take the tool out of the LMS as well.\n"
    assert refused(run("platforms", "remove", "Trust", "--yes"), "platform-unknown")
    assert "removed platform with 1 people (Trust)" in run("admin", "log").output


def test_keys_and_their_ages(run: Run) -> None:
    assert run("keys", "list").output.endswith(": 0 days old, signs\n")
    run("keys", "rotate")
    states = [
        line.partition(", ")[2] for line in run("keys", "list").output.splitlines()
    ]
    assert states == ["signs", "published, signs later"]


def test_the_settings_in_force_without_a_secret(run: Run) -> None:
    told = run("settings").output
    assert "People's data stays: 24 months\n" in told
    assert SECRET not in told


SET = {
    "OLW_SECRET_KEY": SECRET,
    "OLW_COHORT_LEAST": "35",
    "OLW_ADMINISTRATORS_LEAD": "yes",
    "OLW_PROXIES": "2",
    "OLW_METRICS_TOKEN": "m" * 40,
}


def test_whatever_can_be_set_is_shown_but_secrets() -> None:
    """And but what is read once alone, while an old database is brought up to date."""
    source = inspect.getsource(settings)
    can_be_set = set(re.findall(r'"(OLW_[A-Z_]+)"', source))
    facts = of_settings(Settings.from_env(SET))
    shown = {one.where: one.value for one in facts}
    hidden = {"OLW_SECRET_KEY", "OLW_ALLOW_PRIVATE_PLATFORMS"}
    assert set(shown) - {""} == can_be_set - hidden
    assert [shown[name] for name in SET if name != "OLW_SECRET_KEY"] == [
        "from 35 people on",
        "yes",
        "2",
        "a monitor with its token",
    ]
    assert "m" * 40 not in str(facts)
    plain = {one.where: one.value for one in of_settings(Settings(SECRET))}
    assert [plain[name] for name in SET if name != "OLW_SECRET_KEY"] == [
        "from 10 people on",
        "no",
        "0",
        "nobody",
    ]


def test_a_databases_password_is_not_shown() -> None:
    given = Settings(SECRET, database_url="postgresql://olw:geheim@db/olw")
    told = str(of_settings(given))
    assert ("geheim" in told, "postgresql://olw:***@db/olw" in told) == (False, True)


def test_doctor_of_one_platform(run: Run) -> None:
    run("platforms", "add", *PLATFORM)
    told = run("doctor", "Trust")
    lines = told.output.splitlines()
    assert told.exit_code == 1
    assert lines[0].startswith("FAIL The LMS's key set, read from here: ")
    assert lines[1].startswith("     Compare the key set address with the LMS.")
    assert "-    Grade columns: no activity" in told.output
    assert refused(run("doctor", "Nobody"), "platform-unknown")


def test_programmes(run: Run, address: str) -> None:
    """A course is known once somebody has opened an activity of it."""
    run("platforms", "add", *PLATFORM)
    assert "Make one with" in run("programmes", "list").output
    told = run("programmes", "add", "Trust", "Ward managers").output
    assert told == "Trust: Ward managers, for administrators alone\n"
    assert refused(run("programmes", "add", "Trust", "Ward managers"), "programme-name")
    course = ("Trust", "Ward managers", "c9")
    assert refused(run("programmes", "join", *course), "course-unknown")
    database = Database(address, Keyring([SECRET]))
    with closing(database), database.writing() as session:
        session.add(Context(key="k", deployment_id=1, context_id="c9", title="Nine"))
    assert run("programmes", "join", *course).output == "Nine is in Ward managers.\n"
    told = run("programmes", "open", "Trust", "Ward managers").output
    assert told == "Trust: Ward managers, for facilitators of its courses\n"
    assert run("programmes", "list").output.splitlines()[1] == "  Nine (c9)"
    told = run("programmes", "leave", *course).output
    assert told == "Nine is no longer in Ward managers.\n"
    assert refused(run("programmes", "leave", *course), "course-unknown")
    assert (
        "administrators alone"
        in run("programmes", "open", "Trust", "Ward managers", "--no").output
    )
    asked = run("programmes", "remove", "Trust", "Ward managers", input="n\n")
    assert asked.exit_code == 1
    run("programmes", "remove", "Trust", "Ward managers", "--yes")
    assert refused(
        run("programmes", "open", "Trust", "Ward managers"), "programme-unknown"
    )
    assert "removed programme Ward managers (Trust)" in run("admin", "log").output
