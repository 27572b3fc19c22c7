"""Every ready-made package: clean under our own check, small, complete,
and found from the page that says which to take.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from olw_core import content
from olw_core.formats.compiled import Module
from scorm_export.check import check
from scorm_export.dist import all_jobs
from scorm_export.editions import EDITIONS
from scorm_export.guides import source
from scorm_export.package import Package, build
from scorm_export.plan import choose
from scorm_export.profiles import PROFILES
from scorm_export.trust import Trust
from tests.support import apart, markup

Dist = tuple[Path, list[Package]]
STORY_LIMIT = {
    "1.2": 70_000,
    "2004-3": 96_500,
    "2004-4": 83_000,
    "cmi5": 63_000,
}  # bytes, one story (decision 0019)


def files(package: Package) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pages(package: Package) -> dict[str, html.HtmlElement]:
    return {
        name: html.document_fromstring(data)
        for name, data in files(package).items()
        if name.endswith(".html")
    }


def configs(package: Package) -> list[dict[str, Any]]:
    return [apart.config(page) for page in pages(package).values()]


def test_there_is_one_for_each_platform_and_need(dist: Dist) -> None:
    made = [(package.profile, package.kind, package.modules) for package in dist[1]]
    every = content.module_ids()
    wanted: list[tuple[str, str, tuple[str, ...]]] = []
    for profile in PROFILES.values():
        wanted += [(profile.id, "module", (module,)) for module in every]
        several = profile.course == "multi"
        whole = "course" if several else "menu"
        wanted += [(profile.id, whole, every), (profile.id, "cards", every)]
        if several:
            wanted.append((profile.id, "menu", every))
    assert made == wanted


def test_a_trusts_edition_and_pass_mark_do_not_break_other_platforms() -> None:
    """The nhs profile sends no score, so a pass mark cannot hold there;
    each platform keeps its own edition.
    """
    work = all_jobs(Trust(edition="1.2", profile="moodle", pass_mark=90))
    held = {
        job.choice.profile.id: (job.choice.edition.id, job.choice.trust.pass_mark)
        for job in work
    }
    kept: dict[str, tuple[str, int | None]] = {
        profile.id: (profile.edition, 90) for profile in PROFILES.values()
    }
    scoreless = [p for p in PROFILES.values() if p.report == "completion"]
    kept |= {profile.id: (profile.edition, None) for profile in scoreless}
    assert held == kept
    assert {
        job.choice.trust.pass_mark
        for job in all_jobs(Trust(report="completion", pass_mark=90))
    } == {None}


def test_all_are_clean(dist: Dist) -> None:
    found = [
        f"{package.profile}/{package.name}: {finding}"
        for package in dist[1]
        for finding in check(package.data).findings
    ]
    assert found == []


@pytest.mark.parametrize(
    "profile", ["generic", "generic-2004-3", "generic-2004-4", "cmi5"]
)
def test_stories_are_small(profile: str) -> None:
    """Everything counts: control documents, player, cards and pictures."""
    choice = choose(Trust(), profile)
    sizes = {}
    for module_id in content.module_ids():
        package = build("module", [content.load(module_id)], choice)
        sizes[module_id] = len(package.data)
    assert {
        module: size
        for module, size in sizes.items()
        if size > STORY_LIMIT[choice.edition.id]
    } == {}


def test_both_editions_of_2004_have_the_same_page(dist: Dist) -> None:
    """What an LMS page does with one, it does with the other: browser tests play one of them."""
    shown: dict[str, list[dict[str, bytes]]] = {}
    for profile in ("generic-2004-3", "generic-2004-4"):
        made = [files(one) for one in dist[1] if one.profile == profile]
        shown[profile] = [without_the_manifest(one) for one in made]
    assert shown["generic-2004-3"] == shown["generic-2004-4"]
    assert shown["generic-2004-4"]


def without_the_manifest(of_package: dict[str, bytes]) -> dict[str, bytes]:
    """Only what a browser fetches."""
    kept = {}
    for name, data in of_package.items():
        if name != "imsmanifest.xml" and not name.endswith((".xsd", ".dtd")):
            kept[name] = data
    return kept


def test_files_on_disk_are_the_packages(dist: Dist) -> None:
    out, packages = dist
    written = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.glob("*/*.zip"))
    }
    assert written == {
        f"{package.profile}/{package.name}": package.data
        for package in sorted(packages, key=lambda p: (p.profile, p.name))
    }
    assert [package.sha256 for package in packages] == [
        hashlib.sha256(package.data).hexdigest() for package in packages
    ]


def test_the_pages_lead_to_every_zip_and_every_guide(dist: Dist) -> None:
    out, packages = dist
    front = html.document_fromstring((out / "index.html").read_bytes())
    links = markup.strings(front, "//main//a/@href")
    platforms = [f"{profile}/index.html" for profile in PROFILES]
    guides = [
        f"guides/{profile.page.removesuffix('.md')}.html"
        for profile in PROFILES.values()
    ]
    pairs = [link for pair in zip(platforms, guides, strict=True) for link in pair]
    others = [
        *[
            "nhs/index.html",
            "guides/esr.html",
            "generic/index.html",
            "guides/successfactors.html",
        ],
        *["generic/index.html", "guides/open-edx.html"],
    ]
    assert links == ["guides/index.html", "guides/codebook.html", *pairs, *others]
    words = markup.words(front)
    rows = re.findall(
        r"^\| ([^|]+) \| `\w+` \|",
        (source() / "index.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert len(rows) == 8
    named = {
        row.split(",")[0].split(" (")[0].removeprefix("Anything else") for row in rows
    }
    assert [name for name in named if name not in words] == []
    assert [
        m["title"]
        for m in map(content.load, content.module_ids())
        if m["summary"] not in words
    ] == []
    assert [link for link in links if not (out / link).is_file()] == []
    written = sorted(path.stem for path in (out / "guides").glob("*.html"))
    assert written == sorted(
        ["codebook", "contact", *[path.stem for path in source().glob("*.md")]]
    )
    assert _lost_links(out / "guides") == []
    for profile in PROFILES:
        listing = html.document_fromstring((out / profile / "index.html").read_bytes())
        downloads = markup.elements(listing, "//a[@download]")
        zips = [(link.get("href"), link.text) for link in downloads]
        assert sorted(zips) == sorted(
            (p.name, p.title) for p in packages if p.profile == profile
        )
        missing = [
            link
            for link in markup.strings(listing, "//main//a/@href")
            if not (out / profile / link).is_file()
        ]
        assert missing == []


def _lost_links(folder: Path) -> list[str]:
    """Links of the guides that lead to no file; "guide: link"."""
    lost = []
    for path in sorted(folder.glob("*.html")):
        page = html.document_fromstring(path.read_bytes())
        for link in markup.strings(page, "//a/@href"):
            target = link.partition("#")[0]
            if target and ":" not in target and not (folder / target).is_file():
                lost.append(f"{path.name}: {link}")
    return lost


def test_the_guide_for_facilitators_stays_out(dist: Dist) -> None:
    """A module that really has a guide: its words must be nowhere in any package."""
    guides = [content.load(module)["guide"] for module in content.module_ids()]
    purposes = [guide["purpose"] for guide in guides if guide is not None]
    assert len(purposes) == len(guides)
    assert "" not in purposes
    words = [
        re.sub(r"<[^>]+>", "", purpose).strip()[:40].encode() for purpose in purposes
    ]
    assert [
        package.name
        for package in dist[1]
        for data in files(package).values()
        for word in words
        if word in data
    ] == []
    assert {
        key
        for p in dist[1]
        for config in configs(p)
        for module in config["modules"]
        for key in module
        if key == "guide"
    } == set()


def test_what_the_player_is_told(dist: Dist) -> None:
    for package in dist[1]:
        for config in configs(package):
            profile = PROFILES[package.profile]
            wanted: tuple[object, ...] = (profile.report, "story", True, None, False)
            if package.kind == "cards":
                needed = profile.completion_score
                wanted = ("completion", "cards", True, None, needed)
            told = (
                config["report"],
                config["show"],
                config["ownsPage"],
                config["passMark"],
                config["completionScore"],
            )
            assert told == wanted
            assert config["trust"] == {"logo": "logo.svg"}


def test_pages_need_nothing_but_their_own_package(dist: Dist) -> None:
    for package in dist[1]:
        names = set(files(package))
        for page in pages(package).values():
            loaded = page.xpath("//script/@src | //link/@href | //img/@src")
            assert loaded
            assert set(loaded) - names == set()


def test_pages_carry_their_first_scene_and_one_player(dist: Dist) -> None:
    for package in dist[1]:
        for name, page in pages(package).items():
            assert (name, len(page.xpath("//olw-player"))) == (name, 1)
            assert [
                src
                for src in page.xpath("//script/@src")
                if src == EDITIONS[package.edition].bundle
            ]
            assert page.xpath("string(//title)").strip() != ""


def test_single_item_platforms_get_one_item(dist: Dist) -> None:
    counts = {
        p.name: len(etree.fromstring(files(p)["imsmanifest.xml"]).findall(".//{*}item"))
        for p in dist[1]
        if p.profile == "nhs"
    }
    assert set(counts.values()) == {1}


@pytest.mark.parametrize("kind", ["course", "menu"])
def test_courses_hold_every_story(dist: Dist, kind: str) -> None:
    package = next(p for p in dist[1] if p.kind == kind)
    ids = [module["id"] for config in configs(package) for module in config["modules"]]
    assert sorted(ids) == sorted(content.module_ids())


def card_ids(module: Module) -> list[str]:
    return [card["id"] for card in module["cards"]]


def test_cards_leave_the_stories_at_home(dist: Dist) -> None:
    package = next(p for p in dist[1] if p.kind == "cards")
    modules = configs(package)[0]["modules"]
    assert [len(module["story"]["nodes"]) for module in modules] == [1] * len(
        content.module_ids()
    )
    whole = [content.load(module) for module in content.module_ids()]
    assert [card_ids(module) for module in modules] == [card_ids(m) for m in whole]
