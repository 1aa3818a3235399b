/**
 * What is on the timeline of a day, for those whom the viewer may see: sessions, and where we could not have known.
 * Trusts its arguments: whose they are (`sight`) and what is visible (`products`) was decided by the caller, and goes
 * into the query, so that what is hidden never leaves the database.
 */
import "server-only";
import { readCoverage } from "#lib/db/coverage.ts";
import { listPeople, type PersonRow } from "#lib/db/people.ts";
import {
  countMappedPeople,
  type KnowledgeRows,
  type KnownConnectionRow,
  listTimelineSessions,
  readKnowledge,
  type SessionRow,
} from "#lib/db/timeline.ts";
import { type Day, dayBounds, weekdayOf } from "#lib/timeline/day.ts";
import { findGaps, type KnownConnection, type KnownZoomUser, type ReceivingFacts } from "#lib/timeline/gaps.ts";
import type { Span } from "#lib/timeline/spans.ts";
import {
  type ConnectionTrouble,
  type TimelineDay,
  type TimelinePerson,
  type TimelineProduct,
  timelineProducts,
} from "#lib/timeline/timeline-types.ts";
import { asSession } from "./timeline-session.ts";

export type TimelineAsk = {
  organisationId: string;
  /** Everyone of the organisation, or the named ones. */
  sight: { kind: "everyone" } | { kind: "people"; ids: readonly string[] };
  /** Only this person's day; the caller has checked that they are in sight. */
  personId?: string;
  /** The products that are visible. */
  products: readonly TimelineProduct[];
  day: Day;
  now: Date;
};

type Coverage = Awaited<ReturnType<typeof readCoverage>>;

/** The day of each person in sight, each in their own zone. People without anything are in it. */
export async function readTimelineDay(ask: TimelineAsk): Promise<Omit<TimelineDay, "zoom"> & { zoom: ZoomFacts }> {
  const { organisationId, sight, day, now } = ask;
  const ids = ask.personId === undefined ? (sight.kind === "everyone" ? undefined : sight.ids) : [ask.personId];
  const [people, mappedPeople] = await Promise.all([
    listPeople(organisationId, ids === undefined ? {} : { ids }),
    countMappedPeople(organisationId),
  ]);
  const days = people.map((person) => ({ person, bounds: dayBounds(day, person.timeZone) }));
  const window = {
    startAt: new Date(Math.min(now.getTime(), ...days.map(({ bounds }) => bounds.startAt))),
    endAt: new Date(Math.max(...days.map(({ bounds }) => bounds.endAt), 0)),
  };
  const [rows, knowledge, coverage, names] = await Promise.all([
    listTimelineSessions(
      organisationId,
      days.map(({ person, bounds }) => ({
        personId: person.id,
        startAt: new Date(bounds.startAt),
        endAt: new Date(bounds.endAt),
      })),
      ask.products,
    ),
    readKnowledge(
      organisationId,
      people.map(({ id }) => id),
      window,
    ),
    readCoverage(organisationId, window, now),
    managerNames(organisationId, people),
  ]);

  const facts = connectionFacts(knowledge, coverage);
  const rowsOf = Map.groupBy(rows, (row) => row.personId);
  return {
    day,
    asOf: now.toISOString(),
    products: ask.products,
    people: days.map(({ person, bounds }) =>
      asPerson(person, bounds, {
        rows: rowsOf.get(person.id) ?? [],
        zoomUsers: zoomUsersOf(person.id, knowledge, facts),
        receiving: receivingFacts(knowledge),
        managerName: names.get(person.managerId ?? "") ?? null,
        ask,
      }),
    ),
    zoom: zoomFacts(knowledge, mappedPeople),
  };
}

export type ZoomFacts = Omit<TimelineDay["zoom"], "whoConnects">;

/** Names of the managers of people in the list; a manager above the viewer's tree is named too. */
async function managerNames(organisationId: string, people: readonly PersonRow[]): Promise<Map<string, string>> {
  const known = new Map(people.map(({ id, name }) => [id, name]));
  const missing = [...new Set(people.map(({ managerId }) => managerId))].filter((id) => id !== null && !known.has(id));
  if (missing.length === 0) return known;
  const others = await listPeople(organisationId, { ids: missing.filter((id) => id !== null) });
  for (const { id, name } of others) known.set(id, name);
  return known;
}

