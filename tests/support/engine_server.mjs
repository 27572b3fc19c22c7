// Answers engine calls from standard input, one JSON line each: {module, calls} -> [result].
import { createInterface } from "node:readline";

const engine = await import(process.argv[2]);

// Every path below a place of the story: its answers, the ending's scene and the score, in words.
function paths(module, answers, here, taken) {
  if (engine.ended(here)) return [`${taken.join(" ")}: ${here.node.scene} ${engine.percent(here)}`];
  const possible = [...answers[here.node.item]];
  if (engine.mayLeave(module, here)) possible.push(engine.LEAVE);
  const below = (answer) =>
    paths(module, answers, engine.follow(module, here, answer), [...taken, answer]);
  return possible.flatMap(below);
}

function answer(module, call) {
  const args = call.args ?? [];
  if (call.op === "paths") return { paths: paths(module, args[0], engine.walk(module, [])[0], []) };
  if (call.op === "card_view") return { card: engine.cardView(module, ...args) };
  if (call.op === "card_answer") return { card: engine.cardAnswer(module, ...args) };
  const reading = engine.read(module, call.record ?? "");
  let record = call.op === "start" ? engine.start(module) : reading.record;
  if (call.op === "respond") record = engine.respond(module, record, ...args);
  if (call.op === "retry") record = engine.retry(module, record, ...args);
  if (call.op === "keep_plan") record = engine.keepPlan(module, record, ...args);
  if (call.op === "leave") record = engine.leave(module, record);
  const report = call.report ?? "score";
  return {
    record: engine.write(record, report),
    notice: reading.notice,
    view: engine.view(module, record, report),
  };
}

function safely(module, call) {
  try {
    return answer(module, call);
  } catch (error) {
    if (!(error instanceof engine.EngineError)) return { fault: true };
    return { error: error.code, message: error.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { module, calls } = JSON.parse(line);
  process.stdout.write(JSON.stringify(calls.map((call) => safely(module, call))) + "\n");
}
