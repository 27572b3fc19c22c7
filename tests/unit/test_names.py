"""One word, one meaning: a newcomer who looks for a file or a class finds the one that is meant.

Files in folders of commands, pages, rows and shapes are called after the thing that they show.
Every other name of a file stands once, and no class name stands for three things, but for the
lists below.
"""

from __future__ import annotations

import ast
import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("olw_core", "olw_xblock", "scorm_export", "lti_service")
AFTER_THE_THING = {
    *("cli", "views", "admin", "models", "schemas", "formats", "authored", "schema"),
    *("migrations", "check", "manifest", "lint"),
}
"""Folders whose name says what their files are of the thing."""
SHAPES = {"formats", "authored", "schemas"}
"""The same thing as it is written, compiled and sent."""
FILES = {
    # what every package or door has, of the same meaning
    "assets.py": "what a door ships of the player",
    "cards.py": "return cards: their rules, their room, their door",
    "catalogue.py": "the words of a door for translators",
    "codes.py": "codes for `olw explain`",
    "errors.py": "the one exception base",
    "pages.py": "the pages of the folder; those of all are `page/pages.py`",
    "refusals.py": "what a server door refuses",
    "sealed.py": "what a server door keeps closed",
    "server.py": "the process that answers",
    "settings.py": "what is set for a server door",
    "trust.py": "what a trust says of itself, and how a package takes it over",
    "words.py": "the words of a door for `olw text words`",
    # a thing and what is done with it on another floor
    "notices.py": "of a platform: the message, and what it changes",
    "app.py": "a WSGI application",
    "changes.py": "of an edition, of a Twine story's variables, of a block's settings",
    "judging.py": "what readers judge, and the check of it",
    "outcomes.py": "what an option brings about, and what an action brought about",
    "package.py": "a package as it is made, and as the tester reads it",
    "problems.py": "what the compiler finds, and what a platform answered",
    "published.py": "room figures as they are told, and where they are kept",
    "registrations.py": "of a learner in cmi5, of a platform in LTI",
    "rows.py": "of a table of texts, of a database",
    "scenes.py": "of a Twine story, of an authored one",
    "stops.py": "what would stop people: the list, and its counting",
    "story.py": "the walk through it, and the one taken over from Twine",
}
"""Name of a file that stands more than once -> what it is in each place."""
CLASSES = {
    "Choice": "an item, and what a package or a learner has chosen",
    "Meta": "marshmallow's own",
    "Node": "of a story before and after it is compiled, and of XML",
    "Option": "of an item, of a decision's figures, of what is told of it",
    "Part": "of the framework, of a scene, of a page",
    "Plan": "authored, recorded and sent",
    "Table": "of figures, of an export, of connections",
}
"""Name of a class that stands for three things -> which."""
NUMBERS = ("LIFE", "PAUSE", "LONGEST")
"""A constant says what it is of."""
NAMED = ast.FunctionDef | ast.ClassDef
OF_ONE_MEANING = re.compile(r"standing|^_?reports?($|_)|reports$", re.IGNORECASE)
MEANT = {
    ("lti_service/services/launching/launches.py", "_report"),
    ("lti_service/services/launching/reviews.py", "standing"),
    ("lti_service/services/play/learners_attempts.py", "standing_of"),
    ("lti_service/services/play/learners_attempts.py", "standings"),
    ("olw_core/engine/progress.py", "Standing"),
    ("olw_core/engine/progress.py", "standing"),
    ("scorm_export/profiles.py", "report"),
    ("scorm_export/trust_fields.py", "report"),
}
"""All that bears the words: `olw_core.report`'s switch, and `Standing`.

That is the one of `olw_core/engine/progress.py`.
"""


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """Each file of the packages, by its path from the root, and its tree."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "node_modules" not in path.parts:
                tree = ast.parse(path.read_text("utf-8"))
                yield path.relative_to(ROOT), tree


@functools.cache
def trees() -> list[tuple[Path, ast.Module]]:
    """All of them; read when a test asks, and not by each process that looks for tests."""
    return list(sources())


def classes() -> dict[str, set[str]]:
    """Public class -> the places where it stands; all shapes of a thing are one place."""
    found = defaultdict(set)
    for path, tree in trees():
        place = "shape" if SHAPES & set(path.parts) else str(path)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].add(place)
    return found


def test_a_file_is_found_by_its_name() -> None:
    found = defaultdict(list)
    for path, _ in trees():
        if path.name[0] != "_" and not AFTER_THE_THING & set(path.parts[:-1]):
            found[path.name].append(path)
    twice = {name for name, paths in found.items() if len(paths) > 1}
    assert twice == set(FILES)


def test_no_class_name_stands_for_three_things() -> None:
    often = {name for name, places in classes().items() if len(places) > 2}
    assert often == set(CLASSES)


def test_a_constant_says_what_it_is_of() -> None:
    bare = []
    for path, tree in trees():
        for node in tree.body:
            if isinstance(node, ast.Assign):
                names = [ast.unparse(target) for target in node.targets]
                bare += [(str(path), name) for name in names if name in NUMBERS]
    assert bare == []


def test_report_is_the_switch_and_standing_is_in_a_story() -> None:
    """Functions and classes of these names: what an LMS is told, where a learner stands."""
    found = set()
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, NAMED) and OF_ONE_MEANING.search(node.name):
                found.add((str(path), node.name))
    assert found == MEANT
