"""Manifests: valid against the published XSDs, stable, literal prefixes,
sizes every platform keeps.
"""

from __future__ import annotations

import re

import pytest
from lxml import etree

from scorm_export import manifest
from scorm_export.check.cmi5 import structure_errors
from scorm_export.describe import describe
from scorm_export.editions import EDITIONS
from scorm_export.manifest.contents import title
from scorm_export.namespaces import CMI5, IMSMD
from scorm_export.xsd import schema_errors
from tests.unit.scorm_export.samples import contents, module

SCORM = ["1.2", "2004-3", "2004-4"]


def root(edition: str, scos: int = 1, **changes: object) -> etree._Element:
    return etree.fromstring(
        manifest.build(contents(scos, **changes), EDITIONS[edition])
    )


@pytest.mark.parametrize("edition", SCORM)
@pytest.mark.parametrize("scos", [1, 3])
@pytest.mark.parametrize("mark", [None, 70])
def test_scorm_manifests_are_valid(edition: str, scos: int, mark: int | None) -> None:
    assert schema_errors(EDITIONS[edition], root(edition, scos, pass_mark=mark)) == []


@pytest.mark.parametrize("edition", SCORM)
def test_the_validator_refuses_what_the_xsds_refuse(edition: str) -> None:
    """Guards the in-memory mends:
    a schema that takes anything would make every test above worthless.
    """
    broken = root(edition)
    broken.insert(0, broken[-1])
    assert len(schema_errors(EDITIONS[edition], broken)) == 1


@pytest.mark.parametrize("scos", [1, 3])
@pytest.mark.parametrize("mark", [None, 70])
def test_cmi5_structures_are_valid(scos: int, mark: int | None) -> None:
    assert structure_errors(root("cmi5", scos, pass_mark=mark)) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_two_builds_are_equal(edition: str) -> None:
    assert manifest.build(contents(3), EDITIONS[edition]) == manifest.build(
        contents(3), EDITIONS[edition]
    )


def found(tree: etree._Element, path: str) -> etree._Element:
    """The one element that must be there."""
    element = tree.find(path)
    assert element is not None, path
    return element


def identifiers(tree: etree._Element) -> list[str]:
    """Every identifier of a manifest, in its order."""
    found = [element.get("identifier") for element in tree.iter()]
    return [one for one in found if one]


@pytest.mark.parametrize("edition", SCORM)
def test_identifiers_do_not_depend_on_anything_but_the_module(edition: str) -> None:
    """Moodle deletes every learner's tracks of a SCO whose item identifier changed."""
    about = describe(
        "module", "kind", [module(title="New title", version=9, lang="cy")], {}
    )
    before, after = (
        root(edition),
        root(edition, about=about, author="Other trust", pass_mark=80),
    )
    ids = identifiers(before)
    assert ids == identifiers(after)
    assert ids[1:] == ["ORG-kind", "ITEM-kind", "RES-kind"]


def test_a_sco_keeps_its_identifiers_in_a_course() -> None:
    one = re.findall(
        r'identifier="((?:ITEM|RES)-[^"]+)"',
        manifest.build(contents(1), EDITIONS["1.2"]).decode(),
    )
    course = re.findall(
        r'identifier="((?:ITEM|RES)-[^"]+)"',
        manifest.build(contents(3), EDITIONS["1.2"]).decode(),
    )
    assert one == ["ITEM-kind", "RES-kind"]
    assert course == [
        "ITEM-kind",
        "ITEM-trusted",
        "ITEM-inclusive",
        "RES-kind",
        "RES-trusted",
        "RES-inclusive",
    ]


@pytest.mark.parametrize("edition", SCORM)
def test_prefixes_are_the_literal_ones(edition: str) -> None:
    text = manifest.build(contents(3), EDITIONS[edition]).decode()
    used = set(re.findall(r"[<\s/]([A-Za-z0-9]+):[A-Za-z]+[\s=>/]", text)) - {
        "xmlns",
        "xsi",
        "xml",
        "FN",
        "ORG",
    }
    described = "imsmd" if edition == "1.2" else "imsss"
    assert used == {"adlcp", described}
    assert "ns0" not in text


@pytest.mark.parametrize("edition", ["2004-3", "2004-4"])
def test_2004_leaves_completion_to_the_content(edition: str) -> None:
    text = manifest.build(contents(1, pass_mark=70), EDITIONS[edition]).decode()
    assert (
        'deliveryControls completionSetByContent="true" objectiveSetByContent="true"'
        in text
    )
    assert (
        re.findall(
            "completionThreshold|timeLimit|minNormalizedMeasure|limitConditions", text
        )
        == []
    )


