"""Warnings and errors about wording: length, long sentences, banned words, spelling,
acronyms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from olw_core.authoring.authored.module import Module
from olw_core.authoring.compiler.edition import is_second
from olw_core.authoring.compiler.lengths import (
    ECHO_WORDS,
    FEEDBACK_WORDS,
    OPTION_WORDS,
    RECAP_WORDS,
    SENTENCE_WORDS,
    limit,
    too_long,
)
from olw_core.authoring.compiler.lint import vocabulary
from olw_core.authoring.compiler.lint.grades import check_grades
from olw_core.authoring.compiler.lint.readability import sentences, words
from olw_core.authoring.compiler.lint.texts import Text, all_texts
from olw_core.authoring.compiler.places import FieldPath
from olw_core.authoring.compiler.problems import Problems


def check_wording(module: Module, problems: Problems) -> None:
    """Report every wording problem of an authored module."""
    texts = list(all_texts(module))
    for text in texts:
        _check_length(text, problems)
    at_once = ["consequence", "why"]
    later = ["consequence"] if is_second(module) else at_once
    _check_feedback_lengths(texts, {"cards": at_once, "story": later}, problems)
    if is_english(module["lang"]):
        _check_english(texts, problems)


def is_english(lang: str) -> bool:
    """Whether our rules for words and sentences are for this language."""
    return lang.partition("-")[0].lower() == "en"


def _check_english(texts: Sequence[Text], problems: Problems) -> None:
    """What is asked of English words and sentences alone."""
    for text in texts:
        _check_words(text, problems)
        _check_exclamation(text, problems)
        _check_sentences(text, problems)
    check_grades(texts, problems)
    _check_acronyms(texts, problems)


def _check_words(text: Text, problems: Problems) -> None:
    """Each rule is told once for a text, with the first words that break it."""
    for rule in vocabulary.AMERICAN:
        found = rule.find(text.words)
        if found:
            problem = f"'{found}' stands here."
            problems.warning(
                "spelling",
                text.path,
                problem,
                rule.remedy,
            )
    for rule in _rules(text):
        found = rule.find(text.words)
        if found:
            problem = f"'{found}' stands here."
            problems.warning(
                "word",
                text.path,
                problem,
                rule.remedy,
            )


def _rules(text: Text) -> tuple[vocabulary.Rule, ...]:
    """People may speak as people do; an option is what the learner would say."""
    if text.kind in ("speech", "option"):
        return vocabulary.EVERYWHERE
    return vocabulary.EVERYWHERE + vocabulary.TOLD


def _check_exclamation(text: Text, problems: Problems) -> None:
    """Only people exclaim."""
    if "!" in text.words and text.kind != "speech":
        problems.warning(
            "exclamation-mark",
            text.path,
            "An exclamation mark stands here.",
            "Use a full stop.",
        )


def _check_sentences(text: Text, problems: Problems) -> None:
    """Not in speech, nor in the guide: facilitators read at their desk."""
    if text.kind == "speech" or text.path[0] == "facilitator":
        return
    for sentence in sentences(text.words):
        count = len(words(sentence))
        if count > SENTENCE_WORDS:
            start = " ".join(sentence.split()[:5])
            problems.warning(
                "sentence-long",
                text.path,
                f"The sentence '{start} ...' has {count} words;"
                f" aim for {SENTENCE_WORDS}.",
                "Split it.",
            )


def _check_length(text: Text, problems: Problems) -> None:
    """Options are compared with each other; a recap is read in passing."""
    count = len(text.words.split())
    if text.kind == "option":
        limit(
            count,
            OPTION_WORDS,
            text.path,
            "The option",
            problems,
        )
    if "echo" in text.path and count > ECHO_WORDS:
        too_long(text.path, "The echo", f"{count} words", ECHO_WORDS, problems)
    if text.path[-1] == "recap" and count > RECAP_WORDS:
        problems.warning(
            "text-long",
            text.path,
            f"The recap has more than {RECAP_WORDS} words.",
            "Cut it.",
        )


def _check_feedback_lengths(
    texts: Sequence[Text],
    seen: Mapping[str, Sequence[str]],
    problems: Problems,
) -> None:
    """What is read in one go. `seen`: the parts that are, in the story and on cards."""
    visible: dict[FieldPath, int] = defaultdict(int)
    for text in texts:
        *feedback, name = text.path
        if text.kind == "feedback" and name in seen[str(text.path[0])]:
            visible[tuple(feedback)] += len(text.words.split())
    for path, count in visible.items():
        limit(
            count,
            FEEDBACK_WORDS,
            path,
            "The feedback",
            problems,
        )


def _check_acronyms(texts: Sequence[Text], problems: Problems) -> None:
    """Told once for a module, unless it stands in brackets after its words."""
    everything = " ".join(text.words for text in texts)
    told: set[str] = set()
    for text in texts:
        for acronym in vocabulary.acronyms(text.words):
            if acronym in told or f"({acronym})" in everything:
                continue
            told.add(acronym)
            problems.warning(
                "acronym",
                text.path,
                f"'{acronym}' is not explained.",
                f"Write it out: 'words in full ({acronym})', or use plain words.",
            )
