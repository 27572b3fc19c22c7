"""Imports point one way: the contracts of setup.cfg hold, and each of them can be broken."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("olw_core", "olw_xblock", "scorm_export", "lti_service")

# contract: (file, an import that it forbids)
BREACHES = {
    "core-knows-no-door": ("olw_core/authoring/guide.py", "import flask"),
    "doors-apart": ("scorm_export/names.py", "import lti_service.clock"),
    "doors-frameworks": ("olw_xblock/olx.py", "import sqlalchemy"),
    "web-service-alone": ("lti_service/clock.py", "import webob"),
    "playing-needs-no-compiler": (
        "olw_core/engine/scoring.py",
        "import olw_core.authoring.compiler.tags",
    ),
    "compiler-plays-nothing": (
        "olw_core/authoring/compiler/tags.py",
        "import olw_core.engine.brand_new",
    ),
    "floors-of-the-core": ("olw_core/engine/cards.py", "import olw_core.page.element"),
    "lti-layers": ("lti_service/services/rows.py", "import lti_service.views.gate"),
    "lti-rooms": (
        "lti_service/services/rows.py",
        "import lti_service.services.play.playing",
    ),
    "no-circles": (
        "olw_core/authoring/compiler/edition.py",
        "import olw_core.authoring.compiler.lint",
    ),
}
BRAND_NEW = "olw_core/engine/brand_new.py"
"""A file of the playing floor that nobody has listed: it is not the compiler's to use."""


def told_as(contract: str, file: str, line: str) -> str:
    """How the linter names a breach; that of circles speaks of neighbours by their own names."""
    importer = file.removesuffix(".py").replace("/", ".")
    imported = line.removeprefix("import ")
    if contract == "no-circles":
        importer = "." + importer.rpartition(".")[-1]
        imported = "." + imported.rpartition(".")[-1]
    return f"{importer} -> {imported} "


def lint(folder: Path) -> tuple[int, str]:
    """Exit status and words of `lint-imports` in a folder, with no cache left behind."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    return result.returncode, result.stdout + result.stderr


def test_the_contracts_hold() -> None:
    """As `make check` runs it, from the root."""
    status, told = lint(ROOT)
    wanted = f"Contracts: {len(BREACHES)} kept, 0 broken."
    assert (status, wanted in told) == (0, True), told


def test_every_contract_can_be_broken(tmp_path: Path) -> None:
    """A copy of the sources with one forbidden import for each contract: each is named."""
    setup = (ROOT / "setup.cfg").read_text("utf-8")
    assert re.findall(r"^\[importlinter:contract:(.+)\]", setup, re.M) == list(BREACHES)
    shutil.copyfile(ROOT / "setup.cfg", tmp_path / "setup.cfg")
    left_out = shutil.ignore_patterns("node_modules", "__pycache__")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=left_out)
    (tmp_path / BRAND_NEW).write_text("", "utf-8")
    for name, line in BREACHES.values():
        path = tmp_path / name
        path.write_text(path.read_text("utf-8") + f"\n{line}\n", "utf-8")
    status, told = lint(tmp_path)
    assert (status, f"Contracts: 0 kept, {len(BREACHES)} broken." in told) == (
        1,
        True,
    ), told
    for contract, (name, line) in BREACHES.items():
        assert told_as(contract, name, line) in told, told
