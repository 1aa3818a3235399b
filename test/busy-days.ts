/** What a busy company sends, and what becomes of it on the timeline. */
import { db } from "#lib/db/client.ts";
import { callEvent, sessionEvent } from "./deliveries.ts";
import type { ZoomCompany } from "./zoom-company.ts";

const FIRST_MS = Date.UTC(2026, 2, 2, 8);
const MINUTE_MS = 60_000;
const hosts = ["ines", "tom", "ines", "tom", "guest", "left"];
const results = ["answered", "no_answer", "voicemail", "answered", "call_cancel"];

/**
 * `count` distinct events in the order in which they happen: sessions that overlap, restart and change their title, some
 * of them webinars, calls of many legs seen from both sides, and deletions.
 */
export function busyDays({ zoomAccountId: accountId }: ZoomCompany, count: number): object[] {
  const events: { atMs: number; event: object }[] = [];
  const add = (atMs: number, event: object) => events.push({ atMs, event });
  for (let n = 0; events.length < count; n += 1) {
    const startMs = FIRST_MS + n * MINUTE_MS;
    const [startAt, endAt] = [new Date(startMs), new Date(startMs + (5 + (n % 50)) * MINUTE_MS)];
    const session = { accountId, uuid: `uuid/${n}+==`, hostId: hosts[n % hosts.length] ?? "ines", startAt };
    const kind = n % 7 === 0 ? "webinar" : "meeting";
    add(startMs, sessionEvent({ ...session, event: `${kind}.started`, topic: `Plan ${n}` }));
    add(endAt.getTime(), sessionEvent({ ...session, event: `${kind}.ended`, topic: `Held ${n}`, endAt }));
    const call = { accountId, callKey: `call-${Math.floor(n / 3)}`, startAt, endAt };
    const result = results[n % results.length] ?? "answered";
    add(endAt.getTime(), callEvent({ ...call, side: "callee", userId: "ines", legKey: `leg-${n}`, result }));
    const caller = { ...call, side: "caller", userId: "tom", legKey: `out-${n}`, name: `Name ${n}` } as const;
    add(endAt.getTime(), callEvent(caller));
    if (n % 11 === 0) add(endAt.getTime() + 1, deletion(accountId, [`out-${n}`, `out-${n + 4}`], endAt));
  }
  return events
    .slice(0, count)
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ event }) => event);
}

function deletion(accountId: string, legKeys: string[], at: Date): object {
  const object = { user_id: "tom", call_element_ids: legKeys, delete_all: false, execute_time: at.toISOString() };
  return {
    event: "phone.call_element_deleted",
    event_ts: at.getTime(),
    payload: { account_id: accountId, object },
  };
}

/** Every row of a company's activity in one order, without what differs from run to run: ids and times of arrival. */
export async function rowsOf({ connectionId }: ZoomCompany): Promise<object[]> {
  const rows = await db().activity.findMany({
    where: { connectionId },
    include: { zoomUser: { select: { zoomKey: true } } },
    orderBy: [{ product: "asc" }, { key: "asc" }, { zoomUser: { zoomKey: "asc" } }],
  });
  const dropped = ["id", "organisationId", "connectionId", "zoomUserId", "receivedAt", "changedAt"];
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !dropped.includes(name))));
}
