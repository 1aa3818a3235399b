/** What time it is for the sandbox. */

export type Clock = () => number;

/** The real time (ms), moved so that it is `startAt` now; unmoved for null. */
export function clockFrom(startAt: Date | null): Clock {
  const shiftMs = startAt === null ? 0 : startAt.getTime() - Date.now();
  return () => Date.now() + shiftMs;
}

/** "2026-03-02T09:15:04Z": Zoom writes whole seconds. */
export function isoOf(at: number): string {
  return `${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

/** "2026-03-02 09:15:04", as some accounts get in the history report; UTC all the same. */
export function plainTimeOf(at: number): string {
  return isoOf(at).replace("T", " ").replace("Z", "");
}
