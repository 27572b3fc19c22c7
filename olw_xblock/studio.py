"""Studio: the edit form, saving it, and warnings beside the block in the outline.

Whether somebody may edit is the platform's matter: Studio alone offers these.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from web_fragments.fragment import Fragment
from webob import Response
from xblock.exceptions import InvalidScopeError

from olw_core import content
from olw_core.errors import OlwError
from olw_core.language_tags import name
from olw_xblock import platform, refusals, settings
from olw_xblock.assets import STUDIO
from olw_xblock.block_protocol import Block
from olw_xblock.changes import CONTENT, FROM_COURSE, change, is_set, own, usual
from olw_xblock.errors import RequestError, SettingsError
from olw_xblock.module_preview import ASKED
from olw_xblock.settings import Installed
from olw_xblock.story_language import languages
from olw_xblock.studio_form import STYLE, Filled, form
from olw_xblock.studio_settings import NAMES
from olw_xblock.wire import answer, read_json, refusal


def studio_view(block: Block) -> Fragment:
    """The edit form."""
    filled = Filled(
        modules=_described(block),
        languages=_languages(),
        values={one: own(block, one) for one in NAMES},
        usual={one: usual(block, one) for one in FROM_COURSE},
        prefix=_prefix(block),
        look=block.runtime.handler_url(block, "module_preview", query=f"{ASKED}="),
        in_use=is_set(block, CONTENT),
    )
    fragment = Fragment(form(block.gettext, filled))
    fragment.add_css(STYLE)
    fragment.add_javascript_url(block.runtime.local_resource_url(block, STUDIO))
    fragment.initialize_js("OlwStudio", _start(block))
    return fragment


def _described(block: Block) -> dict[str, str]:
    """Installed modules, id to title, principle and minutes; in the framework's order."""
    found = {}
    for module_id in installed():
        module = content.load(module_id)
        title, principle = module["title"], module["short_label"]
        minutes = block.gettext("{n} min").replace("{n}", str(module["minutes"]))
        found[module_id] = f"{title} ({principle}, {minutes})"
    return found


def _languages() -> dict[str, str]:
    """Each language that any module has, in its own words."""
    found: dict[str, str] = {}
    for module in installed().values():
        found.update((tag, name(tag)) for tag in module.languages)
    return found


def _prefix(block: Block) -> str:
    """Tells this block's form from others on the page."""
    usage = str(block.scope_ids.usage_id).encode()
    return f"olw-{hashlib.sha256(usage).hexdigest()[:8]}"


def _start(block: Block) -> dict[str, str]:
    """What public/studio.js is given."""
    failed = block.gettext(
        "The settings could not be saved. Check your connection and try again."
    )
    return {"csrfCookie": platform.csrf_cookie(), "failed": failed}


def studio_submit(block: Block, request: Any) -> Response:
    """Save what was changed in the form, or say for each field what is wrong with it.

    Nothing is saved unless all is well.
    """
    try:
        values = settings.check(read_json(request), installed())
        return answer({"saved": change(block, values)})
    except SettingsError as error:
        return refusal(_translated(block, error))
    except RequestError as error:
        return refusal(error)
    except InvalidScopeError:
        block._clear_dirty_fields()
        return refusal(refusals.settings_read_only(block))


def _translated(block: Block, error: SettingsError) -> SettingsError:
    fields = {}
    for field, problem in error.fields.items():
        fields[field] = block.gettext(problem)
    return SettingsError(block.gettext(str(error)), fields)


def warnings(block: Block) -> Iterator[str]:
    """What Studio shows beside the block: settings that came by import and do not fit here."""
    values = {one: own(block, one) for one in NAMES}
    try:
        settings.check(values, installed())
    except SettingsError as error:
        for field, problem in error.fields.items():
            yield f"{field}: {block.gettext(problem)}"


def installed() -> dict[str, Installed]:
    """Installed modules by id; one that cannot be loaded is left out."""
    found: dict[str, Installed] = {}
    for module_id in content.module_ids():
        try:
            module = content.load(module_id)
        except OlwError:
            continue
        found[module_id] = Installed(module["title"], languages(module))
    return found
