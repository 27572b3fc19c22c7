"""Who may read many learners' records: these files, and no other. Each for a reason."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3] / "lti_service"
FIRST_WAYS = {
    "models/__init__.py": "the tables",
    "services/figures/first_ways.py": "keeps one person's, and seals all anew",
    "services/figures/counting.py": "finds those of a course who are counted together",
    "services/figures/pooling.py": "finds those of small courses of a programme",
    "services/figures/taking.py": "makes a step of them, and deletes what was answered",
    "services/personal_data/person.py": "forgets one person",
    "services/personal_data/room_told.py": "tells one person of their own",
}
FLAGS = {
    "models/__init__.py": "the tables",
    "services/figures/first_ways.py": "deletes those of who stays out, and seals all anew",
    "services/figures/flags.py": "counts them",
    "services/personal_data/person.py": "forgets one person",
    "services/personal_data/room_told.py": "tells one person of their own",
}


def importers(name: str) -> set[str]:
    """Files of the service that import this name."""
    found = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and any(
                one.name == name for one in node.names
            ):
                found.add(path.relative_to(ROOT).as_posix())
    return found


def test_only_counting_reads_the_first_ways_of_many() -> None:
    assert importers("FirstWay") == set(FIRST_WAYS)
    assert importers("TalkFlags") == set(FLAGS)


def test_pages_and_files_read_what_is_published_alone() -> None:
    """No view opens a figure's raw counts or a first way.

    What stands between is lti_service/services/figures/published.py.
    """
    for name in (
        "CourseFigures",
        "ProgrammeFigures",
        "TrustFigures",
        "FirstWay",
        "TalkFlags",
        "step_of",
    ):
        views = [path for path in importers(name) if path.startswith("views/")]
        assert views == [], name
