/** The names of our jobs and what each carries: ids only, never anything that Zoom told us. */
import { z } from "zod";

const ofConnection = { organisationId: z.uuid(), connectionId: z.uuid() };

export const jobSchemas = {
  /** Reads account, Zoom users and phone users, then matches by e-mail. `runId` names the row in import_run. */
  importDirectory: z.object({ ...ofConnection, runId: z.uuid() }),
  /** Reads one window of Zoom's history. `readId` names the row in history_read. */
  readHistory: z.object({ ...ofConnection, readId: z.uuid() }),
  /** Looks up a session that is in progress for too long. */
  lookUpSession: z.object({ ...ofConnection, activityId: z.uuid() }),
  /** Deletes what came from a Zoom account after disconnect or deauthorisation, in portions. */
  deleteConnectionData: z.object(ofConnection),
  /** Asks Zoom one cheap question, to see whether it answers. */
  probeZoom: z.object(ofConnection),
  /** Reads one calendar by its address. */
  readCalendar: z.object({ organisationId: z.uuid(), feedId: z.uuid() }),
  /** Cron: one job a connection that needs it (reconcile, daily import, keep-alive, stale sessions, retention). */
  reconcileAll: z.object({}),
  importAll: z.object({}),
  keepTokensAlive: z.object({}),
  findStaleSessions: z.object({}),
  retention: z.object({}),
  probeAll: z.object({}),
  watchSilence: z.object({}),
  readCalendars: z.object({}),
} as const;

export type JobName = keyof typeof jobSchemas;
export type JobPayload<N extends JobName> = z.output<(typeof jobSchemas)[N]>;
