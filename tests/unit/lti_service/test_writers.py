"""The turns of SQLite's writers. A second object at the same file stands for another process: the
kernel tells them apart in the same way (flock(2): a lock belongs to the open file description).
"""

from __future__ import annotations

import fcntl
import subprocess
import sys
import threading
import time
from pathlib import Path

from lti_service.writers import NEXT, TURN, Writers

HOLD = """
import sys, pathlib
from lti_service.writers import Writers
with Writers(pathlib.Path(sys.argv[1])).in_turn(5):
    print("has it", flush=True)
    sys.stdin.read()
"""


def test_another_process_waits_until_the_turn_is_over_and_then_comes_first(
    tmp_path: Path,
) -> None:
    here, there = Writers(tmp_path / "a"), Writers(tmp_path / "a")
    order: list[str] = []

    def other() -> None:
        with there.in_turn(5):
            order.append("there")

    thread = threading.Thread(target=other)
    with here.in_turn(5):
        thread.start()
        is_waited_for(tmp_path / f"a{NEXT}")
        order.append("here")
    with here.in_turn(5):
        order.append("here again")
    thread.join(5)
    assert order == ["here", "there", "here again"]


def is_waited_for(file: Path) -> None:
    """Until somebody stands at the file. Raises TimeoutError."""
    latest = time.monotonic() + 5
    while time.monotonic() < latest:
        with file.open() as mine:
            try:
                fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
        time.sleep(0.01)
    raise TimeoutError(f"nobody waits at {file}")


def test_the_turn_of_a_killed_process_is_over(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "a")]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "has it\n"
        holder.kill()
        with Writers(tmp_path / "a").in_turn(5):
            pass


def test_who_waits_too_long_for_a_thread_goes_on_without_a_turn(tmp_path: Path) -> None:
    writers = Writers(tmp_path / "a")
    passed = threading.Event()

    def other() -> None:
        with writers.in_turn(0.01):
            passed.set()

    with writers.in_turn(5):
        thread = threading.Thread(target=other)
        thread.start()
        assert passed.wait(5)
        thread.join(5)


def test_a_file_that_belongs_to_another_user_need_not_be_written(
    tmp_path: Path,
) -> None:
    """`olw lti` may be run by an administrator, the service by a user of its own."""
    files = [tmp_path / f"a{ending}" for ending in (TURN, NEXT)]
    for file in files:
        file.touch(mode=0o444)
    with Writers(tmp_path / "a").in_turn(5):
        assert [file.stat().st_size for file in files] == [0, 0]


def test_where_no_file_can_be_made_writers_go_on(tmp_path: Path) -> None:
    with Writers(tmp_path / "missing" / "a").in_turn(5):
        assert not (tmp_path / "missing").exists()
