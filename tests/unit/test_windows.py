"""As strict as Windows, where nothing of this has run: text files name their encoding and ends of
lines, names are none that Windows keeps, commands need no module that it lacks, and what a code
page cannot say stops no command.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from marshmallow import ValidationError

from olw_core import cli
from olw_core.authoring.schema.module import MODULE_ID, PICTURE
from scorm_export.errors import ScormError
from scorm_export.names import ANY_PACKAGE, file_name
from tests.support.commands import IN_TURN

ROOT = Path(__file__).resolve().parents[2]
# Modules that docs.python.org marks "Availability: Unix", of those that we or gunicorn import
# (gunicorn/util.py, gunicorn/workers/workertmp.py).
MISSING = ("fcntl", "grp", "pwd", "resource")
WITHOUT = f"""
import os, signal, sys
for name in {MISSING!r}:
    sys.modules[name] = None
for name in ("fork", "O_CLOEXEC", "geteuid", "getuid", "killpg", "setsid"):
    delattr(os, name)
for name in ("SIGHUP", "SIGQUIT", "SIGALRM", "SIGUSR1"):
    delattr(signal, name)
"""
DEVICES = ("con", "prn", "aux", "nul", "com1", "lpt9")
LONGEST = 160
"""Characters of a path: with the folder that a checkout stands in, Windows allows 260."""


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [name for name in listed.stdout.split("\0") if name]


def calls(name: str) -> Iterator[ast.Call]:
    tree = ast.parse((ROOT / name).read_text("utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _dotted(function: ast.expr) -> str:
    """`name` or `module.name`; "" for what is called otherwise."""
    if isinstance(function, ast.Name):
        return function.id
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return f"{function.value.id}.{function.attr}"
    return ""


def is_left_to_the_machine(call: ast.Call) -> bool:
    """Whether a call reads or writes text as this machine happens to do it."""
    given = {keyword.arg for keyword in call.keywords}
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    function = _dotted(call.func)
    if method == "read_text":
        return not call.args and "encoding" not in given
    if method == "write_text":
        return not {"encoding", "newline"} <= given
    if function in ("subprocess.run", "subprocess.Popen", "subprocess.check_output"):
        return "text" in given and "encoding" not in given
    if function in ("open", "os.fdopen"):
        is_binary = any("b" in ast.unparse(one)[1:] for one in call.args[1:2])
        return not is_binary and "encoding" not in given
    return False


def test_text_files_name_their_encoding_and_ends_of_lines() -> None:
    ours = (
        "olw_core/",
        "scorm_export/",
        "lti_service/",
        "olw_xblock/",
        "demo/",
        "bench/",
    )
    names = [
        name for name in tracked() if name.endswith(".py") and name.startswith(ours)
    ]
    assert len(names) > 200
    found = [
        f"{name}:{call.lineno}"
        for name in names
        for call in calls(name)
        if is_left_to_the_machine(call)
    ]
    assert found == []


def test_windows_can_hold_every_file_of_the_tree() -> None:
    names = tracked()
    kept = [
        name
        for name in names
        for part in name.split("/")
        if part.split(".")[0].lower() in DEVICES
        or part.endswith((".", " "))
        or set(part) & set('<>:"\\|?*')
    ]
    assert (kept, [name for name in names if len(name) > LONGEST]) == ([], [])
    folded = Counter(name.casefold() for name in names)
    assert [name for name, count in folded.items() if count > 1] == []


@pytest.mark.parametrize("name", DEVICES)
def test_no_story_picture_or_package_has_a_name_that_windows_keeps(name: str) -> None:
    for check, given in ((MODULE_ID, name), (PICTURE, f"{name}.svg")):
        with pytest.raises(ValidationError):
            check(given)
    assert (MODULE_ID(f"{name}_"), PICTURE(f"{name}x.svg")) == (
        f"{name}_",
        f"{name}x.svg",
    )
    for template in (name, f"{name}.{{module}}"):
        with pytest.raises(ScormError, match="does not make a file name"):
            file_name(template, ANY_PACKAGE._replace(module="kind"))


def olw(folder: Path, script: str, *words: str, **more: str) -> tuple[int, str]:
    """Exit status and all that a command says."""
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "OLW_SECRET_KEY": "s" * 40} | more,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace")


def test_the_commands_need_nothing_that_windows_lacks(tmp_path: Path) -> None:
    steps = (
        ("new", "my_story", "--principle", "kind"),
        ("check", "my_story"),
        ("graph", "kind"),
        ("guide", "kind"),
        ("pack", "kind"),
        ("review", "kind"),
        ("text", "export", "kind", "--lang", "cy"),
        ("scorm", "build", "--profile", "moodle", "--module", "kind", "--out", "zips"),
        ("lti", "migrate"),
        ("lti", "platforms", "list"),
        ("explain", "serve-here"),
    )
    status, told = olw(tmp_path, WITHOUT + IN_TURN, json.dumps([*steps, ("--help",)]))
    assert (status, "Not available" in told) == (0, False), told


def test_where_gunicorn_cannot_run_serve_says_what_can(tmp_path: Path) -> None:
    status, told = olw(tmp_path, WITHOUT + IN_TURN, json.dumps([("lti", "serve")]))
    assert (status, "add --dev. [serve-here]" in told) == (1, True), told


@pytest.mark.parametrize("page", ["cp1252", "cp850"])
def test_what_a_code_page_lacks_stops_no_command(tmp_path: Path, page: str) -> None:
    script = "from olw_core.cli import main; main()"
    given = ["new", "tale", "--principle", "kind", "--title", "D\u0175r \u2192 t\u0177"]
    made = CliRunner().invoke(cli.olw, [*given, "--into", str(tmp_path)])
    assert made.exit_code == 0, made.output
    status, told = olw(
        tmp_path, script, "text", "list", "tale", PYTHONIOENCODING=f"{page}:strict"
    )
    assert (status, r"title: D\u0175r \u2192 t\u0177" in told) == (0, True), told
