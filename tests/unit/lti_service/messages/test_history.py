"""Of which courses a course is a copy: what platforms send, and what anybody could write."""

from __future__ import annotations

import pytest

from lti_service.messages.history import MOST, copied_from


@pytest.mark.parametrize(
    ("told", "ids"),
    [
        # Moodle 4.5, mod/lti/locallib.php, get_course_history: the nearest first
        ("7,3", ["7", "3"]),
        # a course made from scratch (LTI Core 1.3, appendix B)
        ("", []),
        ("%20a%2Cb, c%25", [" a,b", "c%"]),
        ("own,7,7,,  ,own", ["7"]),
        ("x" * 256, []),
        ("a%00b,\ud800,ok", ["ok"]),
        # the word that Canvas ends a long list with is no course's id
        (",".join(map(str, range(1000))) + ",truncated", [str(n) for n in range(MOST)]),
    ],
)
def test_ids(told: str, ids: list[str]) -> None:
    assert copied_from({"context_history": told}, "own") == ids


def test_where_nothing_is_told() -> None:
    assert copied_from({}, "own") == []