def test_lms_navigation_is_hidden_only_where_there_is_one_sco() -> None:
    counts = [
        manifest.build(contents(n), EDITIONS["2004-4"]).decode().count("hideLMSUI>")
        // 2
        for n in (1, 3)
    ]
    assert counts == [2, 0]


def test_12_never_has_a_mastery_score() -> None:
    assert (
        "masteryscore"
        not in manifest.build(contents(1, pass_mark=70), EDITIONS["1.2"]).decode()
    )


def hrefs(resource: etree._Element) -> list[str | None]:
    """The files a resource lists."""
    listed = [one for one in resource if etree.QName(one).localname == "file"]
    return [one.get("href") for one in listed]


@pytest.mark.parametrize("edition", SCORM)
def test_every_sco_lists_every_file_it_needs(edition: str) -> None:
    tree = root(edition, 3)
    listed = [hrefs(resource) for resource in tree[-1]]
    assert listed == [
        ["kind.html", "player.js"],
        ["trusted.html", "player.js"],
        ["inclusive.html", "player.js"],
    ]


def test_cmi5_says_what_moves_a_learner_on() -> None:
    plain, marked = root("cmi5", 1), root("cmi5", 1, pass_mark=70)
    units = [found(tree, f"{{{CMI5}}}au") for tree in (plain, marked)]
    assert [(unit.get("moveOn"), unit.get("masteryScore")) for unit in units] == [
        ("Completed", None),
        ("CompletedAndPassed", "0.70"),
    ]


def test_cmi5_ids_can_be_a_trusts_own() -> None:
    text = manifest.build(
        contents(1, iri="https://learn.example.nhs.uk/olw/"), EDITIONS["cmi5"]
    ).decode()
    ids = re.findall(r' id="([^"]+)"', text)
    assert ids == [
        "https://learn.example.nhs.uk/olw/course/kind",
        "https://learn.example.nhs.uk/olw/au/kind",
    ]


def test_metadata_names_the_principle_and_its_behaviours_as_competencies() -> None:
    lom = found(root("1.2"), f".//{{{IMSMD}}}classification")
    said = [str(text).strip() for text in lom.itertext()]
    words = [text for text in said if text]
    principle = "We are kind and treat people with compassion, courtesy and respect"
    assert words == [
        *["LOMv1.0", "Competency"],
        *[
            "Our Leadership Way",
            "kind",
            principle,
            "kind-notice-the-toll",
            "Notice the toll",
        ],
        *[
            "Our Leadership Way",
            "kind",
            principle,
            "kind-small-courtesies",
            "Small courtesies",
        ],
    ]


def test_metadata_fits_the_columns_of_the_learning_hub() -> None:
    keywords = [f"keyword number {number}" for number in range(200)]
    about = describe("module", "k" * 200, [module(keywords=keywords)], {})
    lom = found(root("1.2", about=about), f".//{{{IMSMD}}}lom")
    kept = [element[0].text or "" for element in lom.iter(f"{{{IMSMD}}}keyword")]
    entry = found(lom, f".//{{{IMSMD}}}entry")[0].text or ""
    rights = found(lom, f"{{{IMSMD}}}rights/{{{IMSMD}}}description")[0].text or ""
    assert len(kept) == 53
    assert sum(len(keyword) + 2 for keyword in kept) <= 1000
    assert (len(entry), len(rights)) == (128, 18)


def test_names_in_a_vcard_are_escaped() -> None:
    card = found(
        root("1.2", author="Barts, Whipps; Cross"), f".//{{{IMSMD}}}vcard"
    ).text
    assert card == (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Barts\\, Whipps\\; Cross\n"
        "ORG:Barts\\, Whipps\\; Cross\nEND:VCARD"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Short", "Short"),
        ("x" * 200, "x" * 200),
        ("word " * 50, "word " * 38 + "word…"),
        ("y" * 300, "y" * 199 + "…"),
    ],
)
def test_titles_are_cut_at_a_word_below_200(text: str, expected: str) -> None:
    assert title(text) == expected
    assert len(title(text)) <= 200


def test_odd_characters_survive() -> None:
    odd = "Ysbyty <b>&\"'…™ 日本"
    about = describe("module", "kind", [module(title=odd, summary=odd)], {})
    for edition in EDITIONS:
        assert odd in list(root(edition, about=about).itertext())
