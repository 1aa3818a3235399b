import { expect, test } from "vitest";
import type { ImportView, ZoomUserView } from "#lib/integration/zoom-users-schema.ts";
import { endOfImport, howInAWord, licenceOf, stepOf, whenOf, whyOf } from "./user-words.ts";

const eyes = { timeZone: "Europe/Lisbon", hourCycle: "24h" } as const;
const now = Date.parse("2026-11-18T16:42:08Z");
const user: ZoomUserView = {
  id: "u",
  displayName: "Oona V.",
  email: "oona.v@halden-nord.example",
  connectionId: "c",
  connectionName: "Halden main",
  status: "active",
  licence: "licensed",
  hasPhone: true,
  need: "unmapped",
  person: null,
  mappedHow: null,
  decidedBy: null,
  decidedAt: null,
  isExcluded: false,
  excludedBy: null,
  excludedAt: null,
  candidates: [],
  isOwnerDeactivated: false,
  filling: null,
  activity: null,
};
const candidate = { personId: "p", name: "Oona Virtanen", email: "oona.virtanen@halden.example" };

test("every need has a word and a reason that says what is the case", () => {
  const words = (more: Partial<ZoomUserView>) => {
    const one = { ...user, ...more };
    return [howInAWord(one), whyOf(one, eyes, now)];
  };
  expect(words({})).toEqual(["Unmapped", "No person has this e-mail"]);
  expect(words({ isOwnerDeactivated: true })[1]).toBe("The person with this e-mail is deactivated");
  expect(words({ status: "inactive" })[1]).toBe("Deactivated in Zoom, and nobody has this e-mail");
  expect(words({ mappedHow: "manual", decidedBy: "Rosa Martens", decidedAt: "2026-11-17T10:00:00Z" })[1]).toBe(
    "Unmapped by Rosa Martens, yesterday",
  );
  expect(words({ need: "noEmail", email: null })).toEqual(["No e-mail", "Zoom has none: map by hand"]);
  expect(words({ need: "pending", status: "pending" })).toEqual(["Pending", "Invited, has not accepted yet"]);
  expect(words({ need: "suggested", candidates: [{ ...candidate, why: "sameName" }] })).toEqual([
    "Suggested",
    "Same name only, so check first",
  ]);
  expect(words({ need: "mapped", mappedHow: "email" })).toEqual(["E-mail", null]);
  expect(words({ need: "mapped", mappedHow: "email", status: "gone" })[1]).toBe("No longer in the Zoom account");
});

test("moments read in the viewer's zone and clock", () => {
  expect(whenOf("2026-11-18T16:02:00Z", eyes, now)).toBe("16:02 today");
  expect(whenOf("2026-11-18T16:02:00Z", { ...eyes, hourCycle: "12h" }, now)).toBe("4:02 pm today");
  expect(whenOf("2026-11-17T23:59:00Z", eyes, now)).toBe("yesterday");
  expect(whenOf("2026-11-03T09:00:00Z", eyes, now)).toBe("3 Nov");
});

test("an import says how far it is, how it ended, and what to do", () => {
  const run: ImportView = {
    connectionId: "c",
    connectionName: "Halden main",
    state: "done",
    step: "matching",
    read: 242,
    added: 2,
    changed: 1,
    gone: 0,
    mapped: 2,
    waitUntil: null,
    failure: null,
    startedAt: "2026-11-18T16:29:50Z",
    finishedAt: "2026-11-18T16:30:00Z",
  };
  expect(endOfImport(run, eyes, now)).toBe("Imported at 16:30: 2 added, 1 changed, 0 gone");
  expect(endOfImport({ ...run, state: "failed", failure: "missingScope" }, eyes, now)).toBe(
    "Import failed at 16:30: a permission to read users is missing, reconnect the account",
  );
  expect(stepOf({ ...run, waitUntil: "2026-11-18T17:00:00Z" }, eyes)).toBe("Zoom lets us go on at 17:00");
});

test("licences", () => {
  expect(licenceOf({ licence: "none", hasPhone: true })).toEqual({ main: "Phone only", sub: null });
  expect(licenceOf({ licence: "basic", hasPhone: false })).toEqual({ main: "Basic", sub: "no Phone" });
});
