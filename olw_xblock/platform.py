"""What the block asks of the platform it stands in, each with an answer for where there is none.

Open edX is Django; the XBlock runtime need not be.
"""

from __future__ import annotations

import hashlib
import logging
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from xblock.exceptions import NoSuchServiceError

from olw_core.formats.player import Urls
from olw_xblock.block_protocol import Block, Stored

log = logging.getLogger(__name__)

CSRF_COOKIE = "csrftoken"
"""Django's default for CSRF_COOKIE_NAME."""
PAGE_OF = "page"
"""In the query of a handler's address: whose page it is."""
MODULE = "module"
"""In the same query: the module that the page shows."""
STAFF_ROLES = ("staff", "instructor")
PRACTICE = "practice"
"""In the same query: the page has said that nothing counts any more."""


def django_settings() -> Any:
    """Django's settings; None where there is no Django, or none that is configured."""
    try:
        settings: Any = import_module("django.conf").settings
    except ImportError:
        return None
    return settings if settings.configured else None


def record_secrets() -> tuple[str, ...]:
    """The secrets of learners' records: the first seals, any opens. Empty without Django.

    `OLW_RECORD_SECRETS` (a list of texts) where it is set; otherwise Django's SECRET_KEY, and after
    it SECRET_KEY_FALLBACKS, Django's own place for keys that were used before.
    """
    settings = django_settings()
    if settings is None:
        return ()
    own = getattr(settings, "OLW_RECORD_SECRETS", None) or ()
    named = [own] if isinstance(own, str) else list(own)
    if not named:
        fallbacks = getattr(settings, "SECRET_KEY_FALLBACKS", ())
        named = [settings.SECRET_KEY, *fallbacks]
    return tuple(str(secret) for secret in named if secret)


def csrf_cookie() -> str:
    """Name of the cookie whose value a POST must carry in X-CSRFToken, where that is checked."""
    settings = django_settings()
    return CSRF_COOKIE if settings is None else str(settings.CSRF_COOKIE_NAME)


def service(block: Block, name: str) -> Any:
    """One of the runtime's services; None where it has none of that name."""
    try:
        return block.runtime.service(block, name)
    except NoSuchServiceError:
        return None


def about_user(block: Block, name: str) -> Any:
    """What the platform says of who is here (edx-platform, xblock_django/constants.py), or None."""
    users = service(block, "user")
    if users is None:
        return None
    return users.get_current_user().opt_attrs.get(f"edx-platform.{name}")


def is_staff(block: Block) -> bool:
    """Whether a member of the course team is here.

    The LMS says so in one attribute, Studio in the other (edx-platform,
    cms/djangoapps/contentstore/views/preview.py); a newer library calls platform staff so, and
    nobody else (openedx/core/djangoapps/xblock/runtime/runtime.py, service).
    """
    if about_user(block, "user_is_staff"):
        return True
    return about_user(block, "user_role") in STAFF_ROLES


def state_of_block(block: Block, usage: Any) -> Stored | None:
    """What is stored of this learner in another block, maybe nothing; None if nobody can tell.

    edx-platform, courseware/services.py, UserStateService.
    """
    states = service(block, "user_state")
    if states is None:
        return None
    name = about_user(block, "username")
    try:
        state: Stored = states.get_state_as_dict(name, str(usage))
    except Exception:
        log.exception("A learner's state of %s could not be read", usage)
        return None
    return state


def jump_to(usage: Any) -> str:
    """Where a block stands in its course; "" on a platform without courses.

    edx-platform, lms/urls.py, jump_to: it leads on to the course's own page.
    """
    course = getattr(usage, "context_key", None)
    return f"/courses/{course}/jump_to/{usage}" if course else ""


def language() -> str:
    """The learner's language as a tag, such as "cy" or "pt-br"; "" where nobody says."""
    if django_settings() is None:
        return ""
    return import_module("django.utils.translation").get_language() or ""


def has_learner(block: Block) -> bool:
    """Whether there is someone whose state may be kept: no for a visitor who has not signed in."""
    return block.scope_ids.user_id is not None


def handler_addresses(block: Block, *, practice: bool) -> Urls:
    """Where the player sends what the learner does; each says whose page it stands in.

    `practice`: the page says that nothing counts any more.
    """

    def address(name: str) -> str:
        return handler_address(block, name, practice=practice)

    return Urls(
        respond=address("respond"),
        retry=address("retry"),
        plan=address("plan"),
        card=address("card"),
    )


def handler_address(block: Block, name: str, *, practice: bool = False) -> str:
    """The address of one handler, for this page."""
    query = urlencode({PAGE_OF: page_of(block), MODULE: block.module})
    if practice:
        query += f"&{PRACTICE}=1"
    return str(block.runtime.handler_url(block, name, query=query))


def page_of(block: Block) -> str:
    """Names the learner of a page to nobody but the block: 16 hexadecimal digits.

    A handler acts for whoever is logged in when it is called, with the CSRF cookie of that
    login (edx-platform lms/djangoapps/courseware/block_render.py, handle_xblock_callback). A
    page that an earlier person left in the browser would answer for the next one.
    """
    ids = block.scope_ids
    named = f"{ids.usage_id} {ids.user_id}"
    return hashlib.sha256(named.encode()).hexdigest()[:16]


def is_page_of_other_module(block: Block, request: Any) -> bool:
    """Whether a page shows a story that the course team has changed for another one since."""
    shown = request.GET.get(MODULE, "")
    return bool(shown) and block.module not in shown


def is_practice_page(request: Any) -> bool:
    """Whether a request comes from a page on which nothing counts any more."""
    return PRACTICE in request.GET


def is_other_page(block: Block, request: Any) -> bool:
    """Whether a request comes from a page that was made for somebody else.

    An address without the learner in it is taken: apps ask for handlers by themselves. A
    platform may give the value back as a list with one entry, written out
    (openedx/core/djangoapps/xblock/runtime/runtime.py, handler_url: parse_qs).
    """
    page = request.GET.get(PAGE_OF, "")
    return bool(page) and page_of(block) not in page
