"""One rule set for what a trust may write of itself:
this table holds for the package, the form, Open edX and LTI.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from marshmallow import ValidationError

from lti_service.errors import CommandError
from lti_service.services.platforms import support_links
from olw_core import trust
from olw_core.player import limits
from olw_xblock.settings import SettingsSchema
from scorm_export import trust_fields as package_trust
from scorm_export.errors import ScormError
from scorm_export.form import render
from scorm_export.trust_fields import required

GUIDE = (
    Path(__file__).resolve().parents[3]
    / "docs"
    / "ld-importers"
    / "change-a-package.md"
)

# address, whether a package takes it, whether a server door does
LINKS = [
    ("https://trust.example/support", True, True),
    ("HTTPS://trust.example", True, True),
    ("mailto:help@trust.example", True, True),
    ("tel:+440000000000", True, True),
    ("http://intranet/help", False, True),  # many intranets have no https
    ("http:///help", False, False),
    ("https://", False, False),
    ("https:///x", False, False),
    ("mailto:", False, False),
    ("tel:", False, False),
    ("javascript:alert(1)", False, False),
    ("ftp://x.example", False, False),
    ("https://x.example/a b", False, False),
    ("https://x.example/a\nb", False, False),
    ("https://x.example/" + "y" * 300, False, False),
    ("", False, False),
]


@pytest.mark.parametrize(("address", "package", "server"), LINKS)
def test_links(address: str, package: bool, server: bool) -> None:
    assert (trust.is_link(address), trust.is_link(address, intranet=True)) == (
        package,
        server,
    )


LABELS = [
    ("Staff support", True),
    ("Cefnogaeth â chyflogaeth", True),
    ("", False),
    ("\u200b", False),  # nothing that anybody sees
    ("Help\u0007", False),
    ("Help\nFree money", False),
    ("x" * trust.MAX_LABEL, True),
    ("x" * (trust.MAX_LABEL + 1), False),
]


def by_lti(label: str) -> None:
    line = support_links.read(f"{label}=https://help.example")
    support_links.check([line])


def by_open_edx(label: str) -> None:
    link = {"support_label": label, "support_url": "https://help.example"}
    wrong = SettingsSchema().validate(link)
    if "support_label" in wrong:
        raise ValidationError(wrong)


@pytest.mark.parametrize(("label", "taken"), LABELS)
@pytest.mark.parametrize(
    ("door", "refusal"),
    [
        (by_lti, CommandError),
        (by_open_edx, ValidationError),
        (lambda label: required("label", label, trust.MAX_LABEL), ScormError),
    ],
    ids=["lti", "openedx", "package"],
)
def test_the_words_of_a_link_are_alike_in_every_door(
    door: Callable[[str], object],
    refusal: type[Exception],
    label: str,
    taken: bool,
) -> None:
    refused = nullcontext() if taken else pytest.raises(refusal)
    with refused:
        door(label)


def test_every_place_names_the_same_limits() -> None:
    guide, form = GUIDE.read_text("utf-8"), render()
    assert f"up to {trust.MAX_NAME} characters" in guide
    assert f"Up to {trust.MAX_LINKS} links" in guide
    assert f"up to {trust.MAX_URL} characters" in guide
    assert f"Up to {trust.MAX_NAME} characters" in form
    assert "4.5 to 1" in form
    settings = SettingsSchema().fields
    lengths = {
        name: vars(settings[name].validators[0])["max"]
        for name in ("trust_name", "support_label", "support_url")
    }
    assert lengths == {
        "trust_name": trust.MAX_NAME,
        "support_label": trust.MAX_LABEL,
        "support_url": trust.MAX_URL,
    }
    assert (limits()["name"], limits()["links"]) == (
        vars(package_trust)["MAX_NAME"],
        vars(package_trust)["MAX_LINKS"],
    )
    source = (
        Path(trust.__file__).parent / "player" / "src" / "more" / "trust.ts"
    ).read_text("utf-8")
    assert (
        re.findall(r"\b(?:80|100|300|4\.5)\b", source) == []
    )  # the player has no numbers of its own


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Example\u00a0Trust", "Example Trust"),
        ("Exam\u00adple", "Example"),
        ("\ufeff Example\u200b ", "Example"),
        ("Gw\u0302yr", "G\u0175yr"),
        ("\u201cQuoted\u201d", "\u201cQuoted\u201d"),  # quotes in words are kept
        ("a\nb", "a\nb"),  # a line break is for the reader of the field to refuse
    ],
)
def test_as_meant(typed: str, meant: str) -> None:
    assert trust.as_meant(typed) == meant


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("#005eb8", True),
        ("#005EB8", True),
        ("005eb8", False),
        ("#05b", False),
        ("#005eb8\n", False),
    ],
)
def test_is_colour(text: str, fits: bool) -> None:
    assert trust.is_colour(text) is fits


def test_quotation_marks_copied_with_an_address_are_left_out() -> None:
    assert trust.unquoted(" \u201chttps://x.example\u201d ") == "https://x.example"
    assert trust.unquoted('"#005eb8"') == "#005eb8"


def test_a_refused_ratio_never_reads_as_the_one_that_is_asked_for() -> None:
    told = [trust.ratio_words(ratio) for ratio in (4.4999, 4.5, 4.509, 21.0)]
    assert told == ["4.49", "4.50", "4.50", "21.00"]
