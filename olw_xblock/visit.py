"""One request to the block: its module and the learner's record, each read once.

There are two records. `record` is what counts; after the due date play goes on in `practice`, a
copy that nobody is told of. A Visit is made for each request and never kept, since Studio and
libraries ask one block many times.
"""

from __future__ import annotations

from functools import cached_property

from olw_core import content
from olw_core.formats.compiled import Module
from olw_core.play.room import Room, open_room
from olw_xblock import due_date, sealed
from olw_xblock.block_protocol import Block
from olw_xblock.story_language import story


class Visit:
    """What a request needs of the block, as it was when the request came."""

    def __init__(self, block: Block, *, for_all: bool = False) -> None:
        """`for_all`: what is told is for everybody, not for who asks (story_language.py)."""
        self.block = block
        self.for_all = for_all

    @cached_property
    def module(self) -> Module:
        """The module as it is read here. Raises ContentMissing, ContentError."""
        return story(self.block, lambda: self.original, for_all=self.for_all)

    @cached_property
    def original(self) -> Module:
        """The compiled module this block plays, as it was written.

        Raises ContentMissing, ContentError.
        """
        return content.load(self.block.module)

    @cached_property
    def past_due(self) -> bool:
        """Whether nothing counts any more."""
        return due_date.past_due(self.block)

    @cached_property
    def counted(self) -> Room:
        """The record that grades and reports are made of. Raises SealError, ContentMissing."""
        return self.opened(self.block.record)

    @cached_property
    def played(self) -> Room:
        """What the learner plays on. Raises SealError, ContentMissing."""
        if self.past_due and self.block.practice:
            return self.opened(self.block.practice)
        return self.counted

    @property
    def practice_words(self) -> str:
        """What is said of practice; "" while the story is open."""
        if not self.past_due:
            return ""
        return due_date.practice_words(self.block)

    def opened(self, stored: object) -> Room:
        """The room of any stored record of this module. Raises SealError, ContentMissing."""
        module = self.module
        return open_room(module, sealed.opened(stored), self.block.report)

    def keep(self, text: str) -> None:
        """Put a record into the learner's state; in time it replaces what was only practised."""
        stored = sealed.closed(text)
        self.block.plays = self.block.module
        if self.past_due:
            self.block.practice = stored
            return
        self.block.record = stored
        self.block.practice = ""
