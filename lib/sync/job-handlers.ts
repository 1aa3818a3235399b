import "server-only";
import type { JobHandlers } from "#lib/jobs/run-jobs.ts";
import { deleteConnectionData } from "./delete-connection-data.ts";
import { importAll } from "./import-all.ts";
import { importDirectory } from "./import-directory.ts";
import { keepTokensAlive } from "./keep-tokens-alive.ts";
import { probeAll, probeZoom } from "./probe-zoom.ts";
import { readCalendarJob, readCalendars } from "./read-calendars.ts";
import { readHistory } from "./read-history.ts";
import { reconcileAll } from "./reconcile.ts";
import { retention } from "./retention.ts";
import { findStaleSessions, lookUpSession } from "./stale-sessions.ts";
import { watchSilence } from "./watch-silence.ts";

/** Each job's name with what it does. */
export const jobHandlers: JobHandlers = {
  importDirectory,
  readHistory,
  lookUpSession,
  deleteConnectionData: (job, context) => deleteConnectionData(job, context),
  probeZoom,
  reconcileAll: () => reconcileAll(),
  importAll: () => importAll(),
  keepTokensAlive: () => keepTokensAlive(),
  findStaleSessions: () => findStaleSessions(),
  retention: () => retention(),
  probeAll: () => probeAll(),
  watchSilence: () => watchSilence(),
  readCalendars: () => readCalendars(),
  readCalendar: (job, context) => readCalendarJob(job, context),
};
