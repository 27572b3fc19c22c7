"""Warnings and errors about wording: length, reading grade, long sentences, acronyms, banned words, spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from olw_core.authoring.compiler.lint import vocabulary
from olw_core.authoring.compiler.lint.readability import grade, sentences, words
from olw_core.authoring.compiler.lint.texts import Text, all_texts
from olw_core.authoring.compiler.problems import Report
from olw_core.authoring.compiler.source import Path

OPTION_WORDS = (25, 40)
FEEDBACK_WORDS = (50, 80)
RECAP_WORDS = 20
SENTENCE_WORDS = 20
TARGET_GRADE = 6.0
EXPLAIN_GRADE = 9.0


def check_wording(module: Mapping[str, Any], report: Report) -> None:
    """Report every wording problem of an authored module."""
    texts = list(all_texts(module))
    for text in texts:
        _words(text, report)
        _sentences(text, report)
        _length(text, report)
    _feedback_lengths(texts, report)
    _grades(texts, report)
    _acronyms(texts, report)


def limit(
    count: int, limits: tuple[int, int], path: Path, what: str, report: Report
) -> None:
    """Warn above limits[0] words, fail above limits[1]."""
    if count > limits[1]:
        report.error(
            "text-too-long",
            path,
            f"{what} has {count} words; the limit is {limits[1]}.",
            "Cut it.",
        )
    elif count > limits[0]:
        report.warning(
            "text-long",
            path,
            f"{what} has {count} words; aim for {limits[0]}.",
            "Cut it if you can.",
        )


def _words(text: Text, report: Report) -> None:
    rules = (
        *vocabulary.EVERYWHERE,
        *vocabulary.AMERICAN,
        *(() if text.kind in ("speech", "option") else vocabulary.TOLD),
    )
    for pattern, remedy in rules:
        match = pattern.search(text.words)
        if match:
            code = "spelling" if (pattern, remedy) in vocabulary.AMERICAN else "word"
            report.warning(code, text.path, f"'{match[0]}' stands here.", remedy)
    if "!" in text.words and text.kind != "speech":
        report.warning(
            "exclamation-mark",
            text.path,
            "An exclamation mark stands here.",
            "Use a full stop.",
        )


def _sentences(text: Text, report: Report) -> None:
    if text.kind == "speech" or text.path[0] == "facilitator":
        return
    for sentence in sentences(text.words):
        count = len(words(sentence))
        if count > SENTENCE_WORDS:
            start = " ".join(sentence.split()[:5])
            report.warning(
                "sentence-long",
                text.path,
                f"The sentence '{start} ...' has {count} words; aim for {SENTENCE_WORDS}.",
                "Split it.",
            )


def _length(text: Text, report: Report) -> None:
    if text.kind == "option":
        limit(len(text.words.split()), OPTION_WORDS, text.path, "The option", report)
    if text.path[-1] == "recap" and len(text.words.split()) > RECAP_WORDS:
        report.warning(
            "text-long",
            text.path,
            f"The recap has more than {RECAP_WORDS} words.",
            "Cut it.",
        )


def _feedback_lengths(texts: Sequence[Text], report: Report) -> None:
    visible: dict[Path, int] = defaultdict(int)
    for text in texts:
        if text.kind == "feedback" and text.path[-1] in ("consequence", "why"):
            visible[text.path[:-1]] += len(text.words.split())
    for path, count in visible.items():
        limit(count, FEEDBACK_WORDS, path, "The feedback", report)


def _grades(texts: Sequence[Text], report: Report) -> None:
    units: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        if text.unit and text.kind != "speech":
            units[text.unit].append(text)
    for unit, group in units.items():
        value = grade(_joined(group))
        if value > EXPLAIN_GRADE:
            report.warning(
                "reading-grade",
                group[0].path,
                f"'{unit}' reads at grade {value:.1f}.",
                f"Aim for {TARGET_GRADE:.0f}; explain anything above {EXPLAIN_GRADE:.0f}.",
            )
    mean = mean_grade(texts)
    if mean > TARGET_GRADE:
        report.warning(
            "reading-grade",
            (),
            f"The module reads at grade {mean:.1f} on average.",
            f"Aim for {TARGET_GRADE:.0f}: shorter words and sentences.",
        )


def mean_grade(texts: Sequence[Text]) -> float:
    """Reading grade of everything a learner reads outside speech."""
    return grade(_joined([t for t in texts if t.unit and t.kind != "speech"]))


def _joined(texts: Sequence[Text]) -> str:
    return "\n".join(
        t.words.strip()
        if t.words.strip().endswith((".", "?", "!"))
        else t.words.strip() + "."
        for t in texts
    )


def _acronyms(texts: Sequence[Text], report: Report) -> None:
    everything = " ".join(t.words for t in texts)
    told: set[str] = set()
    for text in texts:
        for acronym in vocabulary.acronyms(text.words):
            if acronym not in told and f"({acronym})" not in everything:
                told.add(acronym)
                report.warning(
                    "acronym",
                    text.path,
                    f"'{acronym}' is not explained.",
                    f"Write it out: 'words in full ({acronym})', or use plain words.",
                )
