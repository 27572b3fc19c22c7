"""What a platform reads of the class: entry point, static files, scenarios, flags."""

from __future__ import annotations

import pytest
from lxml import etree
from xblock.core import XBlock
from xblock.exceptions import DisallowedFileError
from xblock.fields import Scope

from olw_core import content
from olw_xblock import assets
from olw_xblock.block import OlwXBlock
from olw_xblock.learner_page import configuration
from olw_xblock.visit import Visit
from tests.unit.olw_xblock.support import Platform


def test_entry_point() -> None:
    assert XBlock.load_class("olw") is OlwXBlock


def test_only_the_public_folder_is_published() -> None:
    assert (OlwXBlock.get_resources_dir(), OlwXBlock.has_children) == ("public", False)


@pytest.mark.parametrize("uri", ["studio.js", b"studio.js"])
def test_static_files_by_bare_name(uri: str | bytes) -> None:
    with OlwXBlock.open_local_resource(uri) as file:
        assert b"OlwStudio" in file.read()


@pytest.mark.parametrize(
    "uri",
    [
        "block.py",
        "public/studio.js",
        "../block.py",
        "./studio.js",
        "/etc/passwd",
        "",
        "studio.js/",
        b"\xff",
        "__init__.py",
    ],
)
def test_no_other_file(uri: str | bytes) -> None:
    with pytest.raises(DisallowedFileError):
        OlwXBlock.open_local_resource(uri)


def test_every_public_file_is_asked_for_by_a_view(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a story with two languages."""
    monkeypatch.setattr(content, "languages", lambda module: ("cy",))
    block = platform.block()
    asked = [
        r.data
        for view in (block.student_view(), block.studio_view())
        for r in view.resources
        if r.kind == "url"
    ]
    config = configuration(Visit(block))
    assert config["style"] in asked
    asked.append(config["more"])
    assert {address.rpartition("/")[2] for address in asked} == assets.PUBLIC_FILES


def test_workbench_scenarios_play_installed_settings() -> None:
    settings = [
        dict(node.attrib)
        for _title, olx in OlwXBlock.workbench_scenarios()
        for node in etree.fromstring(olx).iter("olw")
    ]
    assert settings == [
        {"module": "kind", "weight": "1"},
        {"module": "kind", "weight": "2"},
        {"module": "kind", "show": "cards"},
        {"module": "kind", "show": "cards"},
        *({"module": module, "weight": "1"} for module in content.module_ids()),
    ]


def test_translation_is_wanted_never_needed() -> None:
    assert OlwXBlock.service_declaration("i18n") == "want"


def test_scopes() -> None:
    """Renaming or moving a state field would lose what learners have done: names are for ever."""
    fields = OlwXBlock.fields.items()
    assert {name for name, field in fields if field.scope == Scope.user_state} == {
        "record",
        "practice",
        "owed",
        "plays",
        "shelf",
        "card_log",
        "attempts",
        "raw_earned",
        "raw_possible",
    }
    assert {name for name, field in fields if field.scope == Scope.preferences} == {
        "done_modules",
        "chosen_language",
    }
    assert {name for name, field in fields if field.scope == Scope.content} == {
        "module"
    }
    assert {name for name, field in fields if field.scope == Scope.settings} == {
        "display_name",
        "language",
        "weight",
        "max_attempts",
        "show",
        "report",
        "trust_name",
        "upstream_report",
        "support_label",
        "support_url",
        "name",
        "tags",
    }
