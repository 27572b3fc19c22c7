"""The guides: as HTML, and true to the code where they list what the code has."""

from __future__ import annotations

import re
from pathlib import Path

from scorm_export import guides
from scorm_export.check.catalogue import CATALOGUE
from scorm_export.editions import EDITIONS
from scorm_export.profiles import PROFILES
from scorm_export.trust import Trust
from scorm_export.trust_fields import READERS

NAMES = sorted(path.stem for path in guides.source().glob("*.md"))


def text(name: str) -> str:
    return (guides.source() / f"{name}.md").read_text(encoding="utf-8")


def test_every_code_of_the_check_is_listed_with_its_level() -> None:
    listed = re.findall(
        r"^\| `([a-z0-9-]+)` \| (error|warning) \|",
        text("check-a-package"),
        re.MULTILINE,
    )
    assert listed == [(code, level) for code, (level, _, _) in CATALOGUE.items()]


def test_every_profile_is_listed_with_what_it_sends() -> None:
    told = {"completion": "status and time", "score": "status, time and best score"}
    rows = re.findall(
        r"^\| `([a-z0-9-]+)` \| ([^|]+) \| ([^|]+) \|",
        text("what-is-sent"),
        re.MULTILINE,
    )
    assert rows == [
        (p.id, EDITIONS[p.edition].title, told[p.report]) for p in PROFILES.values()
    ]


def test_every_setting_is_in_the_example() -> None:
    example = text("change-a-package").split("```toml")[1].split("```")[0]
    named = set(re.findall(r"^(\w+) = |^\[+(\w+)\]", example, re.MULTILINE))
    assert {one or other for one, other in named} - {"kind", "label", "url"} == {
        *READERS,
        "logo",
    } - {"edition"}


def test_the_example_of_trust_json_has_the_lines_packages_have() -> None:
    example = text("change-a-package").split("```json")[1].split("```")[0]
    keys = r'^  "(\w+)":'
    assert re.findall(keys, example, re.MULTILINE) == re.findall(
        keys, Trust().file().decode(), re.MULTILINE
    )


def test_links_between_the_pages_lead_somewhere() -> None:
    linked = {
        link for name in NAMES for link in re.findall(r"\]\(([\w-]+)\.md", text(name))
    }
    assert sorted(linked - set(NAMES)) == []


def test_pages_are_written_as_html_with_pictures(tmp_path: Path) -> None:
    source = tmp_path / "docs"
    (source / "images").mkdir(parents=True)
    (source / "index.md").write_text(
        "# Hello *you*\n\n[Moodle](moodle.md#upload), [ask](../contact.md), "
        "[code](../developers/x.md)\n\n|a|b|\n|-|-|\n|1|2|\n"
    )
    (source / "images" / "one.png").write_bytes(b"png")
    (source / "moodle.md").write_text("# Moodle\n")
    (tmp_path / "contact.md").write_text(
        "# Who to write to\n\n[Security](../SECURITY.md), [back](ld-importers/index.md), "
        "[far](https://a.example/x.md)\n"
    )
    assert guides.build(tmp_path / "out", source) == ["index", "moodle", "contact"]
    html = (tmp_path / "out" / "guides" / "index.html").read_text()
    assert "<title>Hello you - Our Leadership Way</title>" in html
    assert '<a href="moodle.html#upload">Moodle</a>' in html
    assert '<a href="contact.html">ask</a>, code</p>' in html
    contact = (tmp_path / "out" / "guides" / "contact.html").read_text()
    assert (
        '<p>Security, <a href="index.html">back</a>, <a href="https://a.example/x.md">far</a></p>'
        in contact
    )
    assert (tmp_path / "out" / "guides" / "images" / "one.png").read_bytes() == b"png"


def test_without_docs_nothing_is_written(tmp_path: Path) -> None:
    assert guides.build(tmp_path / "out", tmp_path / "none") == []
    assert not (tmp_path / "out").exists()


def test_tables_are_regions_named_after_the_heading_above() -> None:
    table = "|a|\n|-|\n|1|\n\n"
    html = guides.render(f"# One\n\n{table}{table}## Two *b*\n\n{table}", set())
    assert re.findall(r'aria-label="([^"]+)"', html) == ["One", "One, table 2", "Two b"]
    assert html.count('<div class="olw-scroll"') == html.count("<table>") == 3


def test_links_to_a_part_of_a_page_find_it_and_none_leave_the_folder() -> None:
    pages = {name: guides.render(text(name), {*NAMES, "contact"}) for name in NAMES}
    parts = {
        name: set(re.findall(r'id="([^"]+)"', html)) for name, html in pages.items()
    }
    lost = []
    for name, html in pages.items():
        for page, part in re.findall(r'href="([\w-]*)(?:\.html)?#([\w-]+)"', html):
            if part not in parts[page or name]:
                lost.append((name, page, part))
        outside = set(re.findall(r'href="(\.\./[^"]+)"', html)) - {"../index.html"}
        assert (name, outside) == (name, set())
    assert lost == []
