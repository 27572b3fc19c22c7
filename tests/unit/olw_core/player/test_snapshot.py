"""What a package tells an LMS: the `report` switch, the pass mark, several modules.

Run as it is shipped, in Node.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from olw_core import player
from olw_core.authoring.compiler.markdown import plain
from olw_core.engine import engine
from olw_core.formats.compiled import Module
from tests.support.modules import first_choice, golden, loose

ASK = """
import { interactions, snapshot } from "./snapshot.mjs";
import { read } from "./engine.mjs";
const { config, modules, texts, practised } = JSON.parse(process.argv[2]);
const records = modules.map((m, i) => read(m, texts[i]).record);
const [last = null] = records[0].steps.length ? interactions(modules[0], records[0]) : [];
console.log(JSON.stringify([snapshot(config, modules, records, practised), last]));
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The session's report, bundled for Node."""
    made = tmp_path_factory.mktemp("report")
    esbuild = player.HERE / "node_modules" / ".bin" / "esbuild"
    for source, target in (
        ("session/snapshot.ts", "snapshot.mjs"),
        ("engine/index.ts", "engine.mjs"),
    ):
        entry = str(player.HERE / "src" / source)
        subprocess.run(
            [
                esbuild,
                entry,
                "--bundle",
                "--format=esm",
                f"--outfile={made / target}",
                "--log-level=error",
            ],
            check=True,
        )
    (made / "ask.mjs").write_text(ASK, "utf-8")
    return made


def _ask(
    folder: Path,
    modules: list[Module],
    texts: list[str],
    practised: bool = False,
    **config: Any,
) -> list[Any]:
    asked = json.dumps(
        {"config": config, "modules": modules, "texts": texts, "practised": practised}
    )
    done = subprocess.run(
        ["node", folder / "ask.mjs", asked], check=True, capture_output=True, text=True
    )
    answer: list[Any] = json.loads(done.stdout)
    return answer


def _played(module: Module, *responses: str) -> str:
    record = engine.start(module)
    for response in responses:
        record = engine.respond(module, record, 1, len(record.steps), response)
    return engine.write(record)


def _percent(module: Module, text: str) -> int:
    done = engine.read(module, text).record.done
    assert done is not None
    assert done.percent is not None
    return done.percent


MATHS = golden("maths")
ENDED = _played(MATHS, "a", "c")
HALF = _played(MATHS, "a")


@pytest.mark.parametrize(
    ("text", "config", "told", "why"),
    [
        (
            ENDED,
            {"report": "score"},
            ["completed", 75, None],
            "the path a, c of the worked example",
        ),
        (
            ENDED,
            {"report": "completion"},
            ["completed", None, None],
            "no score is sent",
        ),
        (
            ENDED,
            {"report": "completion", "completionScore": True},
            ["completed", 100, None],
            "the platform needs a number",
        ),
        (
            ENDED,
            {"report": "answers"},
            ["completed", 75, None],
            "answers come with the score",
        ),
        (
            ENDED,
            {"report": "score", "passMark": 75},
            ["completed", 75, True],
            "the mark is reached",
        ),
        (
            ENDED,
            {"report": "score", "passMark": 76},
            ["completed", 75, False],
            "one below",
        ),
        (
            ENDED,
            {"report": "score", "passMark": None},
            ["completed", 75, None],
            "no mark",
        ),
        (
            HALF,
            {"report": "score", "passMark": 10},
            ["incomplete", None, None],
            "nothing before the ending",
        ),
        (
            "",
            {"report": "completion", "completionScore": True},
            ["incomplete", None, None],
            "not begun",
        ),
    ],
)
def test_the_switch(
    folder: Path, text: str, config: dict[str, Any], told: list[Any], why: str
) -> None:
    shot, _ = _ask(folder, [MATHS], [text], **config)
    assert [shot["status"], shot["percent"], shot.get("passed")] == told, why
    record = engine.read(MATHS, text).record
    report = config["report"]
    assert shot["text"] == engine.write(record, report)
    parting = engine.write(engine.leave(MATHS, record), report)
    assert shot.get("parting", shot["text"]) == parting
    assert ("parting" in shot) == (text == ENDED)


def test_what_was_finished_without_a_percentage_counts_in_full(folder: Path) -> None:
    bare = engine.write(engine.read(MATHS, ENDED).record, "completion")
    shot, _ = _ask(folder, [MATHS], [bare], report="score")
    assert (shot["status"], shot["percent"], shot["text"]) == ("completed", 100, bare)


def test_a_course_is_left_with_each_story_told_and_none_of_its_ways(
    folder: Path,
) -> None:
    other = golden("one_decision")
    shot, _ = _ask(folder, [MATHS, other], [ENDED, ""], report="score")
    ended = engine.leave(MATHS, engine.read(MATHS, ENDED).record)
    assert (
        shot["parting"] == f"{engine.write(ended)}~~{engine.write(engine.start(other))}"
    )


def test_a_better_result_stays_while_another_try_runs(folder: Path) -> None:
    record = engine.retry(MATHS, engine.read(MATHS, ENDED).record, 1, 0)
    shot, _ = _ask(folder, [MATHS], [engine.write(record)], report="score")
    assert (shot["status"], shot["percent"]) == ("completed", 75)


def test_a_course_is_done_when_all_is_done_and_scores_the_mean(folder: Path) -> None:
    other = golden("one_decision")
    option = engine.view(other, engine.start(other))["item"]["options"][0]["id"]
    text = _played(other, option)
    shot, _ = _ask(folder, [MATHS, other], [ENDED, ""], report="score")
    assert (shot["status"], shot["percent"]) == ("incomplete", None)
    shot, _ = _ask(folder, [MATHS, other], [ENDED, text], report="score")
    both = _percent(MATHS, ENDED) + _percent(other, text)
    assert (shot["status"], shot["percent"], shot["text"]) == (
        "completed",
        (2 * both + 2) // 4,
        f"{ENDED}~~{text}",
    )


def test_practice_completes_a_package_of_cards(folder: Path) -> None:
    shot, _ = _ask(folder, [MATHS], [""], practised=True, report="completion")
    assert (shot["status"], shot["percent"]) == ("completed", None)


@pytest.mark.parametrize(
    ("module_id", "response", "key", "why"),
    [
        ("maths", "a", "a", "one option earns the most"),
        ("rank", "bacde", "abcde", "one order is the authors'"),
        ("rank_ties", "", "", "several orders earn the most"),
    ],
)
def test_an_answer_as_an_lms_is_told_of_it(
    folder: Path, module_id: str, response: str, key: str, why: str
) -> None:
    module = golden(module_id)
    view = engine.view(module, engine.start(module))
    response = response or "".join(option["id"] for option in view["item"]["options"])
    _, told = _ask(folder, [module], [_played(module, response)], report="answers")
    assert (told["id"], told["type"], told["response"], told["key"]) == (
        f"{module['id']}_{view['scene']}",
        view["item"]["type"],
        response,
        key,
    ), why
    gain, full = told["share"]
    assert 0 <= gain <= full
    words = [
        [option["id"], plain(option["html"])] for option in view["item"]["options"]
    ]
    assert (told["prompt"], told["options"], told["lang"]) == (
        plain(view["item"]["prompt"]),
        words,
        module["lang"],
    )


def test_two_equal_choices_have_no_single_key(folder: Path) -> None:
    module = loose(MATHS)
    item = first_choice(module)
    for option in item["options"]:
        option["gain"] = item["full"]
    _, told = _ask(folder, [module], [HALF], report="answers")
    assert (told["key"], told["share"]) == ("", [item["full"], item["full"]])
