/**
 * Reads who is in the Zoom account, then matches by e-mail. Run twice, the second time changes nothing. Someone counts
 * as gone only when every list was read to its end.
 */
import "server-only";
import { announceChange } from "#lib/db/changes.ts";
import { type Transaction, transaction } from "#lib/db/client.ts";
import { addConnectionLog } from "#lib/db/connection-log.ts";
import { findConnection } from "#lib/db/connections.ts";
import {
  findImportRun,
  finishImportRun,
  type ImportCounts,
  type ImportStep,
  noteImportProgress,
} from "#lib/db/import-runs.ts";
import {
  type DirectoryEntry,
  dropPhoneOfOthers,
  markGone,
  pendingKey,
  saveDirectoryPage,
  savePhoneUsers,
} from "#lib/db/zoom-users.ts";
import { ZoomError } from "#lib/errors.ts";
import { noteZoomFailure, noteZoomSuccess } from "#lib/integration/health.ts";
import { importJobKey } from "#lib/integration/import-start.ts";
import { matchPeople } from "#lib/integration/match-people.ts";
import { reviveHistoryReads, startFirstRead } from "#lib/integration/resume-reads.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import type { JobPayload } from "#lib/jobs/job-types.ts";
import type { JobContext } from "#lib/jobs/run-jobs.ts";
import { readMe } from "#lib/zoom/account.ts";
import type { ZoomClient } from "#lib/zoom/client.ts";
import type { ZoomDirectoryUser } from "#lib/zoom/observation-types.ts";
import { readPhoneUsers } from "#lib/zoom/phone-users.ts";
import { readUsers } from "#lib/zoom/users.ts";
import { isRefusal, readWakefulness, retryAfterLimit, withZoomClient } from "./zoom-job.ts";

type Job = JobPayload<"importDirectory">;

/** The job. */
export async function importDirectory(job: Job, context: JobContext): Promise<void> {
  const run = await findImportRun(job.organisationId, job.runId);
  if (run === null || run.state !== "running") return;
  const wakefulness = await readWakefulness(job, { trying: true });
  if (wakefulness !== "awake") return failRun(job, wakefulness === "ended" ? "ended" : "paused");
  try {
    await withZoomClient(job, context.signal, (client) => readDirectory(job, client));
  } catch (error) {
    await handleFailure(job, error, context);
  }
}

async function handleFailure(job: Job, error: unknown, context: JobContext): Promise<void> {
  const retryAt = retryAfterLimit(error, new Date());
  if (retryAt !== null || context.signal.aborted) return goOnLater(job, retryAt);
  if (error instanceof ZoomError) {
    await noteZoomFailure(job.organisationId, job.connectionId, error, "directory");
    if (["auth", "refused", "missingScope", "configuration"].includes(error.kind)) return failRun(job, error.kind);
  }
  if (context.isLastTry) await failRun(job, error instanceof ZoomError ? error.kind : "internal");
  throw error;
}

async function goOnLater(job: Job, waitUntil: Date | null): Promise<void> {
  await transaction(async (tx) => {
    await noteImportProgress(tx, job.organisationId, job.runId, { waitUntil });
    const jobKey = importJobKey(job.connectionId);
    await enqueue(tx, "importDirectory", job, { jobKey, ...(waitUntil === null ? {} : { runAt: waitUntil }) });
    await announceChange(tx, job.organisationId, { topic: "import" });
  });
}

async function failRun(job: Job, failure: string): Promise<void> {
  await transaction(async (tx) => {
    await finishImportRun(tx, job.organisationId, job.runId, { state: "failed", failure }, new Date());
    await addConnectionLog(tx, job.organisationId, job.connectionId, {
      kind: "import",
      what: "The Zoom users could not be read",
      outcome: "failed",
    });
    await announceChange(tx, job.organisationId, { topic: "import" });
  });
}

/** Keeps what was counted so far, and shows each step to whoever is looking. */
function progressOf(job: Job) {
  const counts: Required<ImportCounts> = { read: 0, added: 0, changed: 0, gone: 0, mapped: 0 };
  const note = async (tx: Transaction, step: ImportStep, more: ImportCounts = {}): Promise<void> => {
    for (const key of Object.keys(more) as (keyof ImportCounts)[]) counts[key] += more[key] ?? 0;
    await noteImportProgress(tx, job.organisationId, job.runId, { step, counts, waitUntil: null });
    await announceChange(tx, job.organisationId, { topic: "import" });
  };
  return { counts, note };
}
type Progress = ReturnType<typeof progressOf>;

