"""The commands, as an admin types them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from joserfc.jwk import RSAKey

from lti_service.cli import lti
from lti_service.database import Database
from lti_service.worker import Worker
from tests.integration.lti_service.databases import SECRET, empty_url, sqlite_url

Run = Callable[..., Result]
PLATFORM = [
    "--name=Trust",
    "--issuer=https://lms.example",
    "--client-id=7",
    "--login-url=https://lms.example/auth",
    "--token-url=https://lms.example/token",
    "--keys-url=https://lms.example/jwks",
    "--deployment=1",
    "--deployment=2",
]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("OLW_SECRET_KEY", SECRET)
    monkeypatch.setenv("OLW_DATABASE_URL", sqlite_url(tmp_path))
    monkeypatch.setenv("OLW_PUBLIC_URL", "https://learning.example.nhs.uk/lti")
    return lambda *words: CliRunner().invoke(lti, words)


def test_add_and_list(run: Run) -> None:
    added = run(
        "platforms",
        "add",
        *PLATFORM,
        "--report=completion",
        "--support=Talk to us=https://help.example/?a=b",
    )
    assert (added.exit_code, added.output) == (
        0,
        "Added Trust. Give the platform these addresses:\n"
        "  Login:               https://learning.example.nhs.uk/lti/login\n"
        "  Redirect and target: https://learning.example.nhs.uk/lti/launch\n"
        "  Key set:             https://learning.example.nhs.uk/lti/jwks\n",
    )
    assert run("platforms", "list").output == (
        "Trust\n  https://lms.example, client id 7\n  deployments: 1 (completion), 2 (completion)\n"
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("--keys-url=http://lms.example/jwks", "platform-url"),
        ("--login-url=javascript:alert(1)", "platform-url"),
        ("--report=everything", "platform-report"),
        ("--frame=https://lms.example/path", "platform-frame"),
        ("--support=no address", "platform-support"),
        ("--support=x=javascript:alert(1)", "platform-support"),
        (f"--support={'x' * 81}=https://help.example", "platform-support"),
        ("--support==https://help.example", "platform-support"),
    ],
)
def test_unusable_platforms_are_refused_in_one_line(
    run: Run, change: str, code: str
) -> None:
    told = run("platforms", "add", *PLATFORM, change)
    assert (
        told.exit_code,
        len(told.output.splitlines()),
        f"[{code}]" in told.output,
    ) == (1, 1, True)


def test_a_deployment_more_and_another_report(run: Run) -> None:
    run("platforms", "add", *PLATFORM)
    known = ("--issuer=https://lms.example", "--client-id=7")
    for deployment, report in (("3", "score"), ("1", "completion")):
        told = run(
            "platforms",
            "add-deployment",
            *known,
            f"--deployment={deployment}",
            f"--report={report}",
        )
        assert told.output == f"Trust: deployment {deployment} reports {report}.\n"
    assert (
        "deployments: 1 (completion), 2 (score), 3 (score)"
        in run("platforms", "list").output
    )
    other = run(
        "platforms",
        "add-deployment",
        "--issuer=https://x.example",
        "--client-id=7",
        "--deployment=1",
    )
    assert (other.exit_code, "[platform-unknown]" in other.output) == (1, True)
    wrong = run("platforms", "add-deployment", *known, "--deployment=1", "--report=all")
    assert (wrong.exit_code, "[platform-report]" in wrong.output) == (1, True)


def test_how_launches_are_signed_and_for_whom(run: Run) -> None:
    run("platforms", "add", *PLATFORM)
    usual = "Trust\n  launches may be signed with: RS256\n  besides us they may name: nobody\n"
    assert run("platforms", "tokens", "Trust").output == usual
    assert "launches" not in run("platforms", "list").output
    change = ["--algorithm=ES256", "--algorithm=RS256", "--audience=partner"]
    changed = (
        "  launches may be signed with: ES256, RS256\n"  # as given
        "  besides us they may name: partner\n"
    )
    assert run("platforms", "tokens", "Trust", *change).output == f"Trust\n{changed}"
    assert (
        run("platforms", "tokens", "https://lms.example").output == f"Trust\n{changed}"
    )
    assert run("platforms", "list").output.endswith(changed)
    assert run("platforms", "tokens", "Trust", "--usual").output == usual


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("--algorithm=HS256", "platform-algorithm"),
        ("--algorithm=none", "platform-algorithm"),
        ("--algorithm=", "platform-algorithm"),
        ("--audience= ", "platform-audience"),
        ("--audience=" + "x" * 256, "platform-audience"),
    ],
)
def test_unusable_tokens_change_nothing(run: Run, change: str, code: str) -> None:
    run("platforms", "add", *PLATFORM)
    told = run("platforms", "tokens", "Trust", "--algorithm=ES256", change)
    assert (told.exit_code, len(told.output.splitlines())) == (1, 1)
    assert f"[{code}]" in told.output
    assert "signed with: RS256\n" in run("platforms", "tokens", "Trust").output


def test_the_same_platform_twice(run: Run) -> None:
    run("platforms", "add", *PLATFORM)
    told = run("platforms", "add", *PLATFORM)
    assert (told.exit_code, "[platform-exists]" in told.output) == (1, True)


def test_an_empty_list_says_what_to_do(run: Run) -> None:
    assert (
        run("platforms", "list").output
        == "No platform is registered. Add one with: olw lti platforms add\n"
    )


def test_rotate_and_doctor(run: Run) -> None:
    assert "is published and signs from" in run("keys", "rotate").output
    told = run("doctor")
    assert told.exit_code == 1
    assert [line[:4] for line in told.output.splitlines()[:5]] == ["ok  "] * 4 + [
        "FAIL"
    ]


def test_a_public_key_as_text(run: Run) -> None:
    """Totara 17 reads no key set: its form for a tool asks for the key (mod/lti/edit_form.php)."""
    run("keys", "rotate")
    signs, later = run("keys", "list").output.splitlines()
    texts = [run("keys", "pem", *kid) for kid in ([], [signs[:24]], [later[:24]])]
    keys = [RSAKey.import_key(one.output) for one in texts]
    assert texts[0].output.startswith("-----BEGIN PUBLIC KEY-----\n")
    assert [key.is_private for key in keys] == [False] * 3
    assert texts[0].output == texts[1].output != texts[2].output
    told = run("keys", "pem", "none")
    assert (told.exit_code, "No key none is published." in told.output) == (1, True)


def test_doctor_without_tables_says_migrate(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLW_DATABASE_URL", empty_url("sqlite", tmp_path))
    assert (
        "FAIL database: the tables are missing or old. Run: olw lti migrate"
        in run("doctor").output
    )


def test_another_secret_is_told_plainly(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("migrate")
    monkeypatch.setenv("OLW_SECRET_KEY", "t" * 40)
    assert "FAIL signing keys" in run("doctor").output


@pytest.mark.parametrize("command", ["serve", "worker", "migrate", "doctor"])
def test_without_a_secret_nothing_starts(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.delenv("OLW_SECRET_KEY")
    told = run(command)
    assert (
        told.exit_code,
        told.output.startswith("Error: OLW_SECRET_KEY is missing."),
    ) == (1, True)


def test_a_database_that_is_not_there(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLW_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    told = run("migrate")
    assert (
        told.exit_code,
        "The database did not do it" in told.output,
        "Traceback" in told.output,
    ) == (1, True, False)


class Stopped:
    """A server that is stopped at once, as by Ctrl-C."""

    def __init__(self, *_: object, **_named: object) -> None:
        """Takes what werkzeug's takes."""

    def serve_forever(self) -> None:
        raise KeyboardInterrupt

    def server_close(self) -> None:
        """Nothing was opened."""


