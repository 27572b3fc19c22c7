"""`olw scorm` as a person runs it: with plain errors and never a traceback.

In a process of its own where a process shows more than a call.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from olw_core import cli, content
from olw_core.cli import main
from scorm_export.profiles import PROFILES
from tests.support.commands import IN_TURN

OLW = Path(sys.executable).parent / "olw"


def olw(
    *words: str | Path, cwd: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return _run(OLW, "scorm", *words, cwd=cwd, env=env)


def _run(
    *command: str | Path, cwd: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        timeout=60,
    )


def olw_here(*words: str | Path) -> Result:
    """The same command in this process."""
    return CliRunner().invoke(cli.olw, ["scorm", *map(str, words)])


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file in a folder, by name."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
    }


def test_two_builds_in_two_processes_are_byte_identical(tmp_path: Path) -> None:
    """Other hash seed, time zone, language and folder; the zips must not show it."""
    other = {
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "HOME": "/nonexistent",
    }
    builds = (
        ["--profile", "generic"],
        ["--profile", "cornerstone", "--course"],
        ["--profile", "cmi5", "--cards"],
    )
    for name, env in (("a", {"PYTHONHASHSEED": "1", "TZ": "UTC"}), ("b", other)):
        begin = ["scorm", "build", "--out", name]
        steps = json.dumps([[*begin, *words] for words in builds])
        run = _run(sys.executable, "-c", IN_TURN, steps, cwd=tmp_path, env=env)
        assert (run.returncode, run.stderr) == (0, "")
    one, two = hashes(tmp_path / "a"), hashes(tmp_path / "b")
    assert len(one) == len(content.module_ids()) + 2
    assert one == two


def test_source_date_epoch_is_the_time_of_every_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    olw_here("build", "--module", "kind", "--out", tmp_path)
    with zipfile.ZipFile(tmp_path / "olw-kind-generic.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {
            (2023, 11, 14, 22, 13, 20)
        }


def test_the_table_names_what_was_made(tmp_path: Path) -> None:
    words = (
        "--module",
        "kind",
        "--profile",
        "moodle",
        "--edition",
        "2004-4",
        "--report",
        "answers",
    )
    run = olw_here("build", *words, "--out", tmp_path / "made")
    data = (tmp_path / "made" / "olw-kind-moodle-2004-4.zip").read_bytes()
    head, row = run.stdout.splitlines()[-2:]
    assert head.split() == ["file", "edition", "profile", "report", "size", "sha256"]
    assert re.split(r"\s{2,}", row) == [
        "olw-kind-moodle-2004-4.zip",
        "SCORM 2004 4th Edition",
        "moodle",
        "answers",
        f"{len(data) / 1000:.1f} kB",
        hashlib.sha256(data).hexdigest(),
    ]


def test_a_trusts_choices_and_options_over_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "trust.toml").write_text(
        'organisation = "Example Trust"\nprofile = "nhs"\n'
        'file_name = "{organisation} {module}"\n[titles]\nkind = "From the file"\n'
    )
    chosen = ["--config", "trust.toml", "--module", "kind"]
    run = olw_here("build", *chosen, "--title", "From the option")
    assert run.exit_code == 0, run.output
    with zipfile.ZipFile(tmp_path / "dist" / "example-trust-kind.zip") as archive:
        assert (
            archive.read("imsmanifest.xml")
            .decode()
            .count("<title>From the option</title>")
            == 2
        )
        assert '"name": "Example Trust"' in archive.read("trust.json").decode()


ERRORS = [
    (["--profile", "blackboard"], "profile-unknown"),
    (["--edition", "1.3"], "edition-unknown"),
    (["--report", "everything"], "report-unknown"),
    (["--module", "nobody"], "module-unknown"),
    (["--config", "none.toml"], "trust-toml"),
    (["--config", "bad.toml"], "trust-toml"),
    (["--config", "odd.toml"], "trust-field"),
    (["--pass-mark", "1"], "trust-pass-mark"),
    (["--pass-mark", "101"], "trust-pass-mark"),
    (["--pass-mark", "80", "--report", "completion"], "trust-pass-mark"),
    (["--file-name", "{who}"], "trust-field"),
    (["--title", "Whose?"], "trust-field"),
    (["--module", "kind", "--out", "bad.toml"], "out-unwritable"),
    (["--module", "kind", "--out", "/proc/none"], "out-unwritable"),
]


@pytest.mark.parametrize(
    ("words", "code"), ERRORS, ids=[" ".join(words) for words, _ in ERRORS]
)
def test_errors_are_one_plain_line(
    tmp_path: Path,
    words: list[str],
    code: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.toml").write_text("organisation = ")
    (tmp_path / "odd.toml").write_text("organization = 'x'")
    monkeypatch.setattr(sys, "argv", ["olw", "scorm", "build", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    line = capsys.readouterr().err.strip().splitlines()
    assert (ended.value.code, len(line)) == (1, 1), line
    assert line[0].startswith("olw: ")
    assert line[0].endswith(f"[{code}]")


def test_no_traceback_reaches_the_shell(tmp_path: Path) -> None:
    run = olw("build", "--module", "nobody", cwd=tmp_path)
    known = ", ".join(content.module_ids())
    words = (
        f"olw: module 'nobody': There is no such module. Use one of: {known}. "
        "[module-unknown]\n"
    )
    assert (run.returncode, run.stdout, run.stderr) == (1, "", words)


def test_dist_makes_everything_of_a_trust(tmp_path: Path) -> None:
    (tmp_path / "trust.toml").write_text(
        'organisation = "Example Trust"\nfile_name = "{organisation}-{module}"\n'
    )
    run = olw("dist", "--config", "trust.toml", "--out", "all", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    zips = sorted((tmp_path / "all").glob("*/*.zip"))
    total = sum(path.stat().st_size for path in zips) / 1_000_000
    words = f"{len(zips)} packages, {total:.1f} MB. Open all/index.html to see which to take."
    assert run.stdout.splitlines()[-1] == words
    modules = [*content.module_ids(), "course-menu", "return-cards"]
    assert sorted(path.name for path in zips if path.parent.name == "nhs") == sorted(
        f"example-trust-{m}.zip" for m in modules
    )


def test_profiles_are_listed() -> None:
    run = olw_here("profiles")
    assert re.findall(r"^(\S+): ", run.stdout, re.MULTILINE) == list(PROFILES)


def test_check_ends_with_1_on_errors_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    olw_here("build", "--module", "kind", "--out", tmp_path)
    good = olw_here("check", "olw-kind-generic.zip")
    assert (good.exit_code, good.output) == (
        0,
        "olw-kind-generic.zip (SCORM 1.2): no errors, no warnings.\n",
    )
    with zipfile.ZipFile(tmp_path / "olw-kind-generic.zip", "a") as archive:
        archive.writestr("Thumbs.db", b"x")
    odd = olw_here("check", "olw-kind-generic.zip")
    assert (odd.exit_code, odd.output.splitlines()[0]) == (
        0,
        "warning [zip-junk] Thumbs.db",
    )
    assert olw_here("check", "--strict", "olw-kind-generic.zip").exit_code == 1
    (tmp_path / "none.zip").write_bytes(b"x")
    bad = olw("check", "none.zip", cwd=tmp_path)
    assert (bad.returncode, bad.stderr) == (1, "")
    assert bad.stdout.splitlines()[0] == "error [zip-unreadable] the zip"
    assert bad.stdout.splitlines()[-1] == "none.zip: 1 error, no warnings."


def test_a_package_in_another_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words, player and manifest are in it; without a translation it says so."""
    monkeypatch.setenv("OLW_MODULES_PATH", str(tmp_path))
    (tmp_path / "kind").mkdir()
    overlay = (
        "lang: cy\nversion: 2\ntexts:\n"
        "  title: {was: Back from Copse Lane, now: Yn ôl o Copse Lane}\n"
    )
    (tmp_path / "kind" / "module.cy.yaml").write_text(overlay, "utf-8")
    asked = [
        "scorm",
        "build",
        "--module",
        "kind",
        "--lang",
        "cy",
        "--out",
        str(tmp_path),
    ]
    made = CliRunner().invoke(cli.olw, asked)
    assert made.exit_code == 0, made.output
    (path,) = tmp_path.glob("*.zip")
    assert path.name.endswith("-cy.zip")
    with zipfile.ZipFile(path) as package:
        manifest = package.read("imsmanifest.xml").decode()
        page = b"".join(package.read(name) for name in package.namelist()).decode(
            "utf-8", "ignore"
        )
    assert "Yn ôl o Copse Lane" in manifest
    assert "Parhau" in page
    other = CliRunner().invoke(
        cli.olw, [*asked[:4], "--lang", "fr", "--out", str(tmp_path)]
    )
    assert str(other.exception) == "'kind' is not translated to 'fr'. There are: cy."
