import { describe, expect, test, vi } from "vitest";
import { makeCompany } from "./company.ts";
import { makeAccounts } from "./directory.ts";
import { otherZoomUsers, roster } from "./roster.ts";
import { dateOfUuid, uuidOf } from "./sessions.ts";
import { instantAt, startOfDay } from "./zone-day.ts";

vi.setConfig({ testTimeout: 30_000 });

const day = Date.parse("2026-11-17T00:00:00Z");
const DAY_MS = 86_400_000;

function mainCompany(seed = "halden") {
  const [main] = makeAccounts();
  if (main === undefined) throw new Error("No account");
  return makeCompany(seed, main);
}

describe("the roster", () => {
  test("has the people whom the demo names", () => {
    expect(roster.filter((person) => person.isDemoLogin).map(({ name, role }) => `${name}, ${role}`)).toEqual([
      "Judith Vale, owner",
      "Rosa Martens, executive",
      "Tom Adeyemi, admin",
      "Nils Aagaard, technicalAdmin",
      "Imogen Clarke, manager",
      "Henrik Vogel, manager",
      "Amara Okafor, member",
    ]);
    expect(roster.filter((person) => person.managerKey === "imogen-clarke")).toHaveLength(14);
    const henriks = roster.filter((person) => person.managerKey === "henrik-vogel");
    expect(henriks).toHaveLength(9);
    expect(new Set(henriks.map((person) => person.timeZone)).size).toBe(3);
  });

  test("is a tree without doubles, managers first", () => {
    const seen = new Set<string>();
    for (const person of roster) {
      if (person.managerKey !== null) expect(seen).toContain(person.managerKey);
      expect(seen).not.toContain(person.key);
      seen.add(person.key);
    }
    expect(new Set(roster.map((person) => person.workEmail)).size).toBe(roster.length);
    expect(roster.length).toBe(225);
  });

  test("has every case that an import must survive", () => {
    const users = roster.flatMap((person) => (person.zoom ? [{ ...person.zoom, workEmail: person.workEmail }] : []));
    expect(users.length + otherZoomUsers.length).toBe(242);
    const count = (fits: (user: (typeof users)[number]) => boolean) => users.filter(fits).length;
    expect(count((user) => user.id === null && user.status === "pending")).toBeGreaterThan(2);
    expect(count((user) => user.status === "inactive")).toBeGreaterThan(2);
    expect(count((user) => user.email === null)).toBeGreaterThan(2);
    expect(
      count((user) => user.email !== user.workEmail && user.email?.toLowerCase() === user.workEmail),
    ).toBeGreaterThan(4);
    expect(count((user) => user.email !== null && user.email.toLowerCase() !== user.workEmail)).toBeGreaterThan(4);
    expect(count((user) => user.licence === "basic")).toBeGreaterThan(20);
    expect(count((user) => !user.hasPhone)).toBeGreaterThan(20);
    expect(roster.filter((person) => person.zoom === null).length).toBeGreaterThan(3);
  });
});

describe("history", () => {
  test("is the same in every run, and another with another seed", () => {
    const one = mainCompany().sessionsBetween(day, day + DAY_MS);
    expect(mainCompany().sessionsBetween(day, day + DAY_MS)).toEqual(one);
    expect(mainCompany().callsBetween(day, day + DAY_MS)).toEqual(mainCompany().callsBetween(day, day + DAY_MS));
    expect(mainCompany("another").sessionsBetween(day, day + DAY_MS)).not.toEqual(one);
  });

  test("does not depend on the range in which it is asked", () => {
    const company = mainCompany();
    const whole = company.sessionsBetween(day, day + DAY_MS).filter((session) => session.startAt >= day);
    const pieces = [0, 1, 2, 3].flatMap((quarter) => {
      const from = day + (quarter * DAY_MS) / 4;
      return company.sessionsBetween(from, from + DAY_MS / 4).filter((session) => session.startAt >= from);
    });
    expect(pieces).toEqual(whole);
  });

  test("is a working company: hundreds of sessions and calls on a Tuesday, few on a Sunday", () => {
    const company = mainCompany();
    const sunday = day - 2 * DAY_MS;
    expect(company.sessionsBetween(day, day + DAY_MS).length).toBeGreaterThan(200);
    expect(company.callsBetween(day, day + DAY_MS).length).toBeGreaterThan(300);
    expect(company.sessionsBetween(sunday, sunday + DAY_MS).length).toBeLessThan(60);
    expect(company.sessionsBetween(day, day + 3 * DAY_MS).some((session) => session.type === 9)).toBe(true);
  });

  test("has queues whose losers know that another answered, transfers and internal calls", () => {
    const legs = mainCompany()
      .callsBetween(day, day + DAY_MS)
      .map((call) => call.legs);
    const all = legs.flat();
    expect(all.some((leg) => leg.event === "ring_to_member" && leg.resultReason === "answered_by_other")).toBe(true);
    expect(all.some((leg) => leg.event === "direct_transfer" && leg.callId.endsWith("_1"))).toBe(true);
    expect(all.some((leg) => leg.result === "voicemail")).toBe(true);
    expect(legs.some((call) => call.length === 0)).toBe(true);
    const inside = legs.find((call) => call.length === 2 && call[0]?.side === "caller" && call[1]?.side === "callee");
    expect(inside?.[0]?.userId).not.toBe(inside?.[1]?.userId);
  });

  test("a session is found by its uuid alone", () => {
    const company = mainCompany();
    const some = company.sessionsBetween(day - 120 * DAY_MS, day - 119 * DAY_MS)[5];
    expect(company.findSession(some?.uuid ?? "", day)).toEqual(some);
    expect(company.findSession("bm90IG9uZSBvZiBvdXJzIQ==", day)).toBeNull();
    expect(company.findSession("rubbish", day)).toBeNull();
  });

  test("some uuids begin with a slash", () => {
    const uuids = mainCompany()
      .sessionsBetween(day - 7 * DAY_MS, day)
      .map((session) => session.uuid);
    expect(uuids.some((uuid) => uuid.startsWith("//"))).toBe(true);
    expect(uuids.some((uuid) => /^[^/]+\/[^/]/.test(uuid))).toBe(true);
    expect(new Set(uuids).size).toBe(uuids.length);
    expect(dateOfUuid(uuidOf("2026-02-28", "any"))).toBe("2026-02-28");
  });
});

describe("days in a zone", () => {
  test("9:00 is 9:00 by the clock on the wall, also on the day on which clocks change", () => {
    for (const date of ["2026-03-29", "2026-10-25", "2026-11-17"]) {
      const at = Temporal.Instant.fromEpochMilliseconds(instantAt(date, "Europe/London", 540));
      expect(at.toZonedDateTimeISO("Europe/London").toPlainTime().toString()).toBe("09:00:00");
    }
    expect(startOfDay("2026-11-17", "Asia/Kolkata")).toBe(Date.parse("2026-11-16T18:30:00Z"));
  });
});
