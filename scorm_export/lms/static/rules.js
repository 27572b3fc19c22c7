// The forms of values in the specifications, and in the LMSs that are stricter than it: what
// scorm-again lets through is caught here. SCORM 1.2 RTE 3.4.4, SCORM 2004 RTE 4.1 (4th Edition),
// Moodle 4.5 (mod/scorm/datamodels), NHS Learning Hub.

const TIMESPAN_12 = /^\d{4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/;
const TIME_12 = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/;
const DECIMAL = /^-?\d{1,3}(\.\d+)?$/;
const HUNDRED = (value) => DECIMAL.test(value) && Number(value) >= 0 && Number(value) <= 100;
const ID = /^[A-Za-z0-9_]{1,60}$/;
const ASCII = (most) => (value) => value.length <= most && /^[A-Za-z0-9._~-]*$/.test(value);
const DURATION = /^P(?=[\dT])(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/;
const DAY = String.raw`(19[7-9]\d|20[0-2]\d|203[0-8])-(0[1-9]|1[0-2])-([0-2]\d|3[01])`;
const CLOCK = String.raw`([01]\d|2[0-3]):[0-5]\d:[0-5]\d`;
const PART = String.raw`(\.\d{1,2}(Z|[+-]\d\d:\d\d)?)?`;
const STAMP = new RegExp(`^${DAY}T${CLOCK}${PART}$`);
const REAL = /^-?\d{1,5}(\.\d{1,7})?$/;
const CHOICE_12 = /^[a-z0-9](,[a-z0-9]){0,25}$/;
const CHOICE = /^[A-Za-z0-9_.]+(\[,\][A-Za-z0-9_.]+){0,35}$/;
const PAIRS_12 = /^\w\.\w(,\w\.\w)*$/;
const PAIRS = /^[\w.]+\[\.\][\w.]+(\[,\][\w.]+\[\.\][\w.]+)*$/;

const one =
  (...words) =>
  (value) =>
    words.includes(value);
const form = (pattern) => (value) => pattern.test(value);
const answer =
  (...patterns) =>
  (value) =>
    value.length <= 255 && patterns.some((pattern) => pattern.test(value));
const longEnough = (pattern) => (value) => pattern.test(value) && /[1-9]/.test(value);

const RULES_12 = [
  [/^cmi\.suspend_data$/, ASCII(4000), "at most 4,000 plain characters"],
  [/^cmi\.core\.lesson_location$/, ASCII(255), "at most 255 plain characters"],
  [
    /^cmi\.core\.lesson_status$/,
    one("passed", "completed", "failed", "incomplete", "browsed"),
    "a status of SCORM 1.2",
  ],
  [/^cmi\.core\.exit$/, one("time-out", "suspend", "logout", ""), "an exit of SCORM 1.2"],
  [/^cmi\.core\.session_time$/, longEnough(TIMESPAN_12), "HHHH:MM:SS, one second or more"],
  [/^cmi\.core\.score\.(raw|min|max)$/, HUNDRED, "a number from 0 to 100"],
  [/^cmi\.(interactions|objectives)\.\d+\.id$/, form(ID), "letters, digits and underscore"],
  [/^cmi\.interactions\.\d+\.time$/, form(TIME_12), "a time of day, HH:MM:SS"],
  [
    /^cmi\.interactions\.\d+\.type$/,
    one(
      "true-false",
      "choice",
      "fill-in",
      "matching",
      "performance",
      "sequencing",
      "likert",
      "numeric",
    ),
    "a type of SCORM 1.2",
  ],
  [
    /^cmi\.interactions\.\d+\.(student_response|correct_responses\.\d+\.pattern)$/,
    answer(CHOICE_12, PAIRS_12),
    "one character for each option",
  ],
  [
    /^cmi\.interactions\.\d+\.result$/,
    (value) => one("correct", "wrong", "unanticipated", "neutral")(value) || DECIMAL.test(value),
    "correct, wrong or a number",
  ],
];

const RULES_2004 = [
  [/^cmi\.suspend_data$/, ASCII(4000), "at most 4,000 plain characters"],
  [/^cmi\.location$/, ASCII(255), "at most 255 plain characters"],
  [
    /^cmi\.completion_status$/,
    one("completed", "incomplete", "not attempted", "unknown"),
    "a completion status",
  ],
  [/^cmi\.success_status$/, one("passed", "failed", "unknown"), "a success status"],
  [/^cmi\.exit$/, one("time-out", "suspend", "logout", "normal", ""), "an exit"],
  [/^cmi\.session_time$/, longEnough(DURATION), "a duration, two decimals at most"],
  [
    /^cmi\.score\.scaled$/,
    (value) => /^-?[01](\.\d{1,4})?$/.test(value) && Math.abs(Number(value)) <= 1,
    "a number from -1 to 1, four decimals at most",
  ],
  [/^cmi\.score\.(raw|min|max)$/, form(REAL), "a number"],
  [/^cmi\.(interactions|objectives)\.\d+\.id$/, form(ID), "letters, digits and underscore"],
  [
    /^cmi\.interactions\.\d+\.timestamp$/,
    form(STAMP),
    "a time with two decimals at most, and a zone only after decimals",
  ],
  [
    /^cmi\.interactions\.\d+\.type$/,
    one(
      "true-false",
      "choice",
      "fill-in",
      "long-fill-in",
      "matching",
      "performance",
      "sequencing",
      "likert",
      "numeric",
      "other",
    ),
    "a type",
  ],
  [
    /^cmi\.interactions\.\d+\.(learner_response|correct_responses\.\d+\.pattern)$/,
    answer(CHOICE, PAIRS),
    "short names of options",
  ],
  // RTE 4.2.9 and Moodle's scorm_13.js (CMILangString250): a language, then one line of at most 250
  // characters
  [
    /^cmi\.interactions\.\d+\.description$/,
    form(/^\{lang=[a-zA-Z]{2,3}(-[a-zA-Z0-9-]{2,8})?\}.{1,240}$/),
    "words after {lang=...}, 240 characters at most",
  ],
  [
    /^cmi\.interactions\.\d+\.result$/,
    (value) => one("correct", "incorrect", "unanticipated", "neutral")(value) || REAL.test(value),
    "correct, incorrect or a number",
  ],
];

/** "" where a value has a form that every LMS we know takes; else what it should be. An element
 *  without a rule says so. */
export function strict(edition, element, value) {
  const rule = (edition === "1.2" ? RULES_12 : RULES_2004).find(([pattern]) =>
    pattern.test(element),
  );
  if (!rule) return "some LMSs refuse this element";
  return rule[1](value) ? "" : `should be ${rule[2]}`;
}
