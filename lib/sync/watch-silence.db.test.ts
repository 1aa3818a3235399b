import { beforeEach, describe, expect, test } from "vitest";
import { db, transaction } from "#lib/db/client.ts";
import { beginListening, readCoverage } from "#lib/db/coverage.ts";
import { noteFirstDelivery } from "#lib/integration/note-first-delivery.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { makeZoomCompany, type ZoomCompany } from "../../test/zoom-company.ts";
import { watchSilence } from "./watch-silence.ts";

useTestDatabase();

const HOUR_MS = 3_600_000;
/** A Tuesday afternoon. */
const now = new Date("2026-11-24T15:00:00Z");
const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
let company: ZoomCompany;

beforeEach(async () => {
  await db().connection.deleteMany();
  company = await makeZoomCompany();
  await db().connection.updateMany({
    data: { lastImportAt: ago(900), connectedAt: ago(900), lastDeliveryAt: ago(6), stateChangedAt: ago(900) },
  });
  const { organisationId, connectionId } = company;
  await transaction((tx) => beginListening(tx, organisationId, connectionId, "test", { at: ago(900) }));
});

/** Something every working hour of the last five weeks, up to the last delivery. */
async function makeHabit(): Promise<void> {
  const instants = Array.from({ length: 35 * 24 - 6 }, (_, index) => ago(index + 6.5));
  const isWork = (at: Date) => at.getUTCHours() >= 8 && at.getUTCHours() < 18 && at.getUTCDay() % 6 !== 0;
  await db().activity.createMany({ data: instants.filter(isWork).map((at) => activityAt(at, 1)) });
}

function activityAt(startAt: Date, sources: number) {
  const { organisationId, connectionId, zoomUsers } = company;
  return {
    ...{ organisationId, connectionId, zoomUserId: zoomUsers.ines ?? "", product: "meetings", sources },
    ...{ key: `run of ${startAt.toISOString()}`, startAt, endAt: new Date(startAt.getTime() + 1_200_000) },
  };
}
const addActivity = (startAt: Date, sources: number) => db().activity.create({ data: activityAt(startAt, sources) });

const connection = () => db().connection.findFirstOrThrow({ where: { id: company.connectionId } });
const repairs = () =>
  db().historyRead.findMany({
    where: { connectionId: company.connectionId, reason: "repair" },
    orderBy: { endAt: "asc" },
  });
const finishReads = () => db().historyRead.updateMany({ data: { state: "done", finishedAt: now } });
const coverageOf = async (at: Date) => {
  const covered = await readCoverage(company.organisationId, { startAt: ago(24), endAt: at }, at);
  return covered.find(({ product }) => product === "meetings")?.windows.map(({ endAt }) => endAt) ?? [];
};

describe("a silence much longer than the habit", () => {
  beforeEach(async () => {
    await makeHabit();
    await watchSilence(now);
  });

  test("ends what was listened to at the last delivery, and has the history read once", async () => {
    expect(await connection()).toMatchObject({ state: "stalled", stateReason: "silent" });
    expect(await coverageOf(now)).toEqual([ago(6)]);
    await watchSilence(now);
    expect(await repairs()).toMatchObject([{ startAt: ago(7), endAt: now }]);
  });

  test("was quiet when the history shows nothing: it ends by itself, and is not told again at once", async () => {
    await finishReads();
    const later = new Date(now.getTime() + 600_000);
    await watchSilence(later);
    expect(await connection()).toMatchObject({ state: "active", stateReason: null });
    expect(await repairs()).toHaveLength(1);
    expect(await coverageOf(later)).toContainEqual(later);
    await watchSilence(new Date(now.getTime() + 3 * HOUR_MS));
    expect(await connection()).toMatchObject({ state: "active" });
  });

  test("was no quiet when the history shows activity; the next delivery ends it, and the time until then is read", async () => {
    await addActivity(ago(3), 2);
    await finishReads();
    await watchSilence(now);
    expect(await connection()).toMatchObject({ state: "stalled", stateReason: "undelivered" });
    const back = new Date(now.getTime() + HOUR_MS);
    await noteFirstDelivery(company, back);
    expect(await connection()).toMatchObject({ state: "active", stateReason: null });
    expect(await repairs()).toMatchObject([{ endAt: now }, { startAt: ago(1), endAt: back }]);
    expect(await coverageOf(new Date(back.getTime() + HOUR_MS))).toEqual([ago(6), new Date(back.getTime() + HOUR_MS)]);
  });

  test("proves nothing while Zoom refuses its history", async () => {
    const progress = { sessions: { stopped: "refused" } };
    await db().historyRead.updateMany({ data: { state: "done", finishedAt: now, progress } });
    await watchSilence(now);
    expect(await connection()).toMatchObject({ state: "stalled", stateReason: "silent" });
  });
});

test("what the history holds and no event told is no matter of habit", async () => {
  await addActivity(ago(4), 2);
  await watchSilence(now);
  expect(await connection()).toMatchObject({ state: "stalled", stateReason: "undelivered" });
});

test("a new account may be quiet for a working day; a usual quiet is none to tell", async () => {
  await watchSilence(now);
  expect(await connection()).toMatchObject({ state: "active" });
  await makeHabit();
  await db().connection.updateMany({ data: { lastDeliveryAt: new Date("2026-11-24T17:30:00Z") } });
  await watchSilence(new Date("2026-11-25T08:00:00Z"));
  expect(await connection()).toMatchObject({ state: "active" });
});
