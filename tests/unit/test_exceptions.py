"""Every exception of a package derives from the package's one base, and all from OlwError."""

from __future__ import annotations

import ast
import builtins
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BASES = {
    "olw_core": "OlwError",
    "olw_xblock": "XBlockDoorError",
    "scorm_export": "ScormError",
    "lti_service": "LtiServiceError",
    "demo": "DemoError",
}
ENDINGS = ("Error", "Exception", "Warning", "Interrupt", "Exit")
"""What exceptions of others are called."""


def bases_of(source: str) -> dict[str, list[str]]:
    """Class -> what it derives from, without the modules' names."""
    found = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            bases = [ast.unparse(base) for base in node.bases]
            found[node.name] = [base.rpartition(".")[-1] for base in bases]
    return found


def strangers(classes: dict[str, list[str]], base: str) -> list[str]:
    """The exceptions among the classes that do not come from the base."""
    found = []
    for name in classes:
        line = _line(name, classes)
        if base not in line and any(_is_exception(one) for one in line):
            found.append(name)
    return found


def _line(name: str, classes: dict[str, list[str]]) -> set[str]:
    """A class and all that it derives from, as far as it is known."""
    line = {name}
    for parent in classes.get(name, []):
        if parent != name:
            line |= _line(parent, classes)
    return line


def _is_exception(name: str) -> bool:
    known = getattr(builtins, name, None)
    if isinstance(known, type):
        return issubclass(known, BaseException)
    return name.endswith(ENDINGS)


@pytest.mark.parametrize(("package", "base"), BASES.items())
def test_all_derive_from_one(package: str, base: str) -> None:
    classes: dict[str, list[str]] = {}
    for path in (ROOT / package).rglob("*.py"):
        if "node_modules" not in path.parts:
            classes |= bases_of(path.read_text("utf-8"))
    above = "Exception" if package == "olw_core" else "OlwError"
    assert classes[base] == [above]
    assert strangers(classes, base) == []


CASES = [
    ("class A(ValueError): ...", ["A"]),
    ("class A(Base): ...\nclass Base(OlwError): ...", []),
    ("class A(B): ...\nclass B(click.ClickException): ...", ["A", "B"]),
    ("class A(Base, ValueError): ...\nclass Base(OlwError): ...", []),
    ("class A(Protocol): ...\nclass B: ...", []),
]


@pytest.mark.parametrize(("source", "found"), CASES)
def test_what_is_seen(source: str, found: list[str]) -> None:
    assert strangers(bases_of(source), "Base") == found
