"""Which language serves a reader, and what it is called."""

from __future__ import annotations

import pytest

from olw_core.language_tags import direction, name, nearest, tag_of


@pytest.mark.parametrize(
    ("locale", "tag"),
    [
        ("cy", "cy"),
        (" en-GB ", "en-GB"),
        ("en_us", "en-us"),  # Moodle's own packs
        ("cy_GB.UTF-8", "cy-GB"),  # POSIX
        ("ca_ES@valencia", "ca-ES"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("", ""),
        ("$Person.language", ""),
        ("../etc/passwd", ""),
        ("cy\0", ""),
        ("x" * 40, ""),
        ("en-" + "a-" * 40 + "a", ""),
    ],
)
def test_what_a_platform_calls_a_locale(locale: str, tag: str) -> None:
    assert tag_of(locale) == tag


@pytest.mark.parametrize(
    ("wanted", "offered", "served"),
    [
        ("CY", ["en-GB", "cy"], "cy"),
        ("cy-GB", ["en-GB", "cy"], "cy"),
        ("en-us", ["en-GB", "en-US"], "en-US"),  # the same before the first
        ("en-AU", ["en-GB", "en-US"], "en-GB"),
        ("c", ["cy"], ""),  # not a language that begins so
        ("fr", ["en-GB", "cy"], ""),
        ("", ["en-GB"], ""),
        ("cy", [], ""),
    ],
)
def test_which_serves(wanted: str, offered: list[str], served: str) -> None:
    assert nearest(wanted, offered) == served


@pytest.mark.parametrize(
    ("tag", "reader", "called"),
    [
        ("cy", "", "Cymraeg"),
        ("en-GB", "", "English"),
        ("ur-PK", "en-GB", "Urdu"),
        ("en-GB", "cy", "Saesneg"),
        ("xx", "", "xx"),
        ("cy", "xx", "cy"),
        ("", "", ""),
    ],
)
def test_what_it_is_called(tag: str, reader: str, called: str) -> None:
    assert name(tag, reader) == called


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("ar", "rtl"),
        ("ur-PK", "rtl"),
        ("az-Arab", "rtl"),  # by its script
        ("ar-XB", "rtl"),  # the pseudo-locale of Unicode: by its language
        ("cy", "ltr"),
        ("xx", "ltr"),
        ("", "ltr"),
    ],
)
def test_how_it_is_written(tag: str, written: str) -> None:
    assert direction(tag) == written
