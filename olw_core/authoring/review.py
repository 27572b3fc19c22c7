"""The review page: everything a subject expert needs to judge and sign off a module, as one HTML file.

Shows weights and keys: it is for authors and reviewers, never for learners.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from olw_core.authoring.compiler import Compiled
from olw_core.authoring.storygraph import story_svg
from olw_core.engine.feedback import authors_answer
from olw_core.errors import Problem
from olw_core.formats.items import CompiledFeedback, CompiledItem

Module = Mapping[str, Any]

_CSS = """
:root{font-family:Arial,sans-serif;color:#212b32;line-height:1.45}body{max-width:60rem;margin:0 auto;padding:1rem}
h1{color:#003087}h2{border-top:4px solid #005eb8;padding-top:1rem;margin-top:2.5rem}h3{margin:2rem 0 .3rem}
.graph{overflow-x:auto;border:1px solid #aeb7bd;margin:1rem 0}table{border-collapse:collapse;width:100%;margin:.6rem 0 1rem}
th,td{border:1px solid #aeb7bd;padding:.45rem .6rem;text-align:left;vertical-align:top}th{background:#f0f4f5}
.w3{background:#cfe3d4}.w2{background:#eef3e2}.w1{background:#fdf3dc}.w0{background:#f9dcd8}.meta{color:#425563}
.say{border-left:4px solid #005eb8;padding-left:.8rem;margin:.6rem 0}
.say .who{font-weight:bold;margin:0}.open{border:3px solid #ffb81c;padding:.6rem 1rem}.card{break-inside:avoid}
@media print{h2{break-before:page}}
"""


def review_page(modules: Sequence[Compiled]) -> str:
    """One HTML page for these modules, in order."""
    contents = "".join(
        f'<li><a href="#{c.module["id"]}">{escape(c.module["title"])}</a> ({escape(c.module["short_label"])})</li>'
        for c in modules
    )
    body = "".join(_module(c.module, c.warnings) for c in modules)
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Content review</title><style>{_CSS}</style></head><body><h1>Content review</h1>"
        "<p>Weights are the authors' judgement: formative, not validated. A decision is worth its points times weight over three. "
        f"Please mark what you would change, and sign each module.</p><ol>{contents}</ol>{body}</body></html>\n"
    )


def _module(module: Module, warnings: Sequence[Problem]) -> str:
    story = module["story"]
    start = story["nodes"][story["start"]]
    low, high = story["decisions"]
    chance = round(100 * story["chance"][0] / story["chance"][1])
    signed = ", ".join(map(escape, module["reviewed_by"]))
    sign = (
        f"<p>Reviewed by {signed}.</p>"
        if signed
        else '<p class="open"><strong>Not reviewed yet.</strong> Nobody outside the authors has signed this module. Name, role, date:</p>'
    )
    note = (
        f"<p><strong>Content note.</strong> {module['content_note']}</p>"
        if module["content_note"]
        else ""
    )
    told = "".join(f"<li>{escape(str(w))}</li>" for w in warnings)
    return (
        f'<h2 id="{module["id"]}">{escape(module["title"])}</h2><p class="meta">{escape(module["source_title"])}. Version {module["version"]}. '
        f"{low} to {high} decisions, about {module['minutes']} minutes, {story['words']} words on the longest path. "
        f"Best total {start['best']}, worst {start['worst']} (in 1/{story['denominator']} points); random choices score {chance}% on average.</p>"
        f"<p>{escape(module['summary'])}</p>{note}{sign}{f'<h3>Warnings</h3><ul>{told}</ul>' if told else ''}"
        f'<div class="graph" tabindex="0" role="group" aria-label="Story graph">{story_svg(module)}</div>'
        f"{_coverage(module)}{''.join(_scenes(module))}{_plan(module)}{''.join(_cards(module))}"
    )


def _coverage(module: Module) -> str:
    rows = []
    for behaviour in module["behaviours"]:
        scenes = sorted(
            {
                n["scene"]
                for n in module["story"]["nodes"]
                if n["item"] is not None
                and behaviour["id"] in module["story"]["items"][n["item"]]["tests"]
            }
        )
        card = any(c["id"] == behaviour["id"] for c in module["cards"])
        rows.append(
            f"<tr><td>{escape(behaviour['label'])}</td><td>{escape(', '.join(scenes)) or 'none'}</td><td>{'yes' if card else 'no'}</td></tr>"
        )
    return f"<h3>Where each behaviour is tested</h3><table><tr><th>Behaviour</th><th>Decisions</th><th>Card</th></tr>{''.join(rows)}</table>"


def _scenes(module: Module) -> Iterable[str]:
    story, seen = module["story"], set[str]()
    walked = story["nodes"][: story["start"] + 1][::-1]
    for node in [*walked, *story["nodes"][story["start"] + 1 :]]:
        html = story["texts"][node["text"]]
        item = None if node["item"] is None else story["items"][node["item"]]
        mark = f"{node['scene']} {node['text']} {node['item']}"
        if mark in seen:
            continue
        seen.add(mark)
        scene = story["scenes"][node["scene"]]
        setting = ", ".join(v for v in scene["setting"].values() if v)
        head = (
            f"Ending ({scene['ending']['tone']}): {scene['ending']['title']}"
            if scene["ending"]
            else node["scene"]
        )
        asked = _item(item, module) if item else ""
        yield f'<section class="card"><h3>{escape(head)}</h3><p class="meta">{escape(setting)}</p>{html}{asked}</section>'


def _item(item: CompiledItem, module: Module) -> str:
    labels = {b["id"]: b["label"] for b in module["behaviours"]}
    tests = (
        ", ".join(escape(labels.get(t, t)) for t in item["tests"])
        or "nothing (branching only)"
    )
    head = f'<p><strong>{item["prompt"]}</strong> <span class="meta">({item["type"]}, {item["points"]} points; tests {tests})</span></p>'
    if item["type"] != "choose":
        lines = "".join(
            f"<li>{escape(o['id'])}: {o['html']}</li>" for o in item["options"]
        )
        bands = "".join(
            f"<tr><td>{b}</td><td>{_told(item['feedback'][b])}</td></tr>"
            for b in ("full", "part", "low")
        )
        return f"{head}<ul>{lines}</ul><p>The authors' answer: <strong>{escape(authors_answer(item))}</strong></p><table>{bands}</table>"
    rows = "".join(_option(o, item["full"]) for o in item["options"])
    return f"{head}<table><tr><th>Option</th><th>Weight</th><th>Protects / costs</th><th>Feedback</th></tr>{rows}</table>"


def _option(option: Mapping[str, Any], full: int) -> str:
    weight = 3 * option["gain"] // full if full else None
    reasons = (
        f"{option['protects']} / {option['costs']}"
        if option["protects"] or option["costs"]
        else ""
    )
    return (
        f'<tr class="w{weight}"><td>{escape(option["id"])}. {option["html"]}</td><td>{"-" if weight is None else weight}</td>'
        f"<td>{reasons}</td><td>{_told(option['feedback'])}</td></tr>"
    )


def _told(feedback: CompiledFeedback) -> str:
    return f"{feedback['consequence']}<br><em>Why:</em> {feedback['why']}<br><em>The other side:</em> {feedback['other']}"


def _plan(module: Module) -> str:
    if not module["plan"]["cues"]:
        return ""
    cues = "".join(f"<li>If {escape(c['text'])}</li>" for c in module["plan"]["cues"])
    actions = "".join(
        f"<li>then I will {escape(a['text'])}</li>" for a in module["plan"]["actions"]
    )
    return f"<h3>Plan</h3><ul>{cues}</ul><ul>{actions}</ul>"


def _cards(module: Module) -> Iterable[str]:
    for card in module["cards"]:
        variants = "".join(
            f"<h4>Variant {escape(i)}: {escape(', '.join(v['setting'].values()))}</h4>{v['html']}{_item(v['item'], module)}"
            for i, v in card["variants"].items()
        )
        yield (
            f'<section class="card"><h3>Card: {escape(card["label"])}</h3><p class="meta">When {escape(card["moment"])}. '
            f"Words to try: {escape(card['words_to_try'])}</p>{variants}</section>"
        )
