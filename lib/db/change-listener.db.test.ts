import pg from "pg";
import { describe, expect, test, vi } from "vitest";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { listenForChanges } from "./change-listener.ts";
import type { Change } from "./change-types.ts";
import { announceChange } from "./changes.ts";
import { transaction } from "./client.ts";

const database = useTestDatabase();
const OURS = "11111111-1111-4111-8111-111111111111";
const THEIRS = "22222222-2222-4222-8222-222222222222";

function subscribe(organisationId: string) {
  const changes: Change[] = [];
  const states: boolean[] = [];
  const stop = listenForChanges(
    organisationId,
    (change) => changes.push(change),
    (isUp) => states.push(isUp),
  );
  return { changes, states, stop };
}

const announce = (organisationId: string, change: Change) =>
  transaction((tx) => announceChange(tx, organisationId, change));

/** Ends the server's side of every listening connection and says how many there were. */
async function cut(): Promise<number> {
  const admin = new pg.Client({ connectionString: database.url() });
  await admin.connect();
  const { rowCount } = await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'worksights-listen' and datname = current_database()`,
  );
  await admin.end();
  return rowCount ?? 0;
}

describe("changes", () => {
  test("reach their own organisation, over one connection, and come back after a break", async () => {
    const one = subscribe(OURS);
    const two = subscribe(OURS);
    const other = subscribe(THEIRS);
    await vi.waitFor(() => expect(one.states).toEqual([true]), 5_000);

    await announce(OURS, { topic: "activity", personIds: ["a"] });
    await announce(OURS, { topic: "features" });
    await vi.waitFor(() => expect(one.changes).toHaveLength(2));
    expect(two.changes).toEqual([{ topic: "activity", personIds: ["a"] }, { topic: "features" }]);
    expect(other.changes).toEqual([]);

    expect(await cut()).toBe(1);
    await vi.waitFor(() => expect(one.states).toEqual([true, false, true]), 5_000);
    await announce(OURS, { topic: "people" });
    await vi.waitFor(() => expect(one.changes).toHaveLength(3));

    for (const { stop } of [one, two, other]) stop();
    await vi.waitFor(async () => expect(await cut()).toBe(0), 5_000);
  });

  test("of more people than fit in a message may touch anyone", async () => {
    const one = subscribe(OURS);
    await vi.waitFor(() => expect(one.states).toEqual([true]), 5_000);
    await announce(OURS, { topic: "activity", personIds: Array.from({ length: 151 }, () => OURS) });
    await vi.waitFor(() => expect(one.changes).toEqual([{ topic: "activity" }]));
    one.stop();
  });
});
