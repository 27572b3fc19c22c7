"""What a suspend_data text says, in words, when it is ours: `<record>~<counter>`, several records joined by `~~`."""

from __future__ import annotations

import re
from typing import Any

from olw_core.engine import record

_COUNTER = re.compile(r"(.*[^~])~(\d{1,9})\Z", re.DOTALL)
_OURS = re.compile(r"1\.[a-z][a-z0-9_]{0,19}\.\d{1,4}\.")


def explain(text: str) -> dict[str, Any] | None:
    """{counter, modules: [{module, version, attempt, answers, finished, plan, notice}]}; None for another text."""
    found = _COUNTER.match(text[: record.MAX_LENGTH])
    body, counter = (
        (found[1], int(found[2])) if found else (text[: record.MAX_LENGTH], 0)
    )
    parts = body.split("~~")
    if not all(_OURS.match(part) for part in parts):
        return None
    return {"counter": counter, "modules": [_one(part) for part in parts]}


def _one(text: str) -> dict[str, Any]:
    module = text.split(".")[1]
    read, notice = record.parse(text, module, int(text.split(".")[2]))
    return {
        "module": module,
        "version": read.version,
        "attempt": read.attempt,
        "answers": [f"{tag}: {answer}" for tag, answer in read.steps],
        "finished": _finished(read.done),
        "plan": _plan(read.plan),
        "notice": notice,
    }


def _finished(done: record.Done | None) -> str:
    if done is None:
        return ""
    return "yes, no percentage kept" if done.percent is None else f"{done.percent}%"


def _plan(plan: record.Plan) -> str:
    parts = [
        f"cue {plan.cue}" if plan.cue else "",
        f"action {plan.action}" if plan.action else "",
    ]
    return ", ".join(part for part in parts if part)
