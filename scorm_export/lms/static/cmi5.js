// One launch of a cmi5 unit: the record store is on the server; this page starts the session and
// reads its log.

const MODES = { normal: "Normal", browse: "Browse", review: "Review" };

function seconds(text) {
  const found = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(text) || [];
  return Number(found[1] || 0) * 3600 + Number(found[2] || 0) * 60 + Number(found[3] || 0);
}

/** A gradebook takes the score of passed; what else was told of a score stands behind it. */
function scoreOf({ score, best }) {
  const told = best === null || best === score ? "" : `told by statement: ${best}`;
  return [score, told].filter((part) => part !== null && part !== "").join(", ");
}

function recordedOf({ recorded, text }) {
  const status = [recorded.completed && "completed", recorded.passed && "passed"]
    .filter(Boolean)
    .join(", ");
  return {
    status: status || (text ? "started" : "not started"),
    score: scoreOf(recorded),
    resume: text !== "",
    text,
    answers: recorded.answers,
    time: recorded.durations.reduce((sum, one) => sum + seconds(one), 0),
  };
}

export async function openCmi5({ unit, mode, data, note, show, store }) {
  const body = JSON.stringify({
    unit: unit.id,
    registration: data.registration,
    mode: MODES[mode],
  });
  const launch = await (await fetch("xapi/launch", { method: "POST", body })).json();
  if (launch.registration !== data.registration) data.seen = 0;
  data.registration = launch.registration;
  store();
  const started = performance.now();
  const from = data.seen ?? 0;
  let seen = from;
  let ended = false;

  async function look() {
    const answer = await fetch(`xapi/log?registration=${data.registration}`);
    if (!answer.ok) return;
    const known = await answer.json();
    for (const { call, value, answer: said, problems } of known.log.slice(seen)) {
      note({
        second: (performance.now() - started) / 1000,
        call,
        element: "",
        value,
        answer: said,
        problem: problems.join("; "),
        refused: said === "refused",
        error: "0",
      });
      ended = ended || call === "terminated";
    }
    seen = data.seen = known.log.length;
    store();
    show(recordedOf(known));
  }

  const timer = setInterval(look, 1000);
  await look();
  const query = new URLSearchParams({
    endpoint: new URL("xapi/", location.href).href,
    fetch: new URL(`xapi/fetch?code=${launch.code}`, location.href).href,
    actor: JSON.stringify(launch.actor),
    registration: launch.registration,
    activityId: launch.activityId,
  });
  return {
    address: `content/${unit.href}${unit.href.includes("?") ? "&" : "?"}${query}`,
    get ended() {
      return ended;
    },
    get started() {
      return seen > from;
    },
    /** The last words of a page that goes are on their way still. */
    async settle() {
      await new Promise((done) => setTimeout(done, 400));
      await look();
    },
    close() {
      clearInterval(timer);
    },
  };
}