@pytest.fixture
def left_open(monkeypatch: pytest.MonkeyPatch) -> set[Database]:
    """The databases that were opened and not closed again."""
    left: set[Database] = set()
    begin, close = Database.__init__, Database.close

    def opens(self: Database, *given: Any) -> None:
        left.add(self)
        begin(self, *given)

    def closes(self: Database) -> None:
        left.discard(self)
        close(self)

    monkeypatch.setattr(Database, "__init__", opens)
    monkeypatch.setattr(Database, "close", closes)
    monkeypatch.setattr("lti_service.cli.running.signal.signal", lambda *_: None)
    monkeypatch.setattr("lti_service.server.make_server", Stopped)
    monkeypatch.setattr(Worker, "run", lambda *_: None)
    return left


@pytest.mark.parametrize(
    "command",
    [
        "migrate",
        "platforms list",
        "keys rotate",
        "doctor",
        "worker",
        "scores list",
        "serve --dev",
    ],
)
def test_every_command_closes_all(
    run: Run, left_open: set[Database], command: str
) -> None:
    """Python 3.13 warns of SQLite connections that nobody closed."""
    told = run(*command.split())
    assert (told.exception is None or told.exit_code == 1, left_open) == (True, set())


@pytest.mark.parametrize("command", ["doctor", "worker"])
def test_a_command_that_fails_closes_too(
    run: Run, left_open: set[Database], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("lti_service.cli.running.checks.examine", fail)
    monkeypatch.setattr(Worker, "run", fail)
    told = run(command)
    assert (str(told.exception), left_open) == ("unforeseen", set())


def test_serve_with_a_bad_address(run: Run) -> None:
    told = run("serve", "--bind", "somewhere")
    assert (told.exit_code, "[bind]" in told.output) == (1, True)


def test_private_addresses_are_each_platforms_own(run: Run) -> None:
    plain = [
        "--keys-url=http://lms.example/jwks",
        "--issuer=http://a.example",
        "--name=Inner",
    ]
    assert run("platforms", "add", *PLATFORM, *plain).exit_code == 1
    assert run("platforms", "add", *PLATFORM, *plain, "--private").exit_code == 0
    run("platforms", "add", *PLATFORM)
    shown = run("platforms", "list").output
    assert shown.count("private addresses are allowed") == 1
    assert (
        run("platforms", "private", "Trust").output
        == "Trust: private addresses are allowed.\n"
    )
    assert run("platforms", "list").output.count("private addresses are allowed") == 2
    told = run("platforms", "private", "https://lms.example", "--no")
    assert told.output == "Trust: private addresses are refused.\n"
    assert run("platforms", "list").output.count("private addresses are allowed") == 1


def test_two_platforms_of_one_name_need_the_client_id(run: Run) -> None:
    run("platforms", "add", *PLATFORM)
    run("platforms", "add", *PLATFORM, "--client-id=8")
    told = run("scores", "retry", "Trust")
    assert (told.exit_code, "[platform-ambiguous]" in told.output) == (1, True)
    assert (
        run("scores", "retry", "Trust", "--client-id=8").output
        == "Trust: 0 will be tried again.\n"
    )


def test_scores_and_reseal_with_nothing_to_do(run: Run) -> None:
    assert run("scores", "list").output == "Everything has arrived.\n"
    told = run("reseal").output.splitlines()
    assert told[0] == "Sealed 0 records and card logs, and the signing keys."
    assert "OLW_SECRET_KEY_OLD is no longer needed" in told[1]


def test_a_secret_is_changed_by_hand(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("migrate")
    monkeypatch.setenv("OLW_SECRET_KEY", "t" * 40)
    told = run("migrate")
    assert (told.exit_code, "[settings-secret-wrong]" in told.output) == (1, True)
    monkeypatch.setenv("OLW_SECRET_KEY_OLD", SECRET)
    assert (run("migrate").exit_code, run("reseal").exit_code) == (0, 0)
    monkeypatch.delenv("OLW_SECRET_KEY_OLD")
    assert run("migrate").exit_code == 0
    assert "ok   signing keys" in run("doctor").output


def test_a_platform_may_be_added_before_its_deployments_are_known(run: Run) -> None:
    without = [one for one in PLATFORM if not one.startswith("--deployment")]
    assert run("platforms", "add", *without, "--report=completion").exit_code == 0
    assert "deployments: none yet" in run("platforms", "list").output
    assert run("platforms", "pending").output == "No deployment is waiting.\n"
    told = run("platforms", "approve", "Trust", "7")
    assert (told.exit_code, "[deployment-not-pending]" in told.output) == (1, True)


LIKE = ["--name=Trust", "--client-id=7", "--at=https://lms.example/anything"]
FILLED = {
    "moodle": "https://lms.example, client id 7",
    "totara": "https://lms.example, client id 7",
    "canvas": "https://canvas.instructure.com, client id 7",
    "blackboard": "https://blackboard.com, client id 7",
    "brightspace": "https://lms.example, client id 7",
}


@pytest.mark.parametrize(("kind", "asks"), [("totara", True), ("moodle", False)])
def test_who_reads_no_key_set_is_given_the_key(run: Run, kind: str, asks: bool) -> None:
    told = run("platforms", "add", "--like", kind, *LIKE).output
    assert ("olw lti keys pem" in told) is asks


@pytest.mark.parametrize("kind", FILLED)
def test_a_known_lms_needs_no_addresses(run: Run, kind: str) -> None:
    added = run("platforms", "add", "--like", kind, *LIKE)
    assert (added.exit_code, FILLED[kind] in run("platforms", "list").output) == (
        0,
        True,
    )


EDX = "https://lms.example/api/lti_consumer/v1"


@pytest.mark.parametrize(
    ("typed", "activity"),
    [
        (f"--keys-url={EDX}/public_keysets/1b-2c", "1b-2c"),
        (f"--token-url={EDX}/token/1b-2c", "1b-2c"),
        # lti_consumer/plugin/urls.py: public_keyset_endpoint_via_external_id
        (f"--keys-url={EDX}/public_keysets/store/kind", "store/kind"),
    ],
)
def test_open_edx_needs_one_address_of_the_activity(
    run: Run, typed: str, activity: str
) -> None:
    """As the LTI Consumer 11.4 makes them: lti_consumer/utils.py."""
    told = run("platforms", "add", "--like=openedx", *LIKE)
    assert (told.exit_code, "each activity has its own" in told.output) == (1, True)
    assert run("platforms", "add", "--like=openedx", *LIKE, typed).exit_code == 0
    shown = run("platforms", "show", "Trust").output
    for address in (
        "https://lms.example, client id 7",
        f"authentication request address: {EDX}/launch/",
        f"access token address: {EDX}/token/{activity}",
        f"key set address: {EDX}/public_keysets/{activity}",
    ):
        assert f"  {address}\n" in shown


def test_a_known_lms_needs_its_own_address(run: Run) -> None:
    told = run("platforms", "add", "--like=moodle", *LIKE[:2])
    assert (told.exit_code, "[platform-url]" in told.output) == (1, True)
    told = run("platforms", "add", *LIKE[:2])
    assert (told.exit_code, "[platform-missing]" in told.output) == (1, True)


def test_registration_links(run: Run) -> None:
    made = run("platforms", "link", "Copse Valley", "--kind=moodle").output
    start = "https://learning.example.nhs.uk/lti/register/"
    assert made.splitlines()[1].startswith(start)
    assert made.startswith("Paste this into the LMS of Copse Valley, within 24 hours:")
    longer = run("platforms", "link", "Fenwick", "--hours=168").output
    assert "within 168 hours:" in longer
    assert run("platforms", "link", "Fenwick", "--hours=169").exit_code == 2
    run("platforms", "unlink", "2")
    shown = run("platforms", "links").output
    assert (shown[:22], start in shown) == ("1: for Copse Valley, u", False)
    assert run("platforms", "unlink", "1").output == (
        "The link for Copse Valley no longer works.\n"
    )
    assert run("platforms", "links").output == "No link is waiting to be used.\n"
    for words, code in (
        (["unlink", "1"], "link-unknown"),
        (["link", " "], "link-name"),
        (["link", "Trust", "--report=everything"], "platform-report"),
    ):
        told = run("platforms", *words)
        assert (told.exit_code, f"[{code}]" in told.output) == (1, True)
