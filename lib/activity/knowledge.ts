/**
 * What the organisation knew when, in the shape that gaps are found from: connections with their coverage, each person's
 * Zoom users, and what is received at all.
 */
import "server-only";
import type { readCoverage } from "#lib/db/coverage.ts";
import type { KnowledgeRows, KnownConnectionRow } from "#lib/db/timeline.ts";
import type { KnownConnection, KnownZoomUser, ReceivingFacts } from "#lib/timeline/gaps.ts";
import type { Span } from "#lib/timeline/spans.ts";
import {
  type ConnectionTrouble,
  type TimelineDay,
  type TimelineProduct,
  timelineProducts,
} from "#lib/timeline/timeline-types.ts";

type Coverage = Awaited<ReturnType<typeof readCoverage>>;

export type ZoomFacts = Omit<TimelineDay["zoom"], "whoConnects">;

const isEnded = ({ state }: KnownConnectionRow) => state === "disconnected" || state === "deauthorised";
const isTimelineProduct = (text: string): text is TimelineProduct =>
  (timelineProducts as readonly string[]).includes(text);
const asSpan = (window: { startAt: Date; endAt: Date }): Span => ({
  startAt: window.startAt.getTime(),
  endAt: window.endAt.getTime(),
});

/** Each connection with its proven time. */
export function connectionFacts(knowledge: KnowledgeRows, coverage: Coverage): Map<string, KnownConnection> {
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

/** The Zoom users of each person; people without one are not in the map. */
export function zoomUsersByPerson(
  knowledge: KnowledgeRows,
  connections: ReadonlyMap<string, KnownConnection>,
): Map<string, KnownZoomUser[]> {
  const doneReads = Map.groupBy(
    knowledge.reads.filter(({ isOpen }) => !isOpen),
    ({ connectionId }) => connectionId,
  );
  const users = knowledge.zoomUsers.flatMap(({ personId, connectionId, ...user }) => {
    const connection = connections.get(connectionId);
    if (connection === undefined) return [];
    const mappedAt = user.mappedAt?.getTime() ?? connection.connectedAt;
    const readSinceMapped = (doneReads.get(connectionId) ?? [])
      .filter((read) => read.createdAt.getTime() >= mappedAt)
      .map(asSpan);
    const known = { connection, mappedAt, isExcluded: user.excluded, hasPhone: user.hasPhone, readSinceMapped };
    return [{ personId, known }];
  });
  return new Map(
    [...Map.groupBy(users, ({ personId }) => personId)].map(([id, of]) => [id, of.map(({ known }) => known)]),
  );
}

/** Which products are received, and since when. */
export function receivingFacts(knowledge: KnowledgeRows): ReceivingFacts {
  const of = (product: TimelineProduct) => {
    const row = knowledge.features.find((one) => one.product === product);
    return { isReceiving: row?.receiving ?? true, receivingSince: row?.receivingSince?.getTime() ?? null };
  };
  return { meetings: of("meetings"), phone: of("phone"), webinars: of("webinars") };
}

/** How Zoom is connected, in a few words. */
export function zoomFacts({ connections, products }: KnowledgeRows, mappedPeople: number): ZoomFacts {
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
