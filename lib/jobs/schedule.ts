/**
 * What runs by the clock (UTC). Each tick adds one job, under a key that cannot double; that job looks for the
 * connections that need something. A tick that was missed while no worker ran is made up for at the next start.
 */
import "server-only";
import { type ParsedCronItem, parseCronItems } from "graphile-worker";
import type { JobName } from "./job-types.ts";

type Tick = { name: JobName; match: string; makeUpForHours: number };

export const schedule: readonly Tick[] = [
  { name: "reconcileAll", match: "17 */4 * * *", makeUpForHours: 24 },
  { name: "importAll", match: "43 3 * * *", makeUpForHours: 48 },
  { name: "keepTokensAlive", match: "29 5 * * *", makeUpForHours: 48 },
  { name: "findStaleSessions", match: "*/30 * * * *", makeUpForHours: 2 },
  { name: "retention", match: "11 2 * * *", makeUpForHours: 48 },
  { name: "probeAll", match: "* * * * *", makeUpForHours: 0 },
  { name: "watchSilence", match: "4,14,24,34,44,54 * * * *", makeUpForHours: 1 },
  { name: "readCalendars", match: "* * * * *", makeUpForHours: 0 },
];

const HOUR_MS = 3_600_000;

/** The schedule in Graphile Worker's form. */
export function cronItems(): ParsedCronItem[] {
  return parseCronItems(
    schedule.map(({ name, match, makeUpForHours }) => ({
      task: name,
      match,
      identifier: name,
      options: { backfillPeriod: makeUpForHours * HOUR_MS, jobKey: `tick:${name}`, maxAttempts: 5 },
    })),
  );
}
