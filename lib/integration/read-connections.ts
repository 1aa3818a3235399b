import "server-only";
import { type ConnectionLogRow, listConnectionLog } from "#lib/db/connection-log.ts";
import { type ConnectionProductRow, listConnectionProducts } from "#lib/db/connection-products.ts";
import type { ProductHealth } from "#lib/db/connection-types.ts";
import { type ConnectionRow, isScrubbed, listConnections } from "#lib/db/connections.ts";
import { type HistoryReadRow, listHistoryReads } from "#lib/db/history-reads.ts";
import { type ImportRunRow, listLatestImportRuns } from "#lib/db/import-runs.ts";
import { findIntegrationOwnerId } from "#lib/db/integrations.ts";
import { countZoomUsers, sumSpentCalls, type UserCounts } from "#lib/db/overview.ts";
import { findPerson, listPeople } from "#lib/db/people.ts";
import { missingScopes, requiredScopes } from "#lib/zoom/scopes.ts";
import { chipOf, faceOf } from "./connection-face.ts";
import { isLiveState } from "./connection-moves.ts";
import { productHealthSentences } from "./connection-words-types.ts";
import { products } from "./health.ts";
import type {
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
  const [allRows, productRows, counts, spent, imports, reads, tokenLines] = await Promise.all([
    listConnections(organisationId),
    listConnectionProducts(organisationId),
    countZoomUsers(organisationId),
    sumSpentCalls(organisationId, today),
    listLatestImportRuns(organisationId),
    listHistoryReads(organisationId, { limit: OPEN_READS, onlyOpen: true }),
    listConnectionLog(organisationId, { since, limit: LOG_LINES, kind: "token" }),
  ]);
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
    face: faceOf(row, views, { isReading: reading !== null, tokenTrouble }),
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

function productView(product: ProductView["product"], rows: readonly ConnectionProductRow[]): ProductView {
  const row = rows.find((candidate) => candidate.product === product);
  const health: ProductHealth = row?.health ?? "ok";
  const words = health === "ok" ? null : productHealthSentences[health];
  return {
    product,
    health,
    cause: words?.cause ?? null,
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
    daysRead: Math.min(asked, Math.max(0, done)),
    daysAsked: asked,
    waitUntil: read.waitUntil?.toISOString() ?? null,
    merged: read.merged,
  };
}

/** The owner of the integration, or null; `isActive` is false for one who left. */
export async function readOwner(organisationId: string): Promise<HeaderView["owner"]> {
  const id = await findIntegrationOwnerId(organisationId);
  const person = id === null ? null : await findPerson(organisationId, id);
  return person === null ? null : { id: person.id, name: person.name, isActive: person.deactivatedAt === null };
}

/** What stands over the tabs. */
export async function readHeader(organisationId: string, now: Date): Promise<HeaderView> {
  const [connections, owner] = await Promise.all([readConnectionViews(organisationId, now), readOwner(organisationId)]);
  const live = connections.filter(({ isLive }) => isLive);
  return {
    now: now.toISOString(),
    chip: chipOf(connections),
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
  const [connections, log] = await Promise.all([
    readConnectionViews(organisationId, now),
    listConnectionLog(organisationId, { since, limit: LOG_LINES }),
  ]);
  return { now: now.toISOString(), connections, log: log.map((line) => ({ ...line, at: line.at.toISOString() })) };
}
