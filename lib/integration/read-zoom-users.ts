/** What the Users tab shows. */
import "server-only";
import { type ConnectionRow, listConnections } from "#lib/db/connections.ts";
import { type HistoryReadRow, listHistoryReads } from "#lib/db/history-reads.ts";
import { listLatestImportRuns } from "#lib/db/import-runs.ts";
import {
  countPeopleByMapping,
  countZoomUsers,
  findPersonChoices,
  findZoomUserChoices,
  listPeopleByMapping,
  listZoomUsers,
  type ZoomUserListRow,
} from "#lib/db/zoom-user-lists.ts";
import { isLiveState } from "./connection-moves.ts";
import { recentPast } from "./fill-recent-past.ts";
import {
  type Candidate,
  type ImportView,
  type MappedPeopleAsk,
  type MappedPeopleView,
  type MappedPersonView,
  type PersonChoice,
  type ZoomUserChoice,
  type ZoomUserFilter,
  type ZoomUserNeed,
  type ZoomUsersAsk,
  type ZoomUsersView,
  type ZoomUserView,
  zoomUserFilters,
} from "./zoom-users-schema.ts";

export const PAGE_SIZE = 50;
const MOST_CHOICES = 8;
const DAY_MS = 86_400_000;

/** A page of Zoom users with everything around it. `showsActivity` false leaves out when and how much they did. */
export async function readZoomUsers(
  organisationId: string,
  ask: ZoomUsersAsk,
  { showsActivity, now }: { showsActivity: boolean; now: Date },
): Promise<ZoomUsersView> {
  const connectionId = ask.connection ?? null;
  const window = { limit: PAGE_SIZE, offset: (ask.page - 1) * PAGE_SIZE };
  const [list, counts, connections, imports, reads] = await Promise.all([
    listZoomUsers(organisationId, { connectionId, show: ask.show, find: ask.find, ...window }),
    countZoomUsers(organisationId, connectionId),
    listConnections(organisationId),
    listLatestImportRuns(organisationId),
    listHistoryReads(organisationId, { limit: 50, onlyOpen: true }),
  ]);
  const nameOf = (id: string) => connections.find((connection) => connection.id === id)?.name ?? "";
  return {
    now: now.toISOString(),
    rows: list.rows.map((row) => viewOf(row, reads, showsActivity)),
    total: list.total,
    pageSize: PAGE_SIZE,
    counts: countsOf(counts),
    connections: connections.map(({ id, name, state }) => ({ id, name, isEnded: !isLiveState(state) })),
    imports: imports.map(({ id: _id, waitUntil, startedAt, finishedAt, ...run }) => ({
      ...run,
      connectionName: nameOf(run.connectionId),
      waitUntil: waitUntil?.toISOString() ?? null,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
    })) satisfies ImportView[],
    fillDays: Object.fromEntries(connections.map((connection) => [connection.id, fillDaysOf(connection, now)])),
    showsActivity,
  };
}

function fillDaysOf(connection: ConnectionRow, now: Date): number {
  if (!isLiveState(connection.state)) return 0;
  const { startAt } = recentPast(connection, now);
  return Math.max(0, Math.ceil((now.getTime() - startAt.getTime()) / DAY_MS));
}

function countsOf(rows: Awaited<ReturnType<typeof countZoomUsers>>): Record<ZoomUserFilter, number> {
  const counts = Object.fromEntries(zoomUserFilters.map((filter) => [filter, 0])) as Record<ZoomUserFilter, number>;
  for (const { need, count, excluded, no_phone } of rows) {
    counts[need as ZoomUserNeed] = count;
    counts.all += count;
    counts.excluded += excluded;
    counts.noPhone += no_phone;
  }
  return counts;
}

function viewOf(row: ZoomUserListRow, reads: readonly HistoryReadRow[], showsActivity: boolean): ZoomUserView {
  const { person_id: id, person_name: name, person_email: email } = row;
  return {
    id: row.id,
    displayName: row.display_name,
    email: row.email,
    connectionId: row.connection_id,
    connectionName: row.connection_name,
    status: row.status as ZoomUserView["status"],
    licence: row.licence as ZoomUserView["licence"],
    hasPhone: row.has_phone,
    need: row.need as ZoomUserNeed,
    person: id === null || name === null || email === null ? null : { id, name, email },
    mappedHow: row.mapped_how as ZoomUserView["mappedHow"],
    decidedBy: row.decided_by,
    decidedAt: row.decided_by === null ? null : (row.mapped_at?.toISOString() ?? null),
    isExcluded: row.excluded,
    excludedBy: row.excluded_by,
    excludedAt: row.excluded_at?.toISOString() ?? null,
    candidates: (row.candidates ?? []) as Candidate[],
    isOwnerDeactivated: row.is_owner_deactivated,
    filling: fillingOf(row, reads),
    activity: showsActivity
      ? { countedOnly: row.counted_only, lastEventAt: row.last_event_at?.toISOString() ?? null }
      : null,
  };
}

/** The open read that reaches further back than what is known of this Zoom user. */
function fillingOf(row: ZoomUserListRow, reads: readonly HistoryReadRow[]): ZoomUserView["filling"] {
  const { connection_id: connectionId, known_from: knownFrom } = row;
  if (row.person_id === null || knownFrom === null) return null;
  const read = reads.find(
    (candidate) =>
      candidate.connectionId === connectionId && candidate.startAt < knownFrom && candidate.endAt >= knownFrom,
  );
  if (read === undefined) return null;
  const { sessions, calls } = read.progress;
  const lanes = [sessions, calls].filter(({ stopped }) => stopped === null);
  const readFrom = lanes.map((lane) => (lane.readFrom === null ? read.endAt.getTime() : Date.parse(lane.readFrom)));
  const doneMs = read.endAt.getTime() - Math.max(...readFrom, read.startAt.getTime());
  const days = Math.max(1, Math.round((read.endAt.getTime() - read.startAt.getTime()) / DAY_MS));
  return { days, done: Math.min(days, Math.floor(doneMs / DAY_MS)) };
}

/** A page of people with their Zoom users: the same mappings from the other side. */
export async function readMappedPeople(
  organisationId: string,
  ask: MappedPeopleAsk,
  now: Date,
): Promise<MappedPeopleView> {
  const connectionId = ask.connection ?? null;
  const window = { limit: PAGE_SIZE, offset: (ask.page - 1) * PAGE_SIZE };
  const [list, counts] = await Promise.all([
    listPeopleByMapping(organisationId, { connectionId, show: ask.show, find: ask.find, ...window }),
    countPeopleByMapping(organisationId, connectionId),
  ]);
  return {
    now: now.toISOString(),
    rows: list.rows.map(({ zoom_users, ...row }) => ({
      ...row,
      zoomUsers: zoom_users as MappedPersonView["zoomUsers"],
    })),
    total: list.total,
    pageSize: PAGE_SIZE,
    counts,
  };
}

/** People to choose from when a Zoom user is mapped. */
export function searchPeople(organisationId: string, find: string): Promise<PersonChoice[]> {
  return findPersonChoices(organisationId, find, MOST_CHOICES);
}

/** Zoom users to choose from when a person is given one. */
export function searchZoomUsers(organisationId: string, find: string): Promise<ZoomUserChoice[]> {
  return findZoomUserChoices(organisationId, find, MOST_CHOICES);
}
