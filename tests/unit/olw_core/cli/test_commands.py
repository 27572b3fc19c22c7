"""The command `olw` itself: doors' commands, a door that is not installed, errors as one line."""

from __future__ import annotations

import re
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import pytest
from click.testing import CliRunner

import olw_core
from olw_core import cli


class Absent:
    """An entry point of a door whose extra is not installed."""

    name = "lti"

    def load(self) -> Any:
        raise ModuleNotFoundError("No module named 'flask'", name="flask")


@pytest.fixture
def no_lti(monkeypatch: pytest.MonkeyPatch) -> None:

    def entry_points(*, group: str, name: str | None = None) -> list[Absent]:
        if name in (None, "lti"):
            return [Absent()]
        return []

    monkeypatch.setattr(cli, "entry_points", entry_points)


def test_a_door_that_is_not_installed_says_what_to_install(no_lti: None) -> None:
    result = CliRunner().invoke(cli.olw, ["lti", "serve", "--port", "1"])
    assert (result.exit_code, result.output) == (
        1,
        "Error: 'olw lti' needs flask. Install it with: pip install 'our-leadership-way[lti]'\n",
    )


def test_and_breaks_nothing_else(no_lti: None) -> None:
    result = CliRunner().invoke(cli.olw, ["--help"])
    listed = result.output.split("Commands:\n")[1]
    rows = re.findall(r"^  (\S+) +(.+)$", listed, re.MULTILINE)
    assert dict(rows)["lti"] == "Not available: flask is not installed."
    own = [
        "check",
        "diff",
        "explain",
        "graph",
        "guide",
        "local",
        "new",
        "preview",
        "record",
    ]
    own += ["board", "import", "pack", "release", "review", "schema", "text"]
    assert [name for name, _ in rows] == sorted([*own, "lti"])


def test_doors_add_their_commands() -> None:
    context = cli.olw.make_context("olw", ["check"])
    for name in ("lti", "scorm"):
        command = cli.olw.get_command(context, name)
        assert command is not None
        assert command.name == name
    assert cli.olw.get_command(context, "dance") is None


def test_entry_points_are_declared() -> None:
    found = {
        e.name: e.value
        for e in entry_points(group="olw.commands")
        if isinstance(e, EntryPoint)
    }
    assert found == {"lti": "lti_service.cli:lti", "scorm": "scorm_export.cli:scorm"}


def test_a_good_command_ends_well(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["olw", "--version"])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert (caught.value.code, capsys.readouterr().out) == (
        0,
        f"olw, version {olw_core.__version__}\n",
    )
