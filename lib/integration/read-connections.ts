import "server-only";
import { findOpenAttempt } from "#lib/db/connect-attempts.ts";
import { type ConnectionLogRow, listConnectionLog } from "#lib/db/connection-log.ts";
import { type ConnectionProductRow, listConnectionProducts } from "#lib/db/connection-products.ts";
import type { ProductHealth } from "#lib/db/connection-types.ts";
import { type ConnectionRow, isScrubbed, listConnections } from "#lib/db/connections.ts";
import { type HistoryReadRow, listHistoryReads } from "#lib/db/history-reads.ts";
import { type ImportRunRow, listLatestImportRuns } from "#lib/db/import-runs.ts";
import { findIntegrationOwnerId, readAfterRemoval } from "#lib/db/integrations.ts";
import { countZoomUsers, sumSpentCalls, type UserCounts } from "#lib/db/overview.ts";
import { findPerson, listPeople } from "#lib/db/people.ts";
import { findLastReceiverSign } from "#lib/db/receiver-heartbeats.ts";
import { missingScopes, requiredScopes } from "#lib/zoom/scopes.ts";
import { faceOf } from "./connection-face.ts";
import { isLiveState } from "./connection-moves.ts";
import { productHealthSentences } from "./connection-words-types.ts";
import { products } from "./health.ts";
import { chipOf } from "./overview-sentence.ts";
import type {
  ConnectingView,
  ConnectionsView,
  ConnectionView,
  HeaderView,
  HistoryView,
  ProductView,
  ScopeView,
} from "./overview-types.ts";

const DAY_MS = 86_400_000;
const LOG_DAYS = 30;
const LOG_LINES = 200;
const OPEN_READS = 50;

/** Every connection with what the pages say about it; those whose data was deleted are named for 30 more days. */
export async function readConnectionViews(organisationId: string, now: Date): Promise<ConnectionView[]> {
  const today = now.toISOString().slice(0, 10);
  const since = new Date(now.getTime() - LOG_DAYS * DAY_MS);
  const [allRows, productRows, counts, spent, imports, reads, tokenLines, receiver] = await Promise.all([
    listConnections(organisationId),
    listConnectionProducts(organisationId),
    countZoomUsers(organisationId),
    sumSpentCalls(organisationId, today),
    listLatestImportRuns(organisationId),
    listHistoryReads(organisationId, { limit: OPEN_READS, onlyOpen: true }),
    listConnectionLog(organisationId, { since, limit: LOG_LINES, kind: "token" }),
    findLastReceiverSign(now),
  ]);
  const awaySince = receiver?.isAway === true ? receiver.at : null;
  const rows = allRows.filter((row) => !isScrubbed(row) || row.stateChangedAt > since);
  const authors = rows.map(({ connectedById }) => connectedById).filter((id) => id !== null);
  const people = await listPeople(organisationId, { ids: authors, includeDeactivated: true });
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map((row) =>
    viewOf(row, {
      connectedBy: nameOf.get(row.connectedById ?? "") ?? null,
      productRows: productRows.filter(({ connectionId }) => connectionId === row.id),
      users: counts.find(({ connectionId }) => connectionId === row.id),
      callsToday: spent[row.id] ?? 0,
      run: imports.find(({ connectionId }) => connectionId === row.id),
      read: reads.findLast(({ connectionId }) => connectionId === row.id),
      tokenLine: tokenLines.find(({ connectionId }) => connectionId === row.id),
      awaySince,
      now,
    }),
  );
}

type Around = {
  connectedBy: string | null;
  productRows: readonly ConnectionProductRow[];
  users: UserCounts | undefined;
  callsToday: number;
  run: ImportRunRow | undefined;
  read: HistoryReadRow | undefined;
  /** The newest line of the log about its token. */
  tokenLine: ConnectionLogRow | undefined;
  /** The last sign of what receives, when nothing does. */
  awaySince: Date | null;
  now: Date;
};

function viewOf(row: ConnectionRow, around: Around): ConnectionView {
  const views = products.map((product) => productView(product, around.productRows));
  const isLive = isLiveState(row.state);
  const reading = isLive && around.read !== undefined ? historyView(around.read) : null;
  const tokenTrouble = around.tokenLine?.outcome === "failed" ? around.tokenLine.what : null;
  const { total = 0, mapped = 0, open = 0 } = around.users ?? {};
  return {
    id: row.id,
    name: row.name,
    plan: row.plan,
    hasPhone: views.find(({ product }) => product === "phone")?.health !== "notLicensed",
    state: row.state,
    isLive,
    isDeleted: isScrubbed(row),
    deleteAt: row.deleteAt?.toISOString() ?? null,
    face: faceOf(row, {
      products: views,
      isReading: reading !== null,
      waitUntil: isLive ? waitOf(around) : null,
      tokenTrouble,
      awaySince: around.awaySince,
      now: around.now,
    }),
    since: row.stateChangedAt.toISOString(),
    connectedAt: row.connectedAt.toISOString(),
    connectedBy: around.connectedBy,
    historyDays: row.historyDays,
    lastEventAt: row.lastDeliveryAt?.toISOString() ?? null,
    lastImportAt: row.lastImportAt?.toISOString() ?? null,
    scopes: scopeViews(row.scopes),
    rateShare: row.rateShare,
    callsToday: around.callsToday,
    users: { total, mapped, open },
    products: views,
    importing: around.run?.state === "running" && isLive ? { step: around.run.step, read: around.run.read } : null,
    reading,
  };
}

