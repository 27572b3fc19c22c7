"""Roles: only the context role Instructor opens other people's data."""

from __future__ import annotations

import pytest

from lti_service.messages.roles import role_in_roster, role_of

LIS = "http://purl.imsglobal.org/vocab/lis/v2/"


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ([LIS + "membership#Instructor"], "facilitator"),
        ([LIS + "membership#Learner", LIS + "membership#Instructor"], "facilitator"),
        (["Instructor"], "facilitator"),
        (["Learner"], "learner"),
        (
            [LIS + "membership#Learner", LIS + "institution/person#Instructor"],
            "learner",
        ),  # a lecturer who learns here
        ([LIS + "institution/person#Instructor"], "other"),
        (
            [LIS + "institution/person#Student"],
            "learner",
        ),  # all that Open edX says of a learner: xblock-lti-consumer 9.14, lti_1p3/constants.py
        (
            [LIS + "institution/person#Student", LIS + "membership#Mentor"],
            "other",
        ),
        (
            [LIS + "institution/person#Student", LIS + "institution/person#Staff"],
            "other",
        ),
        (
            [
                LIS + "system/person#Administrator",
                LIS + "institution/person#Instructor",
            ],
            "other",
        ),  # course staff of the same Open edX, and site staff of any
        ([LIS + "system/person#SysAdmin"], "other"),
        ([LIS + "membership#Mentor"], "other"),
        (
            [
                LIS + "membership#Administrator",
                LIS + "institution/person#Administrator",
            ],
            "other",
        ),
        (
            [LIS + "membership/Instructor#TeachingAssistant"],
            "facilitator",
        ),  # with or without its principal role
        (["http://evil.example/membership#Instructor"], "other"),
        (["instructor"], "other"),  # role names are case-sensitive
        ([], "other"),
    ],
)
def test_role_of(roles: list[str], expected: str) -> None:
    assert role_of(roles) == expected


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (["Learner"], "learner"),
        ([LIS + "membership#Learner"], "learner"),
        (["Instructor"], "facilitator"),
        (["Learner", "Instructor"], "facilitator"),
        (["Learner", "TeachingAssistant"], "facilitator"),
        (
            [LIS + "membership/Instructor#TeachingAssistant"],
            "facilitator",
        ),  # without its principal
        (["Learner", LIS + "membership/Instructor#GuestInstructor"], "facilitator"),
        (["Learner", LIS + "membership/ContentDeveloper#ContentExpert"], "facilitator"),
        (["Learner", LIS + "membership#Administrator"], "facilitator"),
        (
            ["Learner", LIS + "membership#Mentor"],
            "learner",
        ),  # a learner who also looks after another
        (["Learner", LIS + "membership/Learner#NonCreditLearner"], "learner"),
        (
            ["Learner", LIS + "institution/person#Instructor"],
            "learner",
        ),  # teaches elsewhere
        (
            ["Learner", "http://evil.example/membership/Instructor#TeachingAssistant"],
            "learner",
        ),
        ([LIS + "membership#Mentor"], "other"),
        ([], "other"),
    ],
)
def test_role_in_roster(roles: list[str], expected: str) -> None:
    assert role_in_roster(roles) == expected
