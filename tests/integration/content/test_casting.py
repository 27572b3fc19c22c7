"""The casting table of the reviews against the modules: a row for every story and every version of
a card, true settings, true totals.

The table is written by hand, as who leads is a judgement; what can be counted is counted here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from olw_core import content

TABLE = Path(__file__).parents[3] / "docs" / "reviews" / "casting.md"
HEAD = (
    "| module | story or card | who decides | management title | minority staff lead | "
    "setting | mode |"
)
TOTALS = (
    "| | rows | without a management title | minority staff lead | of these, the "
    "decider | hybrid or remote |"
)
MODES = ("in person", "hybrid", "remote")

Row = tuple[str, ...]


def _cells(line: str) -> Row:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))


def _rows(head: str) -> list[Row]:
    lines = TABLE.read_text("utf-8").splitlines()
    body = lines[lines.index(head) + 2 :]
    end = next(
        (i for i, line in enumerate(body) if not line.startswith("|")), len(body)
    )
    return [_cells(line) for line in body[:end]]


@pytest.fixture(scope="module")
def table() -> list[Row]:
    return _rows(HEAD)


def is_short_way(scene_id: str) -> bool:
    """Scenes of the short way are cards, which have rows of their own; only theirs begin with _."""
    return scene_id.startswith("_")


def _from_modules() -> list[Row]:
    """(module, story or card, role, place, modes) of everything that can be played,
    in the order of the framework.
    """
    found: list[Row] = []
    for name in content.module_ids():
        module = content.load(name)
        scenes = module["story"]["scenes"]
        own = [scene for name, scene in scenes.items() if not is_short_way(name)]
        used = {scene["setting"]["mode"] for scene in own}
        roles = {scene["setting"]["role"] for scene in own}
        assert len(roles) == 1
        found.append((name, "story", *roles, ", ".join(m for m in MODES if m in used)))
        for card in module["cards"]:
            for version, variant in card["variants"].items():
                setting = variant["setting"]
                found.append(
                    (
                        name,
                        f"{card['id']} {version}",
                        setting["role"],
                        setting["place"],
                        setting["mode"],
                    )
                )
    return found


def _played(row: Row) -> Row:
    """The cells of a row that the content knows too; a story has no one place."""
    module, what, role = row[:3]
    if what == "story":
        return module, what, role, row[6]
    return module, what, role, row[5], row[6]


def test_every_story_and_every_version_of_a_card_has_its_row(table: list[Row]) -> None:
    said = [_played(row) for row in table]
    assert said == _from_modules()


def test_judgements_use_the_words_of_the_key(table: list[Row]) -> None:
    assert {r[3] for r in table} <= {"yes", "no", "standing in"}
    assert [
        r for r in table if not (r[4] == "not stated" or r[4].startswith("yes: "))
    ] == []


def _count(rows: list[Row]) -> Row:
    counts = (
        len(rows),
        sum(r[3] == "no" for r in rows),
        sum(r[4].startswith("yes: ") for r in rows),
        sum(" decides" in r[4] for r in rows),
        sum("hybrid" in r[6] or "remote" in r[6] for r in rows),
    )
    return tuple(str(n) for n in counts)


def test_totals_are_what_the_rows_add_up_to(table: list[Row]) -> None:
    stories = [r for r in table if r[1] == "story"]
    cards = [r for r in table if r[1] != "story"]
    first = [r for r in cards if r[1].endswith(" a")]
    assert _rows(TOTALS) == [
        ("Stories", *_count(stories)),
        ("Cards, version a", *_count(first)),
        ("Cards, both versions", *_count(cards)),
    ]


def test_the_cast_is_as_wide_as_we_promised(table: list[Row]) -> None:
    stories = [r for r in table if r[1] == "story"]
    first = [r for r in table if r[1].endswith(" a")]
    assert sum(r[3] == "no" for r in stories) >= 3
    assert sum(r[3] == "no" for r in first) >= 12
    assert sum("hybrid" in r[6] or "remote" in r[6] for r in stories) >= 2
    assert len({r[5] for r in stories}) == len(stories)


def test_a_named_decider_is_named_in_the_card(table: list[Row]) -> None:
    named = {
        r[1]: r[4].removeprefix("yes: ").removesuffix(" decides")
        for r in table
        if r[4].endswith(" decides")
    }
    texts = {
        f"{card['id']} {version}": variant["html"]
        for name in content.module_ids()
        for card in content.load(name)["cards"]
        for version, variant in card["variants"].items()
    }
    assert {
        key: who
        for key, who in named.items()
        if key != "story" and who not in texts[key]
    } == {}


def test_no_two_people_of_the_stories_share_a_name() -> None:
    names = [
        p["name"]
        for name in content.module_ids()
        for p in content.load(name)["people"].values()
    ]
    assert sorted(names) == sorted(set(names))
