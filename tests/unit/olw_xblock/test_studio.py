"""The Studio form: what it shows, what it saves, what it refuses, and warnings after an import."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import html
from xblock.field_data import ReadOnlyFieldData
from xblock.fields import Scope

from olw_xblock import studio_settings
from olw_xblock.block import OlwXBlock
from olw_xblock.block_protocol import Block
from olw_xblock.settings import Installed
from olw_xblock.studio import installed
from tests.unit.olw_xblock.support import Platform

FORM = {
    "module": "short",
    "language": "",
    "display_name": "Week 1",
    "weight": "2",
    "max_attempts": "3",
    "show": "story",
    "report": "completion",
    "trust_name": "North Trust",
    "support_label": "Talk to us",
    "support_url": "https://help.example",
}


def form(platform: Platform) -> Any:
    return html.fromstring(platform.block().studio_view().content)


def values(page: Any) -> dict[str, str]:
    return {
        control.get("name"): control.value or ""
        for control in page.xpath("//input[@name] | //select[@name]")
    }


def test_the_form_holds_every_setting_as_it_is(platform: Platform) -> None:
    platform.settings(
        display_name='<b>"&', weight=2.5, max_attempts=2, report="answers"
    )
    assert values(form(platform)) == {
        **dict.fromkeys(FORM, ""),
        "module": "desk",
        "display_name": '<b>"&',
        "weight": "2.5",
        "max_attempts": "2",
        "show": "story",
        "report": "answers",
    }


def test_each_setting_is_a_field_of_the_block_with_a_type() -> None:
    """Not in the form: XBlock's own, and what the library has that the block came from."""
    declared = {
        name
        for name, field in OlwXBlock.fields.items()
        if field.scope in (Scope.content, Scope.settings)
    }
    names = set(studio_settings.NAMES)
    assert declared == {*names, "upstream_report", "name", "tags"}
    assert names <= set(Block.__annotations__)


def test_every_control_has_a_label_and_a_place_for_its_error(
    platform: Platform,
) -> None:
    page = form(platform)
    for control in page.xpath("//input[@name] | //select[@name]"):
        assert len(page.xpath("//label[@for=$id]", id=control.get("id"))) == 1
        described = control.get("aria-describedby").split()
        assert [len(page.xpath("//p[@id=$id]", id=name)) for name in described] == [
            1,
            1,
        ]


def test_two_forms_on_a_page_share_no_id(platform: Platform) -> None:
    first = set(form(platform).xpath("//@id"))
    platform.usage = platform.id_generator.create_usage(platform.definition)
    assert first.isdisjoint(form(platform.settings(module="desk")).xpath("//@id"))


def test_a_module_that_is_not_installed_stays_visible(platform: Platform) -> None:
    page = form(platform.settings(module="gone"))
    assert values(page)["module"] == "gone"
    assert page.xpath("//select[@name='module']/option/@value") == [
        "desk",
        "short",
        "gone",
    ]


def test_script_and_start(platform: Platform) -> None:
    fragment = platform.block().studio_view()
    assert [r.data for r in fragment.resources if r.kind == "url"] == [
        "/static/studio.js"
    ]
    assert (fragment.js_init_fn, fragment.json_init_args["csrfCookie"]) == (
        "OlwStudio",
        "csrftoken",
    )


def test_saving(platform: Platform) -> None:
    changed = sorted(set(FORM) - {"show", "language"})
    assert platform.post("studio_submit", FORM) == (200, {"saved": changed})
    assert values(form(platform)) == FORM
    assert platform.block().weight == 2.0


def test_saving_what_is_wrong_saves_nothing(platform: Platform) -> None:
    status, told = platform.post("studio_submit", {**FORM, "weight": "heavy"})
    assert (status, told) == (
        400,
        {
            "error": {
                "code": "settings-invalid",
                "message": "There is a problem. Nothing has been saved yet.",
                "fields": {"weight": "Enter a number from 0 to 1000."},
            }
        },
    )
    assert (platform.block().module, platform.block().display_name) == (
        "desk",
        "Our Leadership Way scenario",
    )


@pytest.mark.parametrize(
    ("body", "code"), [(b"{", "request-malformed"), (b"[]", "settings-invalid")]
)
def test_saving_what_is_no_form(platform: Platform, body: bytes, code: str) -> None:
    status, told = platform.post("studio_submit", body=body)
    assert (status, told["error"]["code"]) == (400, code)


def test_a_learner_cannot_change_settings_where_they_are_read_only(
    platform: Platform,
) -> None:
    platform._services["field-data"] = ReadOnlyFieldData(
        platform._services["field-data"]
    )
    status, told = platform.post("studio_submit", FORM)
    assert (status, told["error"]["code"]) == (403, "settings-read-only")
    assert platform.block().module == "desk"


def test_validation_of_imported_settings() -> None:
    block = Platform().parsed(
        '<olw module="gone" report="all" support_label="Help" support_url="javascript:x"/>'
    )
    told = json.loads(json.dumps(block.validate().to_json()))
    assert [m["text"] for m in told["messages"]] == [
        "report: Choose one of the three.",
        "support_url: Start the address with https://, http://, tel: or mailto:",
        "module: Choose one of the modules on the list.",
    ]


def test_a_good_import_has_no_warnings() -> None:
    assert bool(Platform().parsed('<olw module="desk"/>').validate())


def test_a_module_that_does_not_compile_is_not_offered(content_dir: Any) -> None:
    broken = content_dir / "broken"
    broken.mkdir()
    (broken / "module.yaml").write_text("id: [", "utf-8")
    try:
        assert installed() == {
            "desk": Installed("At the desk", ["en-GB"]),
            "short": Installed("One decision", ["en-GB"]),
        }
    finally:
        (broken / "module.yaml").unlink()
        broken.rmdir()