function asPerson(
  person: PersonRow,
  bounds: Span,
  known: {
    rows: readonly SessionRow[];
    zoomUsers: readonly KnownZoomUser[];
    receiving: ReceivingFacts;
    managerName: string | null;
    ask: TimelineAsk;
  },
): TimelinePerson {
  const now = known.ask.now.getTime();
  const gaps = findGaps({
    day: bounds,
    now,
    zoomUsers: known.zoomUsers,
    products: known.ask.products,
    receiving: known.receiving,
  });
  return {
    id: person.id,
    name: person.name,
    timeZone: person.timeZone,
    dayZone: person.timeZone,
    workStart: person.workStart,
    workEnd: person.workEnd,
    isWorkDay: person.workDays.includes(weekdayOf(known.ask.day)),
    managerName: known.managerName,
    isMapped: known.zoomUsers.length > 0,
    sessions: known.rows.map((row) => asSession(row, bounds, now)).filter((session) => session !== null),
    gaps: gaps.map(({ startAt, endAt, ...gap }) => ({
      ...gap,
      startAt: new Date(startAt).toISOString(),
      endAt: new Date(endAt).toISOString(),
    })),
    events: [],
    calendar: "none",
  };
}

const isEnded = ({ state }: KnownConnectionRow) => state === "disconnected" || state === "deauthorised";
const isTimelineProduct = (text: string): text is TimelineProduct =>
  (timelineProducts as readonly string[]).includes(text);
const asSpan = (window: { startAt: Date; endAt: Date }): Span => ({
  startAt: window.startAt.getTime(),
  endAt: window.endAt.getTime(),
});

function connectionFacts(knowledge: KnowledgeRows, coverage: Coverage): Map<string, KnownConnection> {
  return new Map(
    knowledge.connections.map((row) => [
      row.id,
      {
        connectedAt: row.connectedAt.getTime(),
        endedAt: isEnded(row) ? row.stateChangedAt.getTime() : null,
        isPaused: row.state === "paused",
        openReads: knowledge.reads.filter((read) => read.connectionId === row.id && read.isOpen).map(asSpan),
        products: timelineProducts.map((product) => ({
          product,
          isAbsent: knowledge.products.some(
            (one) => one.connectionId === row.id && one.product === product && one.health === "notLicensed",
          ),
          covered: coverage
            .filter((one) => one.connectionId === row.id && one.product === product)
            .flatMap((one) => one.windows.map(asSpan)),
        })),
      },
    ]),
  );
}

function zoomUsersOf(
  personId: string,
  knowledge: KnowledgeRows,
  connections: ReadonlyMap<string, KnownConnection>,
): KnownZoomUser[] {
  return knowledge.zoomUsers
    .filter((user) => user.personId === personId)
    .flatMap((user) => {
      const connection = connections.get(user.connectionId);
      if (connection === undefined) return [];
      const mappedAt = user.mappedAt?.getTime() ?? connection.connectedAt;
      const readSinceMapped = knowledge.reads
        .filter(
          (read) => read.connectionId === user.connectionId && !read.isOpen && read.createdAt.getTime() >= mappedAt,
        )
        .map(asSpan);
      return [{ connection, mappedAt, isExcluded: user.excluded, hasPhone: user.hasPhone, readSinceMapped }];
    });
}

function receivingFacts(knowledge: KnowledgeRows): ReceivingFacts {
  const of = (product: TimelineProduct) => {
    const row = knowledge.features.find((one) => one.product === product);
    return { isReceiving: row?.receiving ?? true, receivingSince: row?.receivingSince?.getTime() ?? null };
  };
  return { meetings: of("meetings"), phone: of("phone"), webinars: of("webinars") };
}

function zoomFacts({ connections, products }: KnowledgeRows, mappedPeople: number): ZoomFacts {
  const alive = connections.filter((row) => !isEnded(row));
  const since = products
    .filter((one) => isTimelineProduct(one.product) && alive.some(({ id }) => id === one.connectionId))
    .map((one) => one.listeningSince?.getTime())
    .filter((at) => at !== undefined);
  const troubles: ConnectionTrouble[] = alive
    .filter(({ state }) => state === "attention")
    .map((row) => ({ name: row.name, since: row.stateChangedAt.toISOString(), reason: row.stateReason }));
  return {
    state: connections.length === 0 ? "never" : alive.length === 0 ? "disconnected" : "connected",
    listeningSince: since.length === 0 ? null : new Date(Math.min(...since)).toISOString(),
    mappedPeople,
    troubles,
  };
}
