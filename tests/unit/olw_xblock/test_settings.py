"""What Studio may save: one case per rule, with the sentence shown."""

from __future__ import annotations

from typing import Any

import pytest

from olw_core.trust import is_link
from olw_xblock.errors import SettingsError
from olw_xblock.settings import Installed, check
from olw_xblock.studio_settings import ATTEMPTS, WEIGHTS

MODULES = {
    "desk": Installed("At the desk", ["en-GB", "cy"]),
    "short": Installed("One decision", ["en-GB"]),
}
FORM = {
    "module": "desk",
    "language": "cy",
    "display_name": " Week 1 ",
    "weight": "2.5",
    "max_attempts": "",
    "show": "story",
    "report": "score",
    "trust_name": "",
    "support_label": "",
    "support_url": "",
}
FEWEST, MOST = ATTEMPTS
LIMIT = f"Enter a whole number from {FEWEST} to {MOST}, or leave it empty for no limit."
LIGHTEST, HEAVIEST = WEIGHTS
WEIGHT = f"Enter a number from {LIGHTEST} to {HEAVIEST}."
ADDRESS = "Start the address with https://, http://, tel: or mailto:"
LANGUAGE = (
    "This story is not in that language. Choose another one, or the learner's own."
)
BOTH = "A support link needs both words and an address. Fill in both, or neither."


def test_a_good_form() -> None:
    assert check(FORM, MODULES) == {
        **FORM,
        "display_name": "Week 1",
        "weight": 2.5,
        "max_attempts": None,
    }


def test_blank_name_is_the_modules_title() -> None:
    assert (
        check({**FORM, "display_name": "  "}, MODULES)["display_name"] == "At the desk"
    )


def test_limit_and_support() -> None:
    more = {
        "max_attempts": "3",
        "support_label": "Call us",
        "support_url": "tel:+44 111".replace(" ", ""),
    }
    saved = check({**FORM, **more}, MODULES)
    assert (saved["max_attempts"], saved["support_url"]) == (3, "tel:+44111")


@pytest.mark.parametrize(
    ("changed", "problems"),
    [
        ({"module": "gone"}, {"module": "Choose one of the modules on the list."}),
        ({"module": ["desk"]}, {"module": "Choose one of the modules on the list."}),
        ({"module": "short"}, {"language": LANGUAGE}),
        ({"language": "CY"}, {"language": LANGUAGE}),
        ({"language": ["cy"]}, {"language": LANGUAGE}),
        ({"display_name": "x" * 101}, {"display_name": "Use at most 100 characters."}),
        ({"weight": ""}, {"weight": WEIGHT}),
        ({"weight": None}, {"weight": WEIGHT}),
        ({"weight": "heavy"}, {"weight": WEIGHT}),
        ({"weight": "-1"}, {"weight": WEIGHT}),
        ({"weight": "nan"}, {"weight": WEIGHT}),
        ({"weight": "inf"}, {"weight": WEIGHT}),
        ({"weight": "1001"}, {"weight": WEIGHT}),
        ({"max_attempts": "0"}, {"max_attempts": LIMIT}),
        ({"max_attempts": "2.5"}, {"max_attempts": LIMIT}),
        ({"max_attempts": "many"}, {"max_attempts": LIMIT}),
        ({"max_attempts": "1001"}, {"max_attempts": LIMIT}),
        ({"max_attempts": "9" * 5000}, {"max_attempts": LIMIT}),
        ({"show": "x"}, {"show": "Choose the story, the cards or the map."}),
        ({"report": "everything"}, {"report": "Choose one of the three."}),
        ({"trust_name": 5}, {"trust_name": "Enter words here."}),
        ({"report": None}, {"report": "Choose one of the three."}),
        ({"trust_name": "x" * 81}, {"trust_name": "Use at most 80 characters."}),
        ({"support_label": "Help"}, {"support_url": BOTH}),
        ({"support_url": "https://help.example"}, {"support_label": BOTH}),
        (
            {"support_label": "Help", "support_url": "javascript:alert(1)"},
            {"support_url": ADDRESS},
        ),
        (
            {"support_label": "Help", "support_url": "help.example"},
            {"support_url": ADDRESS},
        ),
        (
            {"weight": "x", "show": "x"},
            {"weight": WEIGHT, "show": "Choose the story, the cards or the map."},
        ),
        (
            {"weight": "x", "module": "gone"},
            {"weight": WEIGHT, "module": "Choose one of the modules on the list."},
        ),
        (
            {"record": "x"},
            {
                "record": "This is not a setting of this block. Reload the page and try again."
            },
        ),
    ],
)
def test_what_cannot_be_saved(
    changed: dict[str, Any], problems: dict[str, str]
) -> None:
    with pytest.raises(SettingsError) as caught:
        check({**FORM, **changed}, MODULES)
    assert (caught.value.code, caught.value.status, caught.value.fields) == (
        "settings-invalid",
        400,
        problems,
    )


@pytest.mark.parametrize("data", [None, [], "text", 1])
def test_what_is_not_a_form(data: object) -> None:
    with pytest.raises(
        SettingsError,
        match=r"^The form could not be read\. Reload the page and try again\.$",
    ):
        check(data, MODULES)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://help.example/a?b=c", True),
        ("http://intranet", True),
        ("tel:111", True),
        ("mailto:a@help.example", True),
        ("HTTPS://help.example", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//help.example", False),
        ("https://", False),
        ("https://[", False),
        ("https://help.example/a b", False),
        ("", False),
    ],
)
def test_links_that_may_be_shown(url: str, safe: bool) -> None:
    assert is_link(url, intranet=True) is safe
