"""What a trust may change, from TOML; and trust.json."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from olw_core.trust import is_colour, ratio_words
from scorm_export import trust as trusts
from scorm_export.errors import ScormError
from scorm_export.logo import Logo, default_logo
from scorm_export.trust import Trust, from_mapping, from_toml

WHOLE = """
organisation = "Ysbyty Example"
colour = "#7C2855"
logo = "our.svg"
problem_url = "mailto:learning@example.nhs.uk"
file_name = "{organisation}-{module}"
profile = "moodle"
edition = "2004-4"
report = "completion"
iri = "https://learn.example.nhs.uk/olw"

[titles]
kind = "After the call"

[[support]]
label = "Staff support line"
url = "tel:+440000000000"
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def write(folder: Path, text: str) -> Path:
    (folder / "our.svg").write_bytes(SVG)
    (folder / "trust.toml").write_text(text, encoding="utf-8")
    return folder / "trust.toml"


def test_a_whole_file(tmp_path: Path) -> None:
    read = from_toml(write(tmp_path, WHOLE))
    assert read == Trust(
        organisation="Ysbyty Example",
        colour="#7c2855",
        logo=read.logo,
        support=(("Staff support line", "tel:+440000000000"),),
        problem_url="mailto:learning@example.nhs.uk",
        titles={"kind": "After the call"},
        file_name="{organisation}-{module}",
        profile="moodle",
        edition="2004-4",
        report="completion",
        iri="https://learn.example.nhs.uk/olw",
    )
    assert read.logo_file() == Logo("logo.svg", SVG + b"\n")


def test_notepads_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert from_toml(write(tmp_path, '\ufefforganisation = "X"')).organisation == "X"


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert from_toml(write(tmp_path, "")) == Trust()


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        ("organisation = ", "trust-toml", "trust.toml"),
        ("colour = 5", "trust-field", "colour"),
        ('colour = "blue"', "trust-colour", "colour"),
        ('colour = "#41b6e6"', "trust-contrast", "colour"),
        ('colours = "#005eb8"', "trust-field", "colours"),
        (f'organisation = "{"x" * 81}"', "trust-field", "organisation"),
        ('organisation = "a\\nb"', "trust-field", "organisation"),
        ('profile = "blackboard"', "profile-unknown", "profile 'blackboard'"),
        ('edition = "1.3"', "edition-unknown", "edition '1.3'"),
        ('report = "everything"', "report-unknown", "report 'everything'"),
        ("pass_mark = 0", "trust-pass-mark", "pass_mark"),
        ("pass_mark = 101", "trust-pass-mark", "pass_mark"),
        ("pass_mark = 70.5", "trust-pass-mark", "pass_mark"),
        ("pass_mark = true", "trust-pass-mark", "pass_mark"),
        ('pass_mark = "70"', "trust-pass-mark", "pass_mark"),
        ('problem_url = "javascript:alert(1)"', "trust-field", "problem_url"),
        ('problem_url = "http://x.example"', "trust-field", "problem_url"),
        ('problem_url = "https://"', "trust-field", "problem_url"),
        ('support = "us"', "trust-field", "support"),
        ('support = [{label = "a"}]', "trust-field", "support 1: url"),
        ('support = [{label = "", url = "tel:1"}]', "trust-field", "support 1: label"),
        (
            'support = [{label = "a", url = "tel:1"}, {label = "b", url = "b.uk"}]',
            "trust-field",
            "support 2: url",
        ),
        ('support = [{name = "a", url = "tel:1"}]', "trust-field", "support 1: name"),
        (
            "support = [" + '{label = "a", url = "tel:1"},' * 7 + "]",
            "trust-field",
            "support",
        ),
        ('titles = "x"', "trust-field", "titles"),
        ("titles = {kind = 5}", "trust-field", "titles.kind"),
        ('titles = {kindness = "a"}', "trust-field", "titles.kindness"),
        ('file_name = "{who}"', "trust-field", "file_name"),
        ('logo = "none.svg"', "logo-refused", "logo none.svg"),
        ('logo = "trust.toml"', "logo-refused", "logo"),
    ],
)
def test_each_bad_line_is_refused_by_name(
    tmp_path: Path, line: str, code: str, place: str
) -> None:
    with pytest.raises(ScormError) as caught:
        from_toml(write(tmp_path, line))
    assert (caught.value.code, caught.value.place.removeprefix(f"{tmp_path}/")) == (
        code,
        place,
    )


