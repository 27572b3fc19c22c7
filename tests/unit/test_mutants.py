"""Which changes that no test notices are explained, and how a new one is told."""

from __future__ import annotations

from tests import mutants

PAGE = mutants.EXPLAINED.parents[1] / "docs" / "developers" / "mutation.md"

RESULTS = """
    olw_core.engine.record.x_write__mutmut_1: survived
    olw_core.cohort.rules.xǁRulesǁ__post_init____mutmut_7: timeout
    olw_core.engine.view.x__seen__mutmut_3: no tests
"""
SHOWN = """# olw_core.engine.record.x_checksum__mutmut_7: survived
--- olw_core/engine/record.py
+++ olw_core/engine/record.py
@@ -1,4 +1,4 @@
 def checksum(body: str) -> str:
-    octets = body.encode("ascii", "replace")
+    octets = body.encode("ASCII", "replace")
     return base36(crc32(octets))
"""
"""What mutmut 3.8.1 prints."""


def test_verdicts_are_read() -> None:
    assert mutants.verdicts(RESULTS) == [
        ("olw_core.engine.record.x_write__mutmut_1", "survived"),
        ("olw_core.cohort.rules.xǁRulesǁ__post_init____mutmut_7", "timeout"),
        ("olw_core.engine.view.x__seen__mutmut_3", "no tests"),
    ]


def test_places_have_no_number() -> None:
    names = [name for name, _ in mutants.verdicts(RESULTS)]
    assert [mutants.place(name) for name in names] == [
        "engine.record.write",
        "cohort.rules.Rules.__post_init__",
        "engine.view._seen",
    ]


def test_a_change_is_two_lines() -> None:
    assert mutants.changed(SHOWN) == (
        '  - octets = body.encode("ascii", "replace")\n'
        '  + octets = body.encode("ASCII", "replace")'
    )


def test_only_a_new_one_fails() -> None:
    assert mutants.judged(["a", "b"], ["a", "b"])[1] == 0
    assert mutants.judged(["a"], ["a", "b"]) == (
        [
            "1 changes were noticed by no test, 0 of them are new.",
            "noticed now, take it out of survivors.txt: b",
        ],
        0,
    )
    assert mutants.judged(["a", "a"], ["a"]) == (
        ["2 changes were noticed by no test, 1 of them are new.", "NEW: a"],
        1,
    )


def test_each_is_explained() -> None:
    """By module and function, or by the module alone for a class of its own."""
    page = PAGE.read_text("utf-8")
    found = mutants.entries(mutants.EXPLAINED.read_text("utf-8"))
    assert len(found) > 40
    places = {entry.splitlines()[0] for entry in found}
    missing = [place for place in sorted(places) if not _is_told(place, page)]
    assert missing == []


def _is_told(place: str, page: str) -> bool:
    floor, module, *function = place.split(".")
    names = [f"`{module}.{function[-1]}`", f"`{floor}.{module}.{function[-1]}`"]
    return any(name in page for name in [*names, f"`{floor}.{module}`"])
