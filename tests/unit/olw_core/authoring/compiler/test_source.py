"""Reading YAML: broken, doubled, endless and odd files end in one plain error;
every value knows its line.
"""

from __future__ import annotations

import pytest
import yaml

from olw_core.authoring.compiler import source
from olw_core.authoring.compiler.source import read_source
from olw_core.errors import ContentError

NO_MAPPING = "The file must be a list of 'name: value' lines. See docs/authors.md."

BROKEN = [  # (why, text, code, line, problem and remedy)
    ("a character no text holds", "a: 1\nb: \x00", "yaml-broken", 2,
     "A character stands here that no text can hold."
     " Type the line again, and save the file as UTF-8 text."),
    ("two documents", "a: 1\n---\nb: 2\n", "yaml-broken", 2,
     "A second document begins here. Remove the line with three dashes."),
    ("nothing", "", "yaml-not-a-mapping", 1, NO_MAPPING),
    ("a list", "# why\n- a\n", "yaml-not-a-mapping", 2, NO_MAPPING),
    ("a name that is a list", "a:\n  ? [b]\n  : c\n", "yaml-key", 2,
     "A name must be a single word or number. Put it in quotes."),
    ("an alias", "a: &x {b: 1}\nc: *x\n", "yaml-alias", 2,
     "'*x' repeats another place. Write the text out in full."),
    ("an alias to what holds it", "a: &x [1, *x]\n", "yaml-alias", 1,
     "'*x' repeats another place. Write the text out in full."),
    ("31 lists in each other", "a:\n  " + "[" * 31 + "]" * 31, "yaml-nested", 2,
     "The text nests too deep. Write it out flat."),
    ("100,000 lists in each other", "[" * 100_000, "yaml-nested", 1,
     "There are more than 10,000 brackets. Write it out flat."),
    ("more than a megabyte", "a: " + "é" * 500_000, "yaml-too-long", 1,
     "The file is longer than 1 MB. Shorten it."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "line", "says"),
    [c[1:] for c in BROKEN],
    ids=[c[0] for c in BROKEN],
)
def test_broken_files(text: str, code: str, line: int, says: str) -> None:
    with pytest.raises(ContentError) as caught:
        read_source({"cards.yaml": text}, {})
    assert [str(p) for p in caught.value.problems] == [
        f"cards.yaml:{line}: error {code} at (top): {says}"
    ]
    assert str(caught.value) == f"cards.yaml:{line}: error {code} at (top): {says}"


def test_the_plain_parser_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML came without libyaml."""
    text = "a: 'yes'\nb: |\n  5\nc: [1, x, {d: ~}]\n"
    fast = read_source({"module.yaml": text}, {})
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    plain = read_source({"module.yaml": text}, {})
    assert (plain.data, plain.places) == (fast.data, fast.places)


def test_values_have_no_surprises() -> None:
    """Only whole numbers, true, false and nothing are read as such;
    `no`, dates and 007 stay text.
    """
    text = (
        "a: 007\nb: -3\nc: '3'\nd: no\ne: true\nf: ~\ng:\nh: |\n  5\ni: 2026-11-01\n"
        "j: 1234567\nk: null\nl: false\nm: +1\n"
    )
    assert source.read_source({"module.yaml": text}, {}).data == {
        "a": "007",
        "b": -3,
        "c": "3",
        "d": "no",
        "e": True,
        "f": None,
        "g": None,
        "h": "5\n",
        "i": "2026-11-01",
        "j": "1234567",
        "k": None,
        "l": False,
        "m": "+1",
    }


def test_every_value_knows_its_place() -> None:
    found = read_source(
        {
            "module.yaml": "# note\na:\n  b: 1\n  c: [x,\n    y]\n",
            "cards.yaml": "\ncards:\n  d: 2\n",
        },
        {},
    )
    assert found.places == {
        (): ("module.yaml", 2),
        ("a",): ("module.yaml", 2),
        ("a", "b"): ("module.yaml", 3),
        ("a", "c"): ("module.yaml", 4),
        ("a", "c", 0): ("module.yaml", 4),
        ("a", "c", 1): ("module.yaml", 5),
        ("cards",): ("cards.yaml", 2),
        ("cards", "d"): ("cards.yaml", 3),
    }
    assert found.place(("a", "c", 1, "z")) == ("module.yaml", 5)
    assert found.place(("nothing",)) == ("module.yaml", 2)


def test_one_name_in_two_files() -> None:
    with pytest.raises(ContentError) as caught:
        read_source(
            {"module.yaml": "id: x\ncards: {}\n", "cards.yaml": "# cards\ncards: {}\n"},
            {},
        )
    assert str(caught.value) == (
        "cards.yaml:2: error yaml-twice at cards: 'cards' stands in two files. Keep it in "
        "one of them."
    )


def test_a_place_without_any_file() -> None:
    assert source.Source({}).place(("a",)) == ("module.yaml", 1)
