// Times and durations in the forms that the strictest LMS takes.

const pad = (value: number, digits: number): string => String(value).padStart(digits, "0");

/** CMITimespan of SCORM 1.2. Four digits of hours: Learning Hub cuts the first one off, and drops a
 *  completion of 0 s. */
export function timespan(seconds: number): string {
  const [hours, minutes, rest] = parts(seconds);
  return `${pad(Math.min(hours, 9999), 4)}:${pad(minutes, 2)}:${pad(rest, 2)}`;
}

/** ISO 8601 duration, as SCORM 2004 and xAPI take it. */
export function duration(seconds: number): string {
  const [hours, minutes, rest] = parts(seconds);
  return `PT${hours}H${minutes}M${rest}S`;
}

/** At least one second, whole seconds. */
function parts(seconds: number): [hours: number, minutes: number, seconds: number] {
  const whole = Math.max(1, Math.round(seconds));
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
}

/** SCORM 2004 second(10,0): a zone is taken only after a decimal, and three decimals by nobody. */
export const timestamp = (at: Date): string => `${at.toISOString().slice(0, 19)}.0Z`;

/** CMITime of SCORM 1.2: the time of day where the learner is. */
export const timeOfDay = (at: Date): string =>
  `${pad(at.getHours(), 2)}:${pad(at.getMinutes(), 2)}:${pad(at.getSeconds(), 2)}`;