/** A job that Zoom asked to wait; while another of the same account goes on, nothing is held up. */
function waitOf({ run, read }: Around): Date | null {
  const waits = [run?.state === "running" ? run.waitUntil : null, read?.waitUntil ?? null].filter((at) => at !== null);
  return waits.length === 0 ? null : new Date(Math.max(...waits.map((at) => at.getTime())));
}

function productView(product: ProductView["product"], rows: readonly ConnectionProductRow[]): ProductView {
  const row = rows.find((candidate) => candidate.product === product);
  const health: ProductHealth = row?.health ?? "ok";
  const words = health === "ok" ? null : productHealthSentences[health];
  return {
    product,
    health,
    cause: words?.cause ?? null,
    effect: words?.effect ?? null,
    next: words?.next ?? null,
    lastEventAt: row?.lastEventAt?.toISOString() ?? null,
  };
}

function scopeViews(granted: readonly string[]): ScopeView[] {
  const missing = new Set(missingScopes(granted).map(({ granular }) => granular));
  const seen = new Map<string, ScopeView>();
  for (const { granular, purpose, serves } of requiredScopes) {
    const name = granular.replace(/:admin$/, "");
    if (!seen.has(name)) seen.set(name, { name, purpose, serves, isGranted: !missing.has(granular) });
  }
  return [...seen.values()].sort((a, b) => Number(a.isGranted) - Number(b.isGranted));
}

/** Both lanes go back in time on their own; a read is as far as the slower one that has not stopped. */
function historyView(read: HistoryReadRow): HistoryView {
  const { sessions, calls } = read.progress;
  const end = read.endAt.getTime();
  const running = [sessions, calls].filter(({ stopped }) => stopped === null);
  const reached = running.map(({ readFrom }) => (readFrom === null ? end : Date.parse(readFrom)));
  const asked = Math.max(1, Math.round((end - read.startAt.getTime()) / DAY_MS));
  const done = Math.floor((end - Math.max(...(reached.length === 0 ? [end] : reached))) / DAY_MS);
  return {
    reason: read.reason,
    startAt: read.startAt.toISOString(),
    endAt: read.endAt.toISOString(),
    daysRead: Math.min(asked, Math.max(0, done)),
    daysAsked: asked,
    waitUntil: read.waitUntil?.toISOString() ?? null,
    merged: read.merged,
  };
}

/** Who is on the way to Zoom and not back yet, or null. */
export async function readConnecting(organisationId: string, now: Date): Promise<ConnectingView | null> {
  const attempt = await findOpenAttempt(organisationId, now);
  if (attempt === null) return null;
  const person = await findPerson(organisationId, attempt.personId);
  const { connectionId, expiresAt } = attempt;
  return { by: person?.name ?? "Someone", until: expiresAt.toISOString(), connectionId };
}

/** The owner of the integration, or null; `isActive` is false for one who left. */
export async function readOwner(organisationId: string): Promise<HeaderView["owner"]> {
  const id = await findIntegrationOwnerId(organisationId);
  const person = id === null ? null : await findPerson(organisationId, id);
  return person === null ? null : { id: person.id, name: person.name, isActive: person.deactivatedAt === null };
}

/** What stands over the tabs. */
export async function readHeader(organisationId: string, now: Date): Promise<HeaderView> {
  const [connections, connecting, owner] = await Promise.all([
    readConnectionViews(organisationId, now),
    readConnecting(organisationId, now),
    readOwner(organisationId),
  ]);
  const live = connections.filter(({ isLive }) => isLive);
  return {
    now: now.toISOString(),
    chip: chipOf(connections, connecting !== null),
    connecting,
    owner,
    lastEventAt: latest(connections.map(({ lastEventAt }) => lastEventAt)),
    openUsers: live.reduce((sum, { users }) => sum + users.open, 0),
    troubled: live.filter(({ face }) => face.tone === "bad" || face.tone === "warn").length,
    connections: connections.length,
    live: live.length,
  };
}

/** The latest of some ISO instants. */
export function latest(instants: readonly (string | null)[]): string | null {
  return instants.reduce<string | null>((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}

/** The connections page: every connection, and the log of the last 30 days. */
export async function readConnectionsPage(organisationId: string, now: Date): Promise<ConnectionsView> {
  const since = new Date(now.getTime() - LOG_DAYS * DAY_MS);
  const [connections, connecting, log, afterRemoval] = await Promise.all([
    readConnectionViews(organisationId, now),
    readConnecting(organisationId, now),
    listConnectionLog(organisationId, { since, limit: LOG_LINES }),
    readAfterRemoval(organisationId),
  ]);
  return {
    now: now.toISOString(),
    connecting,
    connections,
    log: log.map((line) => ({ ...line, at: line.at.toISOString() })),
    afterRemoval,
  };
}
