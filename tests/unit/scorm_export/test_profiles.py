"""Profiles and editions as data."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scorm_export import guides
from scorm_export.editions import EDITIONS, edition
from scorm_export.errors import ScormError
from scorm_export.profiles import PROFILES, profile, report


def test_the_choices_of_each_platform() -> None:
    """The table the design fixes: edition, report, number at completion, how a course is packed."""
    rows = {
        p.id: (p.edition, p.report, p.completion_score, p.course)
        for p in PROFILES.values()
    }
    assert rows == {
        "generic": ("1.2", "score", False, "multi"),
        "nhs": ("1.2", "completion", False, "single"),
        "moodle": ("1.2", "score", True, "single"),
        "totara": ("1.2", "score", True, "single"),
        "cornerstone": ("2004-3", "score", False, "multi"),
        "generic-2004-3": ("2004-3", "score", False, "multi"),
        "generic-2004-4": ("2004-4", "score", False, "multi"),
        "cmi5": ("cmi5", "score", False, "multi"),
    }


def test_version_strings_are_those_moodle_knows() -> None:
    versions = {name: one.schemaversion for name, one in EDITIONS.items()}
    assert versions == {
        "1.2": "1.2",
        "2004-3": "2004 3rd Edition",
        "2004-4": "2004 4th Edition",
        "cmi5": "cmi5",
    }


def test_every_profile_has_a_page_for_importers() -> None:
    assert [
        p.id for p in PROFILES.values() if not (guides.source() / p.page).is_file()
    ] == []


@pytest.mark.parametrize(
    ("find", "code", "remedy"),
    [
        (profile, "profile-unknown", f"Use one of: {', '.join(PROFILES)}."),
        (edition, "edition-unknown", "Use one of: 1.2, 2004-3, 2004-4, cmi5."),
        (report, "report-unknown", "Use one of: completion, score, answers."),
    ],
)
def test_unknown_names_are_told_with_the_known_ones(
    find: Callable[[str], object], code: str, remedy: str
) -> None:
    with pytest.raises(ScormError) as caught:
        find("nonsense")
    assert (caught.value.code, caught.value.remedy) == (code, remedy)


def test_nobody_with_a_platform_of_the_list_is_told_to_try_another_first() -> None:
    """The first card of all said "Any LMS ... (try this first)", to people with Moodle as well."""
    inviting = [one for one in PROFILES.values() if "first" in one.platform]
    assert [(one.id, "other LMS" in one.platform) for one in inviting] == [
        ("generic", True)
    ]
