/** Instants as the viewer reads them. Pure: zone, clock and now come in. */

export type Eyes = { timeZone: string; hourCycle: "24h" | "12h" };

const day = (timeZone: string) => new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });

/** 16:41, or 4:41 pm. */
export function clockOf(iso: string, { timeZone, hourCycle }: Eyes, hasSeconds = false): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: hourCycle === "12h" ? "numeric" : "2-digit",
    minute: "2-digit",
    ...(hasSeconds ? { second: "2-digit" } : {}),
    hour12: hourCycle === "12h",
  }).format(new Date(iso));
}

/** 18 Aug 2026; the year is left out when it is this one. */
export function dayOf(iso: string, { timeZone }: Eyes, now: number): string {
  const at = new Date(iso);
  const year = (date: Date) => day(timeZone).format(date).slice(0, 4);
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "short",
    ...(year(at) === year(new Date(now)) ? {} : { year: "numeric" }),
  }).format(at);
}

/** "Today, 07:52", "Yesterday, 15:20", "Thu 12 Nov, 10:31". */
export function momentOf(iso: string, eyes: Eyes, now: number): string {
  const { format } = day(eyes.timeZone);
  const that = format(new Date(iso));
  const clock = clockOf(iso, eyes);
  if (that === format(new Date(now))) return `Today, ${clock}`;
  if (that === format(new Date(now - 86_400_000))) return `Yesterday, ${clock}`;
  const weekday = new Intl.DateTimeFormat("en-GB", { timeZone: eyes.timeZone, weekday: "short" }).format(new Date(iso));
  return `${weekday} ${dayOf(iso, eyes, now)}, ${clock}`;
}

/** Nearer than this, seconds are told too: "until 14:05" reads as over when it is 14:05. */
const NEAR_MS = 120_000;

/** Writes out the instants that stand in a sentence as ISO texts in braces: today by the clock, else with their day. */
export function withInstants(sentence: string, eyes: Eyes, now: number): string {
  return sentence.replace(/\{(\d[^}]*Z)\}/g, (_, iso: string) => {
    if (Math.abs(Date.parse(iso) - now) < NEAR_MS) return clockOf(iso, eyes, true);
    return momentOf(iso, eyes, now)
      .replace(/^Today, /, "")
      .replace(/^Y/, "y");
  });
}

/** "16 s ago", "35 min ago", "3 h ago", "2 days ago". */
export function agoOf(iso: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  const days = Math.floor(seconds / 86_400);
  return days === 1 ? "1 day ago" : `${days} days ago`;
}

/** "55 min", "2 h 43", "3 days". */
export function lengthOf(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60)
    return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60}`;
  return `${Math.round(minutes / 1440)} days`;
}
