"""Roles: only the context role Instructor opens other people's data."""

from __future__ import annotations

import pytest

from lti_service.messages.roles import standing

LIS = "http://purl.imsglobal.org/vocab/lis/v2/"


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ([LIS + "membership#Instructor"], "facilitator"),
        ([LIS + "membership#Learner", LIS + "membership#Instructor"], "facilitator"),
        (["Instructor"], "facilitator"),
        (["Learner"], "learner"),
        ([LIS + "membership#Learner", LIS + "institution/person#Instructor"], "learner"),  # a lecturer who learns here
        ([LIS + "institution/person#Instructor"], "other"),
        ([LIS + "system/person#SysAdmin"], "other"),
        ([LIS + "membership#Mentor"], "other"),
        ([LIS + "membership#Administrator", LIS + "institution/person#Administrator"], "other"),
        ([LIS + "membership/Instructor#TeachingAssistant"], "other"),  # comes with its principal role by the standard
        (["http://evil.example/membership#Instructor"], "other"),
        (["instructor"], "other"),  # role names are case-sensitive
        ([], "other"),
    ],
)
def test_standing(roles: list[str], expected: str) -> None:
    assert standing(roles) == expected
