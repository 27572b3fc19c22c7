"""Twine stories as modules: what is taken over, and that all else is told with its line.

The syntax is that of the Twee 3 Specification 3.0.2 and of the manuals of SugarCube 2, Harlowe 3
and Chapbook 2.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from olw_core import content
from olw_core.authoring.compiler import compile_source
from olw_core.authoring.compiler.source import read_source
from olw_core.authoring.leftover import TO_WRITE
from olw_core.authoring.twee import kinds, logic, passages
from olw_core.authoring.twee.made import module_text
from olw_core.authoring.twee.story import TakenStory, story
from olw_core.errors import ContentError, OlwError

ENDS = "\n:: B\nB.\n\n:: C\nC.\n"


def made(text: str, form: str = "SugarCube") -> TakenStory:
    head = f':: StoryData\n{{"format": "{form}", "start": "A"}}\n\n'
    return story(passages.read((head + text).encode()), "tried", "kind")


def scene(text: str, form: str = "SugarCube") -> dict[str, Any]:
    """The first scene of a passage A that leads to B and C."""
    whole = made(f":: A\n{text}\n{ENDS}", form)
    found: dict[str, Any] = whole.data["story"]["scenes"]["a"]
    return found


def options(text: str, form: str) -> list[tuple[str, str, Any, str]]:
    """Words, condition, changes and target of each option that is not left to write."""
    item = scene(text, form)["item"]
    found = [
        (one["text"], one.get("if", ""), one.get("set", {}), one["go"])
        for one in item["options"].values()
    ]
    return [one for one in found if not one[0].startswith(TO_WRITE)]


BOTH: list[tuple[str, str, Any, str]] = [("go", "", {}, "b"), ("stay", "", {}, "c")]
LINKS = [
    ("SugarCube", "[[go|B]]\n[[C<-stay]]", BOTH),
    ("SugarCube", '<<link "go" "B">><</link>> <<button [[stay|C]]>><</button>>', BOTH),
    ("SugarCube", '<<link "go">><<goto "B">><</link>>\n[[stay->C]]', BOTH),
    ("Harlowe", '(link-goto: "go", "B") (link:"stay")[(go-to: "C")]', BOTH),
    ("Chapbook", "{link to: 'B', label: 'go'}\n> [[stay->C]]", BOTH),
    ("Snowman", "<% code %>[[go->B]]\n[[stay|C]]", BOTH),
    (
        "SugarCube",
        "<<set $x to false>>[[go|B][$x to true]]\n<<if not $x>>[[stay->C]]<</if>>",
        [("go", "", {"x": True}, "b"), ("stay", "not x", {}, "c")],
    ),
    (
        "Harlowe",
        '(if: $n > 2)[[[go->B]]](link: "stay")[(set: $n to it + 1)(goto: "C")]',
        [("go", "n > 2", {}, "b"), ("stay", "", {"n": "+1"}, "c")],
    ),
]


@pytest.mark.parametrize(("form", "text", "expected"), LINKS)
def test_links(form: str, text: str, expected: list[object]) -> None:
    assert options(text, form) == expected


TEXTS = [
    ("SugarCube", "One //two// ''three''.<br>Four.", "One *two* **three**.\n\nFour."),
    ("SugarCube", "You [[go->B]] or [[stay->C]].", "You go or stay."),
    ("SugarCube", "Hello $name!", "Hello (to write: $name)!"),
    ("SugarCube", "@sam: Hello", "\\@sam: Hello"),
    ("SugarCube", "- <<x>>\n...", "..."),
    ("SugarCube", "@@One@@ @@.red;two@@ @@color:red;three@@", "One two three"),
    ("SugarCube", "<<nobr>>One<</nobr>> <<fade 2>>two<</fade>>", "One two"),
    ("Harlowe", "One (text-style: 'bold')[two] [three]<x|", "One two three"),
    ("Chapbook", "x: 1\n--\nOne\ntwo\n\nthree", "One two\n\nthree"),
    (
        "SugarCube",
        "<<if $a>>One<<elseif $b>>two<<else>>three<</if>>.",
        [
            {"if": "a", "text": "One."},
            {"if": "not a and b", "text": "two."},
            {"if": "not a and not b", "text": "three."},
        ],
    ),
    (
        "Harlowe",
        "One.\n(unless: $n is 0 or ($n >= 3 and not $b))[Two.]",
        ["One.", {"if": "n != 0 and n < 3 or n != 0 and b", "text": "Two."}],
    ),
    (
        "Chapbook",
        "One.\n\n[if a && !b]\nTwo.\n\n[else]\nThree.\n\n[continue]\nFour.",
        [
            "One.",
            {"if": "a and not b", "text": "Two."},
            {"if": "not a or b", "text": "Three."},
            "Four.",
        ],
    ),
]


@pytest.mark.parametrize(("form", "text", "expected"), TEXTS)
def test_texts(form: str, text: str, expected: object) -> None:
    asked = "[[go->B]]\n[[stay->C]]"
    assert scene(asked, form)["text"] == f"{TO_WRITE} what happens here."
    if "[[" not in text:
        text = f"{text}\n{asked}"
    assert scene(text, form)["text"] == expected


WORDED = [
    (
        "SugarCube",
        "<<set $mood to 'sad'>><<if $mood is \"glad\">>One<<elseif $mood neq 'sad'>>two<</if>>.",
    ),
    (
        "Harlowe",
        "(set: $mood to 'sad')(if: $mood is \"glad\")[One](else-if: $mood is not 'sad')[two].",
    ),
]


@pytest.mark.parametrize(("form", "text"), WORDED)
def test_a_variable_of_a_few_words(form: str, text: str) -> None:
    whole = made(f":: A\n{text}\n[[go->B]]\n[[stay->C]]\n{ENDS}", form)
    assert whole.data["variables"] == {"mood": {"start": 1, "min": 0, "max": 1}}
    assert whole.data["story"]["scenes"]["a"]["text"] == [
        {"if": "mood == 2", "text": "One."},
        {"if": "mood != 2 and mood != 1", "text": "two."},
        {"if": "mood != 2 and mood == 1", "text": "."},
    ]
    words = "The words of '$mood' are numbers now: 1 is 'sad', 2 is 'glad'."
    assert words in [one.words for one in whole.told]


def test_words_of_chapbook_are_those_above_the_dashes() -> None:
    text = "mood: 'sad'\n--\nSam: 'mood'\n\n[if mood === 'sad' && mood !== '']\nOne.\n"
    found = scene(f"{text}\n[[go->B]]\n[[stay->C]]", "Chapbook")["text"]
    assert found == [
        "Sam: 'mood'",
        {"if": "mood == 1 and mood != 0", "text": "One."},
    ]


TOLD = [
    ("<<audio 'x' play>>", 5, "`<<audio 'x' play>>` is not understood."),
    ("<<if visited()>>Two<</if>>", 5, "`<<if visited()>>` is not understood: what"),
    ("<!-- hush -->", 5, "`<!-- hush -->` is a comment."),
    ("<<if $a>>", 5, "`<<if $a>>` has no <</if>>."),
    ("[[again->A]]", 5, "The link 'again' leads back to 'A', and a story here never"),
    ("[[out->D]]", 5, "The link 'out' leads to 'D', which is not there."),
    ("<<set $gold to 40>><<if $gold>>x<</if>>", 4, "`gold` is left out: it holds more"),
    ("<<set $idle to true>>", 0, "The variable 'idle' decides nothing here"),
    ("<<if $a>><<set $b to 1>><</if>>$b", 4, "`b` changes under a condition"),
    ('<img src="x.png">', 4, '`<img src="x.png">` is not understood.'),
    ("[img[x.png]]", 4, "`[img[x.png]]` is not understood."),
    ('<<include "D">>', 5, "`D` shows a passage that is not there"),
    ("<<link 'x'>>y<</link>>", 5, "leads nowhere: what it would show is shown."),
    ("[[x->B]]\n" * 9, 15, "The link 'stay' is left out: a decision takes at most 9"),
    ("[[go->C]]", 5, "Several links say 'go'; each needs words of its own."),
]


@pytest.mark.parametrize(("text", "line", "words"), TOLD, ids=[one[2] for one in TOLD])
def test_what_is_not_taken_over_is_told_and_kept(
    text: str, line: int, words: str
) -> None:
    whole = made(f":: A\n{text}[[go->B]]\n[[stay->C]]\n{ENDS}")
    lines = [one.line for one in whole.told if words in one.words]
    assert lines[:1] == [line], whole.told
    if line:
        assert text.split("\n")[0] in "\n".join(whole.kept)


def test_a_passage_with_one_link_is_told_after_the_choice() -> None:
    whole = made(
        ":: A\nx\n[[one->M]]\n[[two->B]]\n"
        ":: M\n<<set $n += 1>>You wait.\n[[on->N]]\n"
        ":: N\nA bell.\n[[on->B]]\n"
        ":: B\n<<if $n>>Late.<</if>>\n"
    )
    option = whole.data["story"]["scenes"]["a"]["item"]["options"]["a"]
    assert option["feedback"]["consequence"] == "You wait. A bell."
    assert (option["set"], option["go"], whole.followed) == ({"n": "+1"}, "b", 2)
    assert whole.data["variables"] == {"n": {"start": 0, "min": 0, "max": 1}}


GUESSED = [
    ("<<set $a to 1>>x", "sugarcube"),
    ("(set: $a to 1)x", "harlowe"),
    ("a: 1\n--\nx", "chapbook"),
    ("[if a]\nx", "chapbook"),
    ("{embed passage: 'B'}", "chapbook"),
    ("x (and: so on) y", "harlowe"),
    ("just [words]", ""),
]


@pytest.mark.parametrize(("text", "form"), GUESSED)
def test_a_file_that_names_no_format_is_read_by_its_signs(text: str, form: str) -> None:
    told: list[passages.Remark] = []
    twee = passages.read(f":: Start\n{text}\n".encode())
    assert kinds.Passages(twee, told).format == form
    words = f"The file names no story format; it is read as {form}."
    wanted = [words] if form else []
    assert [one.words for one in told] == wanted


def test_what_is_told_of_a_shown_passage_is_told_once_and_with_its_name() -> None:
    whole = made(
        ":: A\n<<include 'H'>>[[B]]\n[[C]]\n:: B\n<<include 'H'>>\n:: C\nC.\n:: H\n<<x>>y\n"
    )
    told = [(one.line, one.passage) for one in whole.told if "<<x>>" in one.words]
    assert told == [(12, "H")]


def test_whole_stories_of_each_format_play() -> None:
    """Each sample compiles as it is; what cannot be said is in its list."""
    here = __file__.rpartition("/")[0]
    for form, count in (("sugarcube", 11), ("harlowe", 8), ("chapbook", 10)):
        with open(f"{here}/{form}.twee", "rb") as file:
            whole = story(passages.read(file.read()), "tried", "kind")
        assert len(whole.told) == count
        text = module_text(whole, "x.twee")
        compiled = compile_source(
            read_source({"module.yaml": text}, {}), content.framework()
        )
        assert compiled.module["title"] == whole.data["title"]


REFUSED = [
    (b"", "twee-empty", "a line that begins with `::`"),
    (b"just text", "twee-empty", "export the story as Twee"),
    (b":: StoryTitle\nOnly\n", "twee-empty", "Write one in Twine"),
    (b":: A [script]\nx()\n", "twee-empty", "Write one in Twine"),
    (b"\xff\xfe:\x00", "twee-unreadable", "not UTF-8"),
    (b"<!DOCTYPE html><html>", "twee-html", "web page"),
    (b"<tw-storydata name='x'>", "twee-html", "web page"),
    (b":: A\n" + b"x" * 400_001, "twee-too-long", "400,000 are the limit"),
    (
        b"".join(b":: P%d\n[[Q%d]]\n[[P%d]]\n:: Q%d\n" % (i, i, i + 1, i) for i in range(50)),
        "twee-too-long",
        "a module has at most 80",
    ),
    (
        b"".join(
            b':: P%d\n<<include "P%d">>x<<include "P%d">>\n' % (i, i + 1, i + 1)
            for i in range(30)
        ),
        "twee-too-long",
        "Write it out in Twine",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("data", "code", "words"), REFUSED)
def test_a_file_that_is_no_story(data: bytes, code: str, words: str) -> None:
    with pytest.raises(OlwError) as caught:
        story(passages.read(data), "tried", "kind")
    assert (caught.value.code, words in str(caught.value)) == (code, True)


def test_the_notation() -> None:
    """Escapes, tags, metadata, ends of lines, names that stand twice, JSON that is none."""
    found = passages.read(
        b"\xef\xbb\xbfbefore\r\n:: a \\[b\\] \\\\ [x y\\]] {\"position\":\"1,2\"}\r\ntext\r\n\r\n"
        b":: a \\[b\\] \\\\\r\nagain\r\n:: [only]\n:: StoryData\n{broken\n:: StoryTitle\nA\n  b\n"
    )  # fmt: skip
    passage = found.passages["a [b] \\"]
    assert (passage.tags, passage.text, passage.line) == (("x", "y]"), "text", 2)
    assert (found.title, found.start, list(found.passages)) == (
        "A b",
        "Start",
        ["a [b] \\"],
    )
    assert [(one.line, one.words.split(";")[0]) for one in found.told] == [
        (1, "The text before the first passage is left out."),
        (5, "The name stands twice"),
        (7, "A passage without a name is left out."),
        (8, "What it says is not JSON"),
    ]
    assert len(found.lost) == 4


CONDITIONS = [
    ("$a and ($b or $c)", "a and b or a and c"),
    ("not ($a or $b)", "not a and not b"),
    ("$n gte 2 && $n lt 4", "n >= 2 and n < 4"),
    ("3 < $n", "n > 3"),
    ("$camelCase is not true", "not camel_case"),
    ("$a and not $a", ""),
    ("$n is 1 and $n is 2", ""),
    ("$a or $a and $b", "a"),
    ("true", ""),
]


@pytest.mark.parametrize(("given_", "expected"), CONDITIONS)
def test_conditions(given_: str, expected: str) -> None:
    assert logic.written(logic.read(given_, sigil=True)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "$a is",
        "$a is 'x'",
        "visited('x')",
        "$a + 1",
        "($a",
        "a",
        "$a $b",
        "$a > $b",
    ],
)
def test_conditions_that_a_module_cannot_say(text: str) -> None:
    with pytest.raises(logic.UnclearError):
        logic.read(text, sigil=True)


PIECES = [
    "<<if $a>>", "<<else>>", "<</if>>", "[[B]]", "[[go->C]]", "[[x|B][$b += 1]]", "(if: $a)[", "]",
    "(else:)[", "<<set $b to 3>>", '<<link "x" "C">>', "<</link>>", "\n", "\n\n", "words", "$b",
    "{a}", "[if a]\n", "[else]\n", "--\n", "a: true\n", "{embed passage: 'C'}", '(display: "B")',
    "<b>", "//", "''", "@sam: hi", "# x", "- ", "*", "'", '"', ": ", "&x", "!y", "%", "|", "\t",
    "\x07", "\u2028", "é", "```", "((", "<!--", "\\", "}", "? ",
]  # fmt: skip
PLAYED = {"text-lost", "unreachable", "text-too-long"}
"""What an author may have to mend: addresses that pages may not open, conditions that never hold,
texts beyond the limits."""


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["SugarCube", "Harlowe", "Chapbook", "Other", ""]),
    st.lists(st.lists(st.sampled_from(PIECES), max_size=20), min_size=3, max_size=3),
)
def test_whatever_is_typed_becomes_a_module_that_the_compiler_reads(
    form: str, bodies: list[list[str]]
) -> None:
    text = "\n".join(
        f":: {name}\n{''.join(body)}" for name, body in zip("ABC", bodies, strict=True)
    )
    whole = made(text, form)
    source = read_source({"module.yaml": module_text(whole, "x.twee")}, {})
    try:
        compile_source(source, content.framework())
    except ContentError as error:
        codes = {one.code for one in error.problems if one.level == "error"}
        assert codes <= PLAYED, error