async function readDirectory(job: Job, client: ZoomClient): Promise<void> {
  const progress = progressOf(job);
  await transaction((tx) => progress.note(tx, "account"));
  await checkAccount(job, client);
  const seen = await readAllUsers(job, client, progress);
  await readPhones(job, client, progress);
  await finish(job, seen, progress);
  await noteZoomSuccess(job.organisationId, job.connectionId, "directory");
}

/** A token that speaks for another account than the connection's would mix two companies. */
async function checkAccount(job: Job, client: ZoomClient): Promise<void> {
  const me = await readMe(client);
  const connection = await findConnection(job.organisationId, job.connectionId);
  if (connection?.zoomAccountId !== me.accountId) {
    throw new ZoomError("contract", "The token speaks for another Zoom account than the connection");
  }
}

async function readAllUsers(job: Job, client: ZoomClient, progress: Progress): Promise<Set<string>> {
  const seen = new Set<string>();
  for (const status of ["active", "inactive", "pending"] as const) {
    for await (const page of readUsers(client, status)) {
      // Who is in two lists, because Zoom moved them between our questions, is what the first one said.
      const entries = page.items.flatMap((user) => entryOf(user) ?? []).filter(({ zoomKey }) => !seen.has(zoomKey));
      for (const entry of entries) seen.add(entry.zoomKey);
      await transaction(async (tx) => {
        const { added, changed } = await saveDirectoryPage(tx, job.organisationId, job.connectionId, entries);
        await progress.note(tx, "users", { read: entries.length, added, changed });
      });
    }
  }
  // Who authorised is always in it: an empty directory is a wrong answer, and would declare everyone gone.
  if (seen.size === 0) throw new ZoomError("contract", "Zoom listed no users at all");
  return seen;
}

function entryOf(user: ZoomDirectoryUser): DirectoryEntry | null {
  const { zoomUserId, ...rest } = user;
  if (zoomUserId !== null) return { ...rest, zoomKey: zoomUserId };
  return user.email === null ? null : { ...rest, status: "pending", zoomKey: pendingKey(user.email) };
}

/** An account without Zoom Phone, or a role that may not list it, costs the calls and not the import. */
async function readPhones(job: Job, client: ZoomClient, progress: Progress): Promise<void> {
  await transaction((tx) => progress.note(tx, "phoneUsers"));
  const seen: string[] = [];
  try {
    for await (const page of readPhoneUsers(client)) {
      seen.push(...page.items.map(({ zoomUserId }) => zoomUserId));
      const users = page.items.map(({ zoomUserId, extensionId }) => ({ zoomUserId, extensionId }));
      await transaction((tx) => savePhoneUsers(tx, job.organisationId, job.connectionId, users));
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await noteZoomFailure(job.organisationId, job.connectionId, error, "phone");
    return;
  }
  await transaction((tx) => dropPhoneOfOthers(tx, job.organisationId, job.connectionId, seen));
}

async function finish(job: Job, seen: ReadonlySet<string>, progress: Progress): Promise<void> {
  const { organisationId, connectionId, runId } = job;
  await transaction(async (tx) => {
    const now = new Date();
    const gone = await markGone(tx, organisationId, connectionId, [...seen]);
    await progress.note(tx, "matching", { gone });
    await startFirstRead(tx, organisationId, connectionId, now);
    const mappings = await matchPeople(tx, organisationId, { connectionId, now });
    await progress.note(tx, "matching", { mapped: mappings.length });
    await finishImportRun(tx, organisationId, runId, { state: "done" }, now);
    await reviveHistoryReads(tx, organisationId, connectionId);
    await addConnectionLog(tx, organisationId, connectionId, {
      kind: "import",
      what: summaryOf(progress.counts),
      outcome: "done",
    });
    await announceChange(tx, organisationId, { topic: "import" });
  });
}

function summaryOf({ read, added, changed, gone, mapped }: Required<ImportCounts>): string {
  return `${read} Zoom users read: ${added} new, ${changed} changed, ${gone} gone, ${mapped} mapped by e-mail`;
}
