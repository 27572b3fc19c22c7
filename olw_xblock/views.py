"""The pages of the block: the learner's, the visitor's and the author's."""

from __future__ import annotations

from web_fragments.fragment import Fragment

from olw_core.errors import OlwError
from olw_core.page import element as markup
from olw_core.page import unreviewed
from olw_xblock import (
    author_facts,
    language_choice,
    learner_map,
    masquerade,
    material,
    owed,
    platform,
    preview,
    refusals,
)
from olw_xblock.assets import FRAME, LANGUAGE, PLAYER, STYLE
from olw_xblock.block_protocol import Block
from olw_xblock.learner_page import HEADING, configuration
from olw_xblock.visit import Visit


def student_view(block: Block) -> Fragment:
    """The player; something to read where nobody's state could be kept."""
    if not platform.has_learner(block):
        return public_view(block)
    visit = Visit(block)
    try:
        if masquerade.is_on(block):
            return _preview(block, masquerade.page(visit, HEADING))
        if block.show == "map":
            return _map(block)
        config = configuration(visit)
    except OlwError as error:
        return _unavailable(block, error)
    fragment = Fragment(markup.player_element(config))
    fragment.add_css_url(_address(block, STYLE))
    for script in (PLAYER, FRAME):
        fragment.add_javascript_url(_address(block, script))
    return _with_languages(visit, fragment)


def _with_languages(visit: Visit, player: Fragment) -> Fragment:
    """The choice of a language stands above the player, where there is one to make."""
    block = visit.block
    choice = language_choice.offer(visit)
    if not choice:
        return player
    fragment = Fragment(choice + player.content)
    fragment.add_fragment_resources(player)
    fragment.add_css(language_choice.STYLE)
    fragment.add_javascript_url(_address(block, LANGUAGE))
    return fragment


def public_view(block: Block) -> Fragment:
    """The beginning to read, without the player: a visitor has no state and may send nothing."""
    try:
        module = Visit(block).module
    except OlwError as error:
        return _unavailable(block, error)
    shown = preview.for_visitor(block.gettext, module, block.show, HEADING)
    return _preview(block, shown)


def author_view(block: Block) -> Fragment:
    """What authors see in Studio: the settings and the beginning.

    A module that cannot be loaded says why.
    """
    try:
        module = Visit(block).module
    except OlwError as error:
        return _preview(block, preview.unavailable(str(error)))
    shown = preview.for_author(
        block.gettext,
        module,
        block.show,
        HEADING,
        facts=author_facts.facts(block, module),
        sheets=material.sheets(block, module),
    )
    return _preview(block, shown)


def _map(block: Block) -> Fragment:
    """Complete once it was opened."""
    fragment = Fragment(_unread() + learner_map.page(block, HEADING))
    fragment.add_css(learner_map.STYLE)
    owed.owe(block, owed.COMPLETION)
    owed.settle(block)
    return fragment


def _unavailable(block: Block, error: OlwError) -> Fragment:
    """Why nothing can be shown, in the learner's words."""
    words = str(refusals.in_words(block, error))
    return _preview(block, preview.unavailable(words))


def _preview(block: Block, shown: str) -> Fragment:
    """A page to read, in the player's look."""
    fragment = Fragment(_unread() + shown)
    fragment.add_css(preview.STYLE)
    fragment.add_css_url(_address(block, STYLE))
    return fragment


def _unread() -> str:
    """What is said of the page's language while nobody has read our words in it."""
    return unreviewed.note(platform.language())


def _address(block: Block, name: str) -> str:
    """Of a static file."""
    return str(block.runtime.local_resource_url(block, name))
