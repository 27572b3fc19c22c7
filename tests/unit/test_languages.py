"""A language that we speak ourselves has its files in every door, and the guide names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from olw_core import player

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "authors" / "translate.md"
PLACES = (
    "olw_core/player/strings/{}.json",
    "olw_core/page/locale/{}/LC_MESSAGES/promises.po",
    "scorm_export/locale/{}/LC_MESSAGES/packages.po",
    "lti_service/locale/{}/LC_MESSAGES/pages.po",
    "olw_xblock/conf/locale/{}/LC_MESSAGES/django.po",
)
MADE = "olw_xblock/translations/{}/LC_MESSAGES/text.mo"
SPOKEN = sorted(player.known_languages())
TRANSLATED = [lang for lang in SPOKEN if lang != player.ENGLISH]


@pytest.mark.parametrize("lang", TRANSLATED)
@pytest.mark.parametrize("place", [*PLACES, MADE])
def test_every_language_has_its_file_in_every_door(place: str, lang: str) -> None:
    assert (ROOT / place.format(lang)).is_file()


@pytest.mark.parametrize("place", PLACES)
def test_no_file_is_of_a_language_that_is_not_known(place: str) -> None:
    before, after = place.split("{}")
    files = ROOT.glob(before + "*" + after)
    found = {path.relative_to(ROOT).as_posix() for path in files}
    spoken = {place.format(lang) for lang in SPOKEN}
    known = {*spoken, "olw_xblock/conf/locale/en/LC_MESSAGES/django.po"}
    assert found - known == set()


@pytest.mark.parametrize("place", [*PLACES, "olw_core/player/languages.json"])
def test_the_guide_names_each_file(place: str) -> None:
    told = GUIDE.read_text(encoding="utf-8")
    assert f"| `{place.format('pl')}` |" in told
