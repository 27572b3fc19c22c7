// The two SCORM editions as the LMS page needs them: names, what is handed over at launch, what is
// shown of the stored data.

const LEARNER = { id: "learner-1", name: "Learner, Test" };

const clock = (seconds) => [
  Math.floor(seconds / 3600),
  Math.floor(seconds / 60) % 60,
  Math.round(seconds % 60),
];
const pad = (value, digits = 2) => String(value).padStart(digits, "0");

function seconds12(text) {
  const [h, m, s] = String(text || "0:0:0")
    .split(":")
    .map(Number);
  return h * 3600 + m * 60 + s || 0;
}

function seconds2004(text) {
  const found = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(text || "") || [];
  return (
    (Number(found[1] || 0) * 24 + Number(found[2] || 0)) * 3600 +
    Number(found[3] || 0) * 60 +
    Number(found[4] || 0)
  );
}

const SETTINGS = { autocommit: false, logLevel: 5, strict_errors: true };

export const EDITIONS = {
  1.2: {
    api: "API",
    verbs: [
      "LMSInitialize",
      "LMSGetValue",
      "LMSSetValue",
      "LMSCommit",
      "LMSFinish",
      "LMSGetLastError",
      "LMSGetErrorString",
      "LMSGetDiagnostic",
    ],
    create: () => new window.Scorm12API(SETTINGS),
    /** What is kept of the last launch, with what this launch is: `saved` null for a new
     *  learner. */
    hand(saved, unit, mode, total) {
      const core = saved?.core ?? {};
      const entry = saved ? (core.exit === "suspend" ? "resume" : "") : "ab-initio";
      const [h, m, s] = clock(total);
      return {
        ...saved,
        core: {
          ...core,
          student_id: LEARNER.id,
          student_name: LEARNER.name,
          lesson_status: core.lesson_status ?? "not attempted",
          entry,
          exit: "",
          session_time: undefined,
          total_time: `${pad(h, 4)}:${pad(m)}:${pad(s)}`,
          lesson_mode: mode,
          credit: mode === "normal" ? "credit" : "no-credit",
        },
        launch_data: unit.launchData,
        student_data: { mastery_score: unit.mastery },
      };
    },
    again: (saved) => saved,
    seconds: (cmi) => seconds12(cmi.core.session_time),
    show: (cmi) => ({
      status: cmi.core.lesson_status,
      score: cmi.core.score.raw,
      exit: cmi.core.exit,
      text: cmi.suspend_data,
      answers: Object.keys(cmi.interactions ?? {}).length,
    }),
  },
  2004: {
    api: "API_1484_11",
    verbs: [
      "Initialize",
      "GetValue",
      "SetValue",
      "Commit",
      "Terminate",
      "GetLastError",
      "GetErrorString",
      "GetDiagnostic",
    ],
    create: () => new window.Scorm2004API(SETTINGS),
    hand(saved, unit, mode, total) {
      const [h, m, s] = clock(total);
      return {
        ...saved,
        learner_id: LEARNER.id,
        learner_name: LEARNER.name,
        entry: saved ? "resume" : "ab-initio",
        exit: "",
        session_time: undefined,
        total_time: `PT${h}H${m}M${s}S`,
        mode,
        credit: mode === "normal" ? "credit" : "no-credit",
        launch_data: unit.launchData,
        scaled_passing_score: unit.mastery,
      };
    },
    /** RTE 4.2.8: without exit = suspend the next launch is a new attempt with nothing in it. */
    again: (saved) => (saved?.exit === "suspend" ? saved : null),
    seconds: (cmi) => seconds2004(cmi.session_time),
    show: (cmi) => ({
      status:
        cmi.completion_status + (cmi.success_status === "unknown" ? "" : `, ${cmi.success_status}`),
      score: cmi.score.raw || (cmi.score.scaled && String(Math.round(cmi.score.scaled * 100))),
      exit: cmi.exit,
      text: cmi.suspend_data,
      answers: Object.keys(cmi.interactions ?? {}).length,
    }),
  },
};