# line, problem, remedy                                                 why
SAID = [
    (
        "organisation = \u201cA Trust\u201d".encode(),
        "It is not good TOML: Invalid value (at line 1, column 16).",
        'Mend that line. Words stand between straight quotes, "like this".',
    ),  # as a word processor writes quotes
    (
        'organisation = "A Trust"'.encode("utf-16"),
        "It is not UTF-8 text.",
        "Save it again with the encoding UTF-8.",
    ),  # "Unicode" in older Notepads
    (
        b'support = [{label = "a"}]',
        "This is missing.",
        "Give each [[support]] block a label and a url.",
    ),
    (
        b'support = [{name = "a"}]',
        "There is no such setting.",
        "Give each [[support]] block a label and a url.",
    ),
    (
        b'titles = {kindness = "a"}',
        "There is no such story.",
        "Use course, cards or the id of a story: inclusive, kind, improving, trusted,"
        " collaborating, celebrating.",
    ),
]


@pytest.mark.parametrize(("written", "problem", "remedy"), SAID)
def test_what_is_said_fits_the_mistake(
    tmp_path: Path, written: bytes, problem: str, remedy: str
) -> None:
    file = write(tmp_path, "")
    file.write_bytes(written)
    with pytest.raises(ScormError) as caught:
        from_toml(file)
    assert (caught.value.problem, caught.value.remedy) == (problem, remedy)


def test_a_colour_just_too_light_is_not_refused_with_the_number_it_asks_for() -> None:
    """#757877 has 4.499 to 1; it was refused as "4.5 to 1 ... at least 4.5 to 1"."""
    for grey in ("#777777", "#757878", "#767777"):
        try:
            from_mapping({"colour": grey})
        except ScormError as error:
            assert "4.5 to 1, and" not in error.problem
            assert "of 4.4" in error.problem


def test_what_a_word_processor_adds_is_taken_away() -> None:
    read = from_mapping(
        {
            "organisation": "\u00a0Example\u00a0NHS\u202fTr\u00adust\u200b\ufeff ",
            "colour": "\u201c#005eb8\u201d",
            "support": [{"label": "Staff\u00a0line", "url": "tel:0800\u00a0123 456"}],
            "problem_url": "\u2018https://x.example/a\u200b\u2019",
        }
    )
    assert read == Trust(
        organisation="Example NHS Trust",
        colour="#005eb8",
        support=(("Staff line", "tel:0800123456"),),
        problem_url="https://x.example/a",
    )


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ScormError) as caught:
        from_toml(tmp_path / "none.toml")
    assert caught.value.code == "trust-toml"


def test_trust_json_has_every_field_on_a_line_of_its_own() -> None:
    assert Trust().file().decode() == (
        '{\n  "name": "",\n  "colour": "#005eb8",\n  "logo": "logo.svg",\n  "support": [],\n'
        '  "problem_url": ""\n}\n'
    )


def test_trust_json_and_the_built_in_values_agree() -> None:
    given = from_mapping(
        {
            "organisation": "Ysbyty Gŵyr",
            "colour": "#330072",
            "support": [{"label": "Help", "url": "https://x.example"}],
        }
    )
    support = [{"label": "Help", "url": "https://x.example"}]
    assert given.player() == {
        "name": "Ysbyty Gŵyr",
        "colour": "#330072",
        "support": support,
    }
    assert json.loads(given.file()) == {**given.player(), "logo": "", "problem_url": ""}
    assert "Gŵyr" in given.file().decode()


def test_the_default_colour_is_readable() -> None:
    assert from_mapping({"colour": trusts.DEFAULT_COLOUR}) == Trust(colour="#005eb8")


@pytest.mark.parametrize(
    ("trust", "shown"),
    [
        (Trust(), "logo.svg"),  # our own mark
        (Trust(organisation="X"), None),  # the name in words, not our mark
        (Trust(organisation="X", logo=Logo("logo.png", b"")), "logo.png"),
        (Trust(logo=Logo("logo.png", b"")), "logo.png"),
    ],
)
def test_a_logo_or_else_a_name(trust: Trust, shown: str | None) -> None:
    assert trust.player().get("logo") == shown
    assert trust.logo_file() == (trust.logo or default_logo())


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
    assert is_colour(text) is fits


def test_a_refused_ratio_never_reads_as_the_one_that_is_asked_for() -> None:
    assert [ratio_words(ratio) for ratio in (4.4999, 4.5, 4.509, 21.0)] == [
        "4.49",
        "4.50",
        "4.50",
        "21.00",
    ]
