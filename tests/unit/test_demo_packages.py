"""Which packages the demo offers to play, and in which order."""

from __future__ import annotations

from pathlib import Path

from demo.site.packages import TO_PLAY, to_play
from olw_core import content


def test_stories_come_first_in_the_order_of_the_framework(tmp_path: Path) -> None:
    stories = [f"olw-{module_id}-generic" for module_id in content.module_ids()]
    also = f"{stories[0]}-cy"
    others = ["olw-course-generic", also]
    folder = tmp_path / TO_PLAY[0]
    folder.mkdir()
    for name in [*others, *sorted(stories)]:
        (folder / f"{name}.zip").touch()
    assert list(to_play(tmp_path)) == [*stories, *sorted(others)]
