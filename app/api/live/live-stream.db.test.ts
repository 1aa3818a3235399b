import pg from "pg";
import { expect, it } from "vitest";
import { announceChange } from "#lib/db/changes.ts";
import { db, transaction } from "#lib/db/client.ts";
import { useTestDatabase } from "../../../test/use-test-database.ts";
import { openLiveStream } from "./live-stream.ts";

const database = useTestDatabase();
const VIEWERS = 500;

/** Connections of this database that listen for changes. */
async function countListeners(): Promise<number> {
  const admin = new pg.Client({ connectionString: database.url() });
  await admin.connect();
  const { rows } = await admin.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where application_name = 'worksights-listen' and datname = current_database()`,
  );
  await admin.end();
  return rows[0]?.count ?? 0;
}

async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, part: string): Promise<void> {
  let text = "";
  while (!text.includes(part)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`The stream ended before ${part}`);
    text += new TextDecoder().decode(value);
  }
}

it("tells many viewers over one connection to the database, which ends with the last of them", async () => {
  const { id: organisationId } = await db().organisation.create({ data: { name: "Halden" } });
  const { id: personId } = await db().person.create({
    data: { organisationId, name: "Rosa", email: "rosa@x.example", role: "executive" },
  });
  const viewer = {
    ...{ organisationId, personId, organisationName: "Halden", name: "Rosa", email: "rosa@x.example" },
    ...({ role: "executive", timeZone: "UTC", organisationZone: "UTC", hourCycle: "24h", singleKeys: true } as const),
    sessionVersion: 1,
  };
  const leaving = new AbortController();
  const readers = Array.from({ length: VIEWERS }, () => openLiveStream(viewer, leaving.signal).getReader());
  await Promise.all(readers.map((reader) => readUntil(reader, "event: resync")));
  expect(await countListeners()).toBe(1);

  await transaction((tx) => announceChange(tx, organisationId, { topic: "activity", personIds: [personId] }));
  await Promise.all(
    readers.map((reader) => readUntil(reader, `data: {"topic":"activity","personIds":["${personId}"]}`)),
  );

  leaving.abort();
  await expect.poll(countListeners).toBe(0);
});
