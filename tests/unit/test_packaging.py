"""What is installed: every package of the tree, content compiled and as authored, pages;
no tests, no demo. `test_lock.py` has what is installed beside it.
"""

from __future__ import annotations

import configparser
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from olw_core import content
from tests.support.commands import IN_TURN

ROOT = Path(__file__).resolve().parents[2]
TOPS = ("olw_core", "olw_xblock", "scorm_export", "lti_service")


def setup() -> configparser.ConfigParser:
    found = configparser.ConfigParser()
    found.read(ROOT / "setup.cfg", "utf-8")
    return found


def test_the_packages_listed_are_the_tree() -> None:
    tree = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for top in TOPS
        for path in (ROOT / top).rglob("__init__.py")
        if "node_modules" not in path.parts
    }
    assert sorted(setup()["options"]["packages"].split()) == sorted(
        {*tree, "olw_core.modules"}
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """The wheel, built from this tree with the tools at hand."""
    for module_id in content.module_ids():
        content.load(module_id)  # compiled.json stands beside each source
    into = tmp_path_factory.mktemp("wheel")
    build = into / "build"
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        str(ROOT),
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-w",
        str(into),
    ]
    options = {
        "DIST_EXTRA_CONFIG": str(into / "extra.cfg"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    (into / "extra.cfg").write_text(
        f"[build]\nbuild_base = {build}\n[egg_info]\negg_base = {into}\n", "utf-8"
    )
    result = subprocess.run(
        command,
        cwd=into,
        env=os.environ | options,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    with zipfile.ZipFile(next(into.glob("*.whl"))) as archive:
        yield archive


def test_the_wheel_holds_content_compiled_and_as_authored(
    wheel: zipfile.ZipFile,
) -> None:
    """The sources too: `olw check`, `preview` and `graph` read them."""
    installed = sorted(n for n in wheel.namelist() if n.startswith("olw_core/modules/"))
    compiled = [f"olw_core/modules/{i}/compiled.json" for i in content.module_ids()]
    listed = subprocess.run(
        ["git", "ls-files", "modules"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert installed == sorted(
        [*compiled, *[f"olw_core/{name}" for name in listed.stdout.split()]]
    )
    for module_id, name in zip(content.module_ids(), compiled, strict=True):
        assert json.loads(wheel.read(name))["module"] == content.load(module_id)


def test_the_wheel_holds_what_the_commands_read(wheel: zipfile.ZipFile) -> None:
    wanted = {
        "olw_core/authoring/template.yaml",
        "olw_core/page/page.css",
        "olw_core/preview/reload.js",
    }
    assert wanted - set(wheel.namelist()) == set()


def test_the_wheel_holds_every_file_that_code_needs(wheel: zipfile.ZipFile) -> None:
    """Whatever git keeps below the packages,
    except sources of the player and folders' ignore lists, is installed.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z", *TOPS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    left_out = (
        "lti_service/migrations/script.py.mako",
        "olw_core/player/src/",
        "olw_core/player/tsconfig",
        "olw_core/player/package",
        "olw_core/player/build",
        "olw_core/player/browsers.json",
        "olw_core/player/lines.mjs",
    )
    kept = {
        n
        for n in listed.split("\0")
        if n and not n.startswith(left_out) and not n.endswith(".gitignore")
    }
    assert sorted(n for n in kept - set(wheel.namelist()) if (ROOT / n).exists()) == []


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {
        name.split("/")[0] for name in wheel.namelist() if ".dist-info/" not in name
    }
    assert tops == set(TOPS)
    assert [
        n
        for n in wheel.namelist()
        if "/node_modules/" in n or n.endswith((".ts", ".scss"))
    ] == []


def test_the_unpacked_wheel_loads_every_module(
    wheel: zipfile.ZipFile, tmp_path: Path
) -> None:
    """In a folder of its own, isolated from this checkout: content comes from the package."""
    wheel.extractall(tmp_path / "site")
    script = (
        "import sys, json; sys.path.insert(0, sys.argv[1])\n"
        "from olw_core import content\n"
        "from olw_core.engine import engine\n"
        "assert content.__file__.startswith(sys.argv[1]), content.__file__\n"
        "ids = content.module_ids()\n"
        "views = [engine.view(content.load(i), engine.start(content.load(i)))['step'] for i "
        "in ids]\n"
        "print(json.dumps([list(ids), views, content.framework().id]))\n"
    )
    command = [sys.executable, "-I", "-c", script, str(tmp_path / "site")]
    environment = {k: v for k, v in os.environ.items() if k != "OLW_MODULES_DIR"}
    result = subprocess.run(
        command,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == [
        list(content.module_ids()),
        [0] * 6,
        "our-leadership-way",
    ]


FROM_THE_WHEEL = """
import sys
sys.path.insert(0, sys.argv.pop(1))
sys.dont_write_bytecode = True
"""


def test_the_unpacked_wheel_does_an_authors_work(
    wheel: zipfile.ZipFile, tmp_path: Path
) -> None:
    """Shipped stories by id, a new one in the folder one stands in,
    and nothing written into the package.
    """
    site = tmp_path / "site"
    wheel.extractall(site)
    before = {
        path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()
    }
    (tmp_path / "work").mkdir()
    steps = [
        ["new", "my_story", "--principle", "kind"],
        ["check", "my_story"],
        ["check", "kind", "--page", "review.html"],
        ["graph", "kind"],
        ["guide", "kind"],
        ["graph", "my_story"],
        ["explain", "yaml-broken"],
        ["explain", "file-case"],
        ["explain", "token-audience"],
        ["explain", "attempts-used"],
    ]
    environment = {k: v for k, v in os.environ.items() if k != "OLW_MODULES_DIR"}
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            FROM_THE_WHEEL + IN_TURN,
            str(site),
            json.dumps(steps),
        ],
        cwd=tmp_path / "work",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    written = sorted(path.name for path in (tmp_path / "work").iterdir())
    assert written == [
        "kind-guide.html",
        "kind.svg",
        "my_story",
        "my_story.svg",
        "review.html",
    ]
    assert {
        path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()
    } == before
