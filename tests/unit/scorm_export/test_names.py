"""Identifiers and file names."""

from __future__ import annotations

import pytest

from scorm_export import names
from scorm_export.editions import EDITIONS
from scorm_export.errors import ScormError

PRINCIPLES = [
    "inclusive",
    "kind",
    "improving",
    "trusted",
    "collaborating",
    "celebrating",
]
FIELDS = names.FileNameFields(
    module="kind",
    profile="nhs",
    edition="1.2",
    version="3",
    organisation="Ysbyty Glan Clwyd & Co",
)


def test_manifest_identifiers_differ_in_their_first_15_characters() -> None:
    """SuccessFactors keeps no more (SAP KBA 2316909)."""
    keys = [*PRINCIPLES, "course", "course-menu", "return-cards"]
    made = [names.manifest_id(key, edition) for key in keys for edition in EDITIONS]
    assert len({identifier[:15] for identifier in made}) == len(keys) * len(EDITIONS)


def test_identifiers_are_the_same_for_ever() -> None:
    """Goldens: changing one loses learners' attempts. Never refresh these."""
    assert names.manifest_id("kind", "1.2") == "OLW-63ejhfx3-kind"
    assert (names.item_id("kind"), names.resource_id("kind")) == (
        "ITEM-kind",
        "RES-kind",
    )
    assert (
        names.activity_iri("au/kind") == "urn:uuid:dc5836c1-03ed-55b4-bcdf-daef6c8435c1"
    )


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("olw-{module}-{profile}", "olw-kind-nhs.zip"),
        ("{organisation} {module} v{version}", "ysbyty-glan-clwyd-co-kind-v3.zip"),
        ("{module}_{edition}.zip", "kind-1.2.zip"),
        ("../../{module}", "kind.zip"),
    ],
)
def test_file_names(template: str, expected: str) -> None:
    assert names.file_name(template, FIELDS) == expected


@pytest.mark.parametrize(
    "template",
    [
        "{nothing}",
        "{module",
        "{module!r}",
        "{module:>9}",
        "{0}",
        "",
        "///",
        "{module.upper}",
    ],
)
def test_templates_that_make_no_name(template: str) -> None:
    with pytest.raises(ScormError) as caught:
        names.file_name(template, FIELDS)
    assert (caught.value.code, caught.value.place) == ("trust-field", "file_name")


@pytest.mark.parametrize(
    ("lang", "expected"), [("", "olw-kind.zip"), ("cy", "olw-kind-cy.zip")]
)
def test_a_language_that_was_asked_for_ends_the_name(lang: str, expected: str) -> None:
    assert names.in_language("olw-kind.zip", lang) == expected
