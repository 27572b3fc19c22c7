"""The tool's answer to a request to choose, checked (Deep Linking 2.0, 4.4).

As strictly as the specification lets a platform check it; real ones check less. What is wrong is
told in words, since it is the tool's fault and a test's failure.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from jsonschema import Draft202012Validator, ValidationError

from demo import loopback
from demo.errors import DemoError
from demo.platform.config import PlatformConfig
from demo.platform.parts import Parts
from demo.platform.tokens import CLAIM

DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/"
LEEWAY = 5
LONGEST_LIFE = 3600
"""Seconds, both."""
_SCHEMA = Path(__file__).with_name("answer.schema.json")
_SHAPES = Draft202012Validator(json.loads(_SCHEMA.read_text("utf-8")))

Body = dict[str, Any]


class AnswerRefusedError(DemoError):
    """The tool's answer does not hold; the text says why."""


def items_of(here: Parts, token: str) -> list[Body]:
    """The content items of an answer. Raises AnswerRefusedError."""
    told = _claims(here.config, token)
    _check_parties(here.config, told)
    _check_once(here, told)
    _check_data(here, told)
    items: list[Body] = told[DEEP_LINKING + "content_items"]
    if here.config.deep_linking.get("accept_multiple") is False:
        _must(len(items) < 2, "several items")
    ours = here.config.tool_url + "/launch"
    for item in items:
        is_ours = item["url"].startswith(ours)
        _must(is_ours, "url")
    return items


def _must(holds: bool, what: str) -> None:
    """Raises AnswerRefusedError naming what does not hold."""
    if not holds:
        raise AnswerRefusedError(what)


def _claims(config: PlatformConfig, token: str) -> Mapping[str, Any]:
    """Signed by one of the tool's keys, in the right shape. Raises AnswerRefusedError."""
    address = config.tool_url + "/jwks"
    try:
        answer = loopback.get(address, timeout=5)
        keys = KeySet.import_key_set(answer.json())
        told = jwt.decode(token, keys, algorithms=["RS256"])
        _SHAPES.validate(told.claims)
    except (JoseError, ValueError, httpx2.HTTPError) as error:
        raise AnswerRefusedError(f"signature: {error}") from error
    except ValidationError as error:
        raise AnswerRefusedError(error.message) from error
    _must("kid" in told.header, "kid")
    return told.claims


def _check_parties(config: PlatformConfig, told: Mapping[str, Any]) -> None:
    """From our tool, to us, for the deployment that asked (Security Framework 5.2.3)."""
    must = {
        "iss": config.client_id,
        "aud": config.issuer,
        CLAIM + "deployment_id": config.deployment_id,
    }
    for name, value in must.items():
        _must(told.get(name) == value, name)


def _check_once(here: Parts, told: Mapping[str, Any]) -> None:
    """Made a moment ago, good for a short while, and not seen before."""
    now = time.time()
    age = now - told["iat"]
    _must(-LEEWAY <= age < LONGEST_LIFE, "iat")
    life = told["exp"] - now
    _must(0 < life < LONGEST_LIFE, "exp")
    nonce = told["nonce"]
    _must(nonce not in here.store.nonces, "nonce")
    here.store.nonces.add(nonce)


def _check_data(here: Parts, told: Mapping[str, Any]) -> None:
    """`data` comes back exactly as it was sent, and not at all where none was."""
    name = DEEP_LINKING + "data"
    returned = told.get(name)
    changed = here.config.deep_linking
    if "data" not in changed:
        was_sent = returned in here.store.choosing
        _must(was_sent, "data")
    elif changed["data"] in (None, "left out"):
        _must(name not in told, "data that nobody sent")
    else:
        is_same = returned == changed["data"]
        _must(is_same, "data")
