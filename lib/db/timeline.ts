/** Reads for the timeline: sessions of some people's days, and the facts that decide where we could not have known. */
import "server-only";
import { db, Prisma } from "./client.ts";
import type { ConnectionState } from "./connection-types.ts";
import { hiddenConnectionsSql, isNotHidden } from "./connections.ts";

/**
 * No session runs longer than Zoom's 30 hours for paid hosts; with room for clocks that differ, an earlier start cannot
 * reach into the day. It keeps the read within a short range of the index.
 */
const LONGEST_SESSION = Prisma.sql`interval '48 hours'`;

export type SessionRow = {
  id: string;
  personId: string;
  product: "meetings" | "phone" | "webinars";
  title: string | null;
  startAt: Date;
  endAt: Date | null;
  endUnknownAt: Date | null;
  direction: string | null;
  callerIdName: string | null;
  callerIdHidden: boolean | null;
  answerAt: Date | null;
  outcome: string | null;
  deviceName: string | null;
  deviceVersion: string | null;
  sources: number;
  receivedAt: Date;
  connectionName: string;
  /** Fingerprint of the Zoom meeting number, for pairing with calendar events; never leaves the server. */
  numberMark: string | null;
};

/**
 * Everything of the people's days that is visible: each person with the bounds of their own day or days, only the named
 * products, without tombstones, excluded Zoom users and accounts that removed the app. Sessions that began earlier and
 * reach into the day are in it. By person and start.
 */
export async function listTimelineSessions(
  organisationId: string,
  days: readonly { personId: string; startAt: Date; endAt: Date }[],
  products: readonly string[],
): Promise<SessionRow[]> {
  if (days.length === 0 || products.length === 0) return [];
  return db().$queryRaw<SessionRow[]>(timelineSessionsSql(organisationId, days, products));
}

/** The statement of `listTimelineSessions`, apart so that a test can read its plan. */
export function timelineSessionsSql(
  organisationId: string,
  days: readonly { personId: string; startAt: Date; endAt: Date }[],
  products: readonly string[],
): Prisma.Sql {
  return Prisma.sql`
    select activity.id, zoom_user.person_id as "personId", activity.product, activity.title,
      activity.start_at as "startAt", activity.end_at as "endAt", activity.end_unknown_at as "endUnknownAt",
      activity.direction, activity.caller_id_name as "callerIdName", activity.caller_id_hidden as "callerIdHidden",
      activity.answer_at as "answerAt", activity.outcome, activity.device_name as "deviceName",
      activity.device_version as "deviceVersion", activity.sources, activity.received_at as "receivedAt",
      connection.name as "connectionName", activity.meeting_number as "numberMark"
    from unnest(
      ${days.map((day) => day.personId)}::uuid[],
      ${days.map((day) => day.startAt.toISOString())}::timestamptz[],
      ${days.map((day) => day.endAt.toISOString())}::timestamptz[]
    ) as day (person_id, start_at, end_at)
    join zoom_user on zoom_user.organisation_id = ${organisationId}::uuid
      and zoom_user.person_id = day.person_id and not zoom_user.excluded
    cross join lateral (
      select * from activity
      where activity.organisation_id = ${organisationId}::uuid and activity.zoom_user_id = zoom_user.id
        and activity.start_at >= day.start_at - ${LONGEST_SESSION} and activity.start_at < day.end_at
      -- Kept apart: joined freely, the planner takes all that a Zoom user ever did from the index and filters it.
      offset 0
    ) as activity
    join connection on connection.organisation_id = ${organisationId}::uuid and connection.id = activity.connection_id
    where activity.deleted_at is null
      and activity.connection_id not in ${hiddenConnectionsSql(organisationId)}
      and activity.product = any(${[...products]}::text[])
      and (activity.start_at >= day.start_at or activity.end_at > day.start_at
        or (activity.end_at is null and activity.end_unknown_at is null))
    order by zoom_user.person_id, activity.start_at, activity.id`;
}

export type KnownZoomUserRow = {
  personId: string;
  connectionId: string;
  mappedAt: Date | null;
  excluded: boolean;
  hasPhone: boolean;
};

export type KnownConnectionRow = {
  id: string;
  name: string;
  state: ConnectionState;
  stateReason: string | null;
  stateChangedAt: Date;
  connectedAt: Date;
};

export type KnowledgeRows = {
  zoomUsers: KnownZoomUserRow[];
  connections: KnownConnectionRow[];
  products: { connectionId: string; product: string; health: string; listeningSince: Date | null }[];
  /** Reads that touch the window: open ones, and those that were read whole. */
  reads: { connectionId: string; startAt: Date; endAt: Date; isOpen: boolean; createdAt: Date }[];
  features: { product: string; receiving: boolean; receivingSince: Date | null }[];
};

/** What the organisation knows of a window, for some people, beside the coverage itself. */
export async function readKnowledge(
  organisationId: string,
  personIds: readonly string[],
  window: { startAt: Date; endAt: Date },
): Promise<KnowledgeRows> {
  const [zoomUsers, connections, products, reads, features] = await Promise.all([
    db().zoomUser.findMany({
      where: { organisationId, personId: { in: [...personIds] }, ...isNotHidden },
      select: { personId: true, connectionId: true, mappedAt: true, excluded: true, hasPhone: true },
    }),
    db().connection.findMany({
      where: { organisationId },
      orderBy: { connectedAt: "asc" },
      select: { id: true, name: true, state: true, stateReason: true, stateChangedAt: true, connectedAt: true },
    }),
    db().connectionProduct.findMany({
      where: { organisationId },
      select: { connectionId: true, product: true, health: true, listeningSince: true },
    }),
    db().historyRead.findMany({
      where: {
        organisationId,
        state: { in: ["waiting", "running", "done"] },
        startAt: { lt: window.endAt },
        endAt: { gt: window.startAt },
      },
      select: { connectionId: true, startAt: true, endAt: true, state: true, createdAt: true },
    }),
    db().feature.findMany({
      where: { organisationId },
      select: { product: true, receiving: true, receivingSince: true },
    }),
  ]);
  return {
    zoomUsers: zoomUsers.flatMap(({ personId, ...rest }) => (personId === null ? [] : [{ personId, ...rest }])),
    connections: connections.map((row) => ({ ...row, state: row.state as ConnectionState })),
    products,
    reads: reads.map(({ state, ...rest }) => ({ ...rest, isOpen: state !== "done" })),
    features,
  };
}

/** How many people of the organisation have a Zoom user. */
export async function countMappedPeople(organisationId: string): Promise<number> {
  const rows = await db().zoomUser.groupBy({
    by: ["personId"],
    where: { organisationId, personId: { not: null }, excluded: false, ...isNotHidden },
  });
  return rows.length;
}
