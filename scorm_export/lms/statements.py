"""Reading xAPI statements, as cmi5 narrows them: the ids of its profile, and what stands where."""

from __future__ import annotations

from typing import Any

VERBS = "http://adlnet.gov/expapi/verbs/"
CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
DEFINED = ("initialized", "completed", "passed", "failed", "terminated")
"""The verbs of cmi5 that a unit says (9.3)."""

Json = dict[str, Any]


def verb(statement: Json) -> str:
    """The last part of the verb's id, like "completed"."""
    return str(dig(statement, "verb", "id")).removeprefix(VERBS)


def said(statement: Json) -> str:
    """The verb of a statement with the cmi5 category, "" for one that cmi5 only allows (7.1.3)."""
    if "cmi5" not in categories(statement):
        return ""
    return verb(statement)


def dig(value: Any, *names: str) -> Any:
    """What stands below these names, one in the other; None where nothing does."""
    for name in names:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def categories(statement: Json) -> set[str]:
    """The last parts of the ids of its categories, such as "cmi5" and "moveon"."""
    listed = dig(statement, "context", "contextActivities", "category") or []
    if isinstance(listed, dict):  # xAPI 1.0 lets one stand without its list
        listed = [listed]
    ids = [str(dig(one, "id")) for one in listed]
    return {name.removeprefix(CATEGORY) for name in ids}
