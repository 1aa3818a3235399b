import { beforeEach, describe, expect, test } from "vitest";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { makeZoomCompany, type ZoomCompany } from "../../test/zoom-company.ts";
import { db, transaction } from "./client.ts";
import { beginListening, readCoverage, stopListening, widenCoverage } from "./coverage.ts";

useTestDatabase();
const at = (time: string) => new Date(`2026-03-02T${time}:00Z`);
const day = { startAt: at("00:00"), endAt: new Date("2026-03-03T00:00:00Z") };
let company: ZoomCompany;
beforeEach(async () => {
  company = await makeZoomCompany();
});

const widen = (from: string, to: string, product: "meetings" | "phone" = "meetings") =>
  widenCoverage(company.organisationId, company.connectionId, product, { startAt: at(from), endAt: at(to) });
const begin = (from: string, products?: readonly ("meetings" | "phone")[]) =>
  transaction((tx) =>
    beginListening(tx, company.organisationId, company.connectionId, "test", {
      at: at(from),
      ...(products === undefined ? {} : { products }),
    }),
  );
const stop = (to: string) =>
  transaction((tx) => stopListening(tx, company.organisationId, company.connectionId, "test", { at: at(to) }));

async function covered(product: string, now = at("12:00"), window = day): Promise<string[]> {
  const all = await readCoverage(company.organisationId, window, now);
  const windows = all.find((entry) => entry.product === product)?.windows ?? [];
  return windows.map(
    ({ startAt, endAt }) => `${startAt.toISOString().slice(11, 16)}-${endAt.toISOString().slice(11, 16)}`,
  );
}

describe("windows that were read", () => {
  test("grow together where they touch, and leave the gap that is one", async () => {
    await widen("06:00", "07:00");
    await widen("07:00", "08:00");
    await widen("06:30", "07:30");
    await widen("10:00", "11:00");
    await widen("11:00", "11:00");
    await widen("05:00", "04:00");
    expect(await covered("meetings")).toEqual(["06:00-08:00", "10:00-11:00"]);
    expect(await covered("phone")).toEqual([]);
  });

  test("are cut to the window that is asked for", async () => {
    await widen("06:00", "08:00");
    expect(await covered("meetings", at("12:00"), { startAt: at("07:00"), endAt: at("07:30") })).toEqual([
      "07:00-07:30",
    ]);
    expect(await covered("meetings", at("12:00"), { startAt: at("08:00"), endAt: at("09:00") })).toEqual([]);
  });
});

describe("listening", () => {
  test("covers from its beginning until now, and stays when it stops", async () => {
    await begin("09:00");
    expect(await covered("meetings")).toEqual(["09:00-12:00"]);
    await begin("10:00");
    expect(await covered("meetings")).toEqual(["09:00-12:00"]);
    await stop("11:00");
    expect(await covered("meetings")).toEqual(["09:00-11:00"]);
    await stop("11:30");
    expect(await covered("meetings", at("12:00"))).toEqual(["09:00-11:00"]);
  });

  test("begins for the products that are received, and only for the named ones", async () => {
    const { organisationId } = company;
    await db().feature.create({ data: { organisationId, product: "phone", receiving: false } });
    await begin("09:00", ["phone"]);
    expect(await covered("phone")).toEqual([]);
    await begin("09:00", ["meetings"]);
    expect(await covered("meetings")).toEqual(["09:00-12:00"]);
    expect(await covered("webinars")).toEqual([]);
  });
});
