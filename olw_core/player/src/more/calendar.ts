// A calendar file (RFC 5545) with a short entry for each return day, at nine in the morning
// wherever the reader is, with a reminder at its start (3.6.6). CLASS:PRIVATE (3.8.1.3) is a wish
// that a shared calendar may not grant, so the learner is told that others may see an entry.

const LINE = 70; // octets; 3.1 of the RFC allows 75

/** `days` are counted from `now`. */
export function calendar(title: string, text: string, days: number[], now: Date): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Our Leadership Way//Player//EN",
    ...days.flatMap((day) => entry(escaped(title), escaped(text), day, now)),
    "END:VCALENDAR",
    "",
  ];
  return lines.map(folded).join("\r\n");
}

function entry(title: string, text: string, day: number, now: Date): string[] {
  const made = stamp(now);
  return [
    "BEGIN:VEVENT",
    `UID:${made}-${day}@our-leadership-way`,
    `DTSTAMP:${made}`,
    `DTSTART:${dateAfter(now, day)}T090000`,
    "DURATION:PT5M",
    `SUMMARY:${title}`,
    `DESCRIPTION:${text}`,
    "CLASS:PRIVATE",
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "TRIGGER:PT0S",
    `DESCRIPTION:${title}`,
    "END:VALARM",
    "END:VEVENT",
  ];
}

const stamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, "");

const escaped = (text: string): string => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

/** Noon keeps the day where the clocks change in between. */
function dateAfter(now: Date, days: number): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 12);
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("");
}

/** A long line goes on after CRLF and a space; letters are never cut in two. */
function folded(line: string): string {
  let out = "";
  let size = 0;
  for (const letter of line) {
    const bytes = new TextEncoder().encode(letter).length;
    if (size + bytes > LINE) {
      out += "\r\n ";
      size = 1;
    }
    out += letter;
    size += bytes;
  }
  return out;
}
