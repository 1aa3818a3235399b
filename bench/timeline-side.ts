/** A process with a database of its own (`DATABASE_URL`): makes the timeline's answer and says how long it took. */
import { loadTimelineDays } from "#app/(app)/timeline/load-timeline.ts";
import { closeDatabase } from "#lib/db/client.ts";

/** Ask in the name of a manager for days of those whom they see; or end. */
export type Ask = { organisationId: string; personId: string; day: string; days: number } | "end";
/** Milliseconds until the whole text of the answer was there, and how many sessions it tells of. */
export type Answer = { ms: number; sessions: number };

process.on("message", async (ask: Ask) => {
  if (ask === "end") {
    await closeDatabase();
    process.disconnect?.();
    return;
  }
  const { organisationId, personId, day, days } = ask;
  const viewer = {
    ...{ organisationId, personId, organisationName: "Northwind", name: "Manager", email: "manager@northwind.example" },
    ...({ role: "manager", timeZone: "UTC", organisationZone: "UTC", hourCycle: "24h", singleKeys: true } as const),
    sessionVersion: 1,
  };
  const begunMs = performance.now();
  const text = JSON.stringify(await loadTimelineDays(viewer, { day, days }));
  const ms = performance.now() - begunMs;
  process.send?.({ ms, sessions: text.split('"kind":"meeting"').length - 1 } satisfies Answer);
});
