const format = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** `Tue 17 Nov 2026` of a calendar day, YYYY-MM-DD; no comma, whatever the browser's rules say. */
export function dayInWords(day: string): string {
  return format.format(new Date(`${day}T12:00:00Z`)).replaceAll(",", "");
}

/** The day so many days later; days are YYYY-MM-DD. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
