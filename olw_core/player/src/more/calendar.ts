// A calendar file (RFC 5545) with three short entries: 7, 30 and 90 days from now, at nine in the morning wherever the
// reader is, each with a reminder at its start (3.6.6). CLASS:PRIVATE (3.8.1.3) is a wish that a shared calendar may
// not grant, so the learner is told that others may see an entry.

const DAYS = [7, 30, 90];
const LINE = 70; // octets; 3.1 of the RFC allows 75

const stamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, "");
const escaped = (text: string): string => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

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

export function calendar(title: string, text: string, now: Date): string {
  const entries = DAYS.flatMap((days) => {
    const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 12);
    const date = `${day.getFullYear()}${String(day.getMonth() + 1).padStart(2, "0")}${String(day.getDate()).padStart(2, "0")}`;
    return [
      "BEGIN:VEVENT",
      `UID:${stamp(now)}-${days}@our-leadership-way`,
      `DTSTAMP:${stamp(now)}`,
      `DTSTART:${date}T090000`,
      "DURATION:PT5M",
      `SUMMARY:${escaped(title)}`,
      `DESCRIPTION:${escaped(text)}`,
      "CLASS:PRIVATE",
      "TRANSP:TRANSPARENT",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      "TRIGGER:PT0S",
      `DESCRIPTION:${escaped(title)}`,
      "END:VALARM",
      "END:VEVENT",
    ];
  });
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Our Leadership Way//Player//EN",
    ...entries,
    "END:VCALENDAR",
    "",
  ];
  return lines.map(folded).join("\r\n");
}
