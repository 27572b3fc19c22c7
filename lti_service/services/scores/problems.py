"""Why a score has not arrived, in the form in which its row keeps it (`ScoreDelivery.problem`)."""

from __future__ import annotations

from http import HTTPStatus


def problem_of(code: str, status: int) -> str:
    """`status`: the platform's HTTP answer, 0 for none."""
    return f"{code} {status}" if status else code


GONE = tuple(
    problem_of("outgoing-status", status)
    for status in (HTTPStatus.NOT_FOUND.value, HTTPStatus.GONE.value)
)
"""A column that the platform no longer knows: the activity was deleted, or the column was."""
