"""The form that makes a zip: what a person types in, what they get, and what they are told."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from lxml import html

from olw_core import content
from scorm_export.check import check
from scorm_export.form import FormError, build_from_form, render
from scorm_export.profiles import PROFILES
from tests.support import markup
from tests.unit.scorm_export.test_logo import png

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
PNG = png()


def failures(
    fields: dict[str, str], logo: bytes | None = None
) -> list[tuple[str, str]]:
    with pytest.raises(FormError) as caught:
        build_from_form(fields, logo)
    return [(error.field, error.code) for error in caught.value.errors]


def test_an_empty_form_makes_the_first_story_for_any_lms() -> None:
    package = build_from_form({}, None)
    assert (package.kind, package.modules, package.profile) == (
        "module",
        content.module_ids()[:1],
        "generic",
    )


def test_a_full_form() -> None:
    fields = {
        "what": "course",
        "platform": "moodle",
        "report": "answers",
        "organisation": "  Ysbyty Example  ",
        "colour": "#330072",
        "support_label": "Staff support",
        "support_url": "tel:+440000000000",
        "problem_url": "mailto:help@example.nhs.uk",
        "pass_mark": "95 %",
        "csrf_token": "ignored",
    }
    package = build_from_form(fields, PNG)
    # Moodle takes the course with its own menu, whichever of the two is asked for
    assert (package.kind, package.modules, package.report) == (
        "menu",
        content.module_ids(),
        "answers",
    )
    assert [str(finding) for finding in check(package.data).findings] == []
    with zipfile.ZipFile(io.BytesIO(package.data)) as archive:
        assert archive.read("logo.png") == PNG
        assert json.loads(archive.read("trust.json")) == {
            "name": "Ysbyty Example",
            "colour": "#330072",
            "logo": "logo.png",
            "support": [{"label": "Staff support", "url": "tel:+440000000000"}],
            "problem_url": "mailto:help@example.nhs.uk",
        }


@pytest.mark.parametrize("platform", PROFILES)
@pytest.mark.parametrize("what", ["kind", "course", "menu", "cards"])
def test_every_answer_makes_a_clean_package(platform: str, what: str) -> None:
    package = build_from_form({"platform": platform, "what": what}, SVG)
    assert package.profile == platform
    assert [str(finding) for finding in check(package.data).findings] == []


@pytest.mark.parametrize(
    ("fields", "logo", "expected"),
    [
        ({"what": "everything"}, None, [("what", "form-field")]),
        ({"platform": "x"}, None, [("platform", "form-field")]),
        ({"report": "x"}, None, [("report", "form-field")]),
        ({"colour": "red"}, None, [("colour", "trust-colour")]),
        ({"colour": "#ffeb3b"}, None, [("colour", "trust-contrast")]),
        ({"organisation": "x" * 81}, None, [("organisation", "trust-field")]),
        ({"organisation": "x" * 9999}, None, [("organisation", "form-field")]),
        ({"support_label": "Help"}, None, [("support_url", "form-field")]),
        ({"support_url": "tel:1"}, None, [("support_label", "form-field")]),
        (
            {"support_label": "Help", "support_url": "javascript:x"},
            None,
            [("support_url", "trust-field")],
        ),
        ({"problem_url": "http://x"}, None, [("problem_url", "trust-field")]),
        ({"pass_mark": "high"}, None, [("pass_mark", "trust-pass-mark")]),
        ({"pass_mark": "-5"}, None, [("pass_mark", "trust-pass-mark")]),
        ({"pass_mark": "٧٠"}, None, [("pass_mark", "trust-pass-mark")]),
        (
            {"pass_mark": "1", "what": "kind"},
            None,
            [("pass_mark", "trust-pass-mark")],
        ),  # below chance
        (
            {"pass_mark": "80", "report": "completion"},
            None,
            [("pass_mark", "trust-pass-mark")],
        ),
        (
            {},
            b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
            [("logo", "logo-refused")],
        ),
        (
            {"colour": "red", "pass_mark": "x"},
            b"GIF",
            [
                ("colour", "trust-colour"),
                ("logo", "logo-refused"),
                ("pass_mark", "trust-pass-mark"),
            ],
        ),
    ],
)
def test_every_fault_is_told_at_its_field(
    fields: dict[str, str], logo: bytes | None, expected: list[tuple[str, str]]
) -> None:
    assert failures(fields, logo) == expected


def test_the_page_asks_for_everything_the_builder_reads() -> None:
    page = html.document_fromstring(
        render(action="/make", extra='<input type="hidden" name="csrf" value="t">')
    )
    assert isinstance(page, html.HtmlElement)
    form = page.forms[0]
    assert (form.action, form.method) == ("/make", "POST")
    names = list(dict.fromkeys(markup.strings(page, "//form//*/@name")))
    assert names == [
        *["csrf", "what", "platform", "report", "organisation", "colour", "logo"],
        *["support_label", "support_url", "problem_url", "pass_mark"],
    ]
    assert markup.strings(page, '//input[@name="what"]/@value') == [
        *content.module_ids(),
        "course",
        "menu",
        "cards",
    ]
    assert markup.strings(page, '//input[@name="platform"]/@value') == list(PROFILES)
    untouched = dict(form.form_values())
    build_from_form(untouched, None)


def test_every_control_has_a_label_and_every_reference_resolves() -> None:
    fields = {"colour": "red", "pass_mark": "x", "what": "x", "support_label": "y"}
    with pytest.raises(FormError) as caught:
        build_from_form(fields, b"GIF")
    page = html.document_fromstring(render(fields, caught.value.errors))
    ids = markup.strings(page, "//@id")
    assert len(ids) == len(set(ids))
    controls = markup.strings(page, '//input[not(@type="hidden")]/@id')
    labelled = set(markup.strings(page, "//label/@for"))
    assert [control for control in controls if control not in labelled] == []
    references = markup.strings(page, "//@aria-describedby | //@aria-labelledby")
    named = " ".join(references).split()
    assert set(named) - set(ids) == set()
    errors = markup.strings(page, '//*[@class="olw-errors"]//a/@href')
    links = [link.removeprefix("#") for link in errors]
    assert links == [error.field for error in caught.value.errors]
    assert set(links) - set(ids) == set()
    assert page.xpath("string(//title)") == "Error: Make a package - Our Leadership Way"


def test_what_was_typed_comes_back_and_cannot_break_out() -> None:
    typed = '"><script>alert(1)</script>'
    page = html.document_fromstring(render({"organisation": typed, "what": "cards"}))
    assert page.xpath('string(//input[@name="organisation"]/@value)') == typed
    assert page.xpath("//script") == []
    assert markup.strings(page, '//input[@checked][@name="what"]/@value') == ["cards"]
