"""Key sets as platforms publish them (RFC 7517): read from an answer, and searched for one key."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple, TypedDict

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, RSAKey

from lti_service.errors import OutgoingError
from lti_service.outgoing.answer import Answer

SHORTEST_KEPT = timedelta(minutes=1)
USUAL = timedelta(hours=1)
LONGEST_KEPT = timedelta(days=1)
RSA_BITS = 2048
KEYS_AT_HAND = 256
"""Imported ones that a process keeps: to import one takes as long as to check a signature."""
PUBLIC_PARTS = frozenset({"kty", "n", "e", "crv", "x", "y"})


PublishedKey = dict[str, Any]
"""As a platform wrote it (RFC 7517, 4)."""


class KeySet(TypedDict):
    """A key set (RFC 7517, 5) without what else may stand in one."""

    keys: list[PublishedKey]


class KeyName(NamedTuple):
    """What a token's header says of the key that signed it."""

    kid: str
    algorithm: str


def keys_of(answer: Answer) -> KeySet:
    """The key set. Raises OutgoingError (keys-answer).

    One without any key is a fault too: it would turn everyone away.
    """
    is_none = f"{answer.url} is no key set"
    body = answer.json_for("keys-answer", is_none)
    keys = body.get("keys") if isinstance(body, dict) else None
    if not isinstance(keys, list):
        told = f'{is_none}: it has no list "keys"'
        raise OutgoingError("keys-answer", told)
    named = [key for key in keys if isinstance(key, dict)]
    if not named:
        told = f"{answer.url} is a key set without a key"
        raise OutgoingError("keys-answer", told)
    return {"keys": named}


def life_of(answer: Answer) -> timedelta:
    """How long the platform lets us keep its keys (RFC 9111, max-age), within our own limits."""
    cache_control = answer.headers.get("cache-control", "")
    found = re.search(r"max-age=(\d{1,9})", cache_control)
    if found is None:
        return USUAL
    seconds = int(found[1])
    told = timedelta(seconds=seconds)
    at_least = max(told, SHORTEST_KEPT)
    return min(at_least, LONGEST_KEPT)


def pick(document: KeySet, wanted: KeyName) -> Key | None:
    """The usable key of that name: right family, for signatures, RSA of 2048 bits or more."""
    for one in document["keys"]:
        if not _is_called(one, wanted):
            continue
        public = _public(one)
        key = _imported(public, wanted.algorithm)
        if key is not None:
            return key
    return None


def usable(answer: Answer, algorithms: Sequence[str]) -> int:
    """How many of a key set's keys can check a token signed in one of these ways.

    Raises OutgoingError (keys-answer) for no key set, and for one that serves nobody.
    """
    keys = keys_of(answer)["keys"]
    number = sum(_serves(one, algorithms) for one in keys)
    if not number:
        wanted = " or ".join(algorithms)
        told = f"{answer.url} has no key for {wanted} that we can use"
        raise OutgoingError("keys-answer", told)
    return number


def _serves(one: PublishedKey, algorithms: Sequence[str]) -> bool:
    """Whether a token that names this key could be checked with it."""
    kid = one.get("kid")
    if not isinstance(kid, str):
        return False
    alone: KeySet = {"keys": [one]}
    names = [KeyName(kid, algorithm) for algorithm in algorithms]
    return any(pick(alone, name) for name in names)


def _is_called(one: PublishedKey, wanted: KeyName) -> bool:
    """Whether a key's own words fit; `use` and `alg` may be left out (RFC 7517, 4)."""
    if one.get("kid") != wanted.kid:
        return False
    if one.get("use", "sig") != "sig":
        return False
    algorithm = one.get("alg", wanted.algorithm)
    return bool(algorithm == wanted.algorithm)


def _public(one: PublishedKey) -> str:
    """What a key's numbers are, as JSON, without the padding that Totara puts behind one."""
    names = PUBLIC_PARTS & one.keys()
    public = {name: _bare(one[name]) for name in names}
    return json.dumps(public, sort_keys=True)


def _bare(part: Any) -> Any:
    """Numbers are written without padding (RFC 7518, 2). One with it is the same number."""
    return part.rstrip("=") if isinstance(part, str) else part


@functools.lru_cache(maxsize=KEYS_AT_HAND)
def _imported(text: str, algorithm: str) -> Key | None:
    """The key if it is whole and strong enough. What it is called plays no part in it."""
    public = json.loads(text)
    try:
        if algorithm.startswith("ES"):
            return ECKey.import_key(public)
        key = RSAKey.import_key(public)
    except (JoseError, ValueError, TypeError):
        return None
    is_strong = key.public_key.key_size >= RSA_BITS
    return key if is_strong else None
