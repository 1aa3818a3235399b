/** What Zoom is known to tell of one meeting or call, in every order in which it may arrive: one result, named here. */
import { beforeAll, describe, expect, test } from "vitest";
import type { CallLegObservation, Observation, SessionObservation } from "#lib/zoom/observation-types.ts";
import { at, leg, meeting, storedActivities } from "../../test/activities.ts";
import { useTestDatabase } from "../../test/use-test-database.ts";
import { makeZoomCompany, type ZoomCompany } from "../../test/zoom-company.ts";
import { mergeObservations } from "./merge-observations.ts";

useTestDatabase();
const RECEIVED = new Date("2026-03-02T12:00:00Z");
let home: ZoomCompany;
beforeAll(async () => {
  home = await makeZoomCompany();
});

/** All orders of up to four items; of more, every rotation, forwards and backwards. */
function ordersOf<T>(items: readonly T[]): T[][] {
  if (items.length > 4) {
    const rotations = items.map((_, n) => [...items.slice(n), ...items.slice(0, n)]);
    return [...rotations, ...rotations.map((order) => order.toReversed())];
  }
  if (items.length <= 1) return [[...items]];
  return items.flatMap((first, n) => ordersOf(items.toSpliced(n, 1)).map((rest) => [first, ...rest]));
}

/** Tells it in every order, one by one and all at once, each time with keys of its own. */
async function expectAlways(told: readonly Observation[], expected: readonly object[]): Promise<void> {
  const company = await makeZoomCompany({ organisationId: home.organisationId, people: home.people });
  const orders = ordersOf(told);
  for (const [n, order] of orders.entries()) {
    for (const observation of order) await mergeObservations(company, [renamed(observation, `-${n}`)], RECEIVED);
    const batch = order.map((observation) => renamed(observation, `-${n}-batch`));
    await mergeObservations(company, batch, RECEIVED);
    await mergeObservations(company, batch, RECEIVED);
  }
  const rows = (await storedActivities(company)) as { key: string; user: string }[];
  for (const [n] of orders.entries()) {
    for (const suffix of [`-${n}`, `-${n}-batch`]) {
      const own = rows.filter(({ key }) => key.endsWith(suffix));
      own.sort((a, b) => `${a.key} ${a.user}`.localeCompare(`${b.key} ${b.user}`));
      expect(own).toMatchObject(expected);
    }
  }
}

function renamed(told: Observation, suffix: string): Observation {
  if (told.kind === "callLeg") {
    const legKey = told.legKey === "account" ? "account" : told.legKey + suffix;
    return { ...told, callKey: told.callKey + suffix, legKey };
  }
  if (told.kind !== "callDeletion") return { ...told, key: told.key + suffix };
  return { ...told, legKeys: told.legKeys === "all" ? "all" : told.legKeys.map((key) => key + suffix) };
}

const ines = { zoomUserId: "ines" };
const tom = { zoomUserId: "tom" };
const rang: CallLegObservation = { ...leg, result: "no_answer", answerAt: null, endAt: at("09:10:20"), device: null };

describe("a meeting", () => {
  const ended = { ...meeting, endAt: at("09:46:40"), observedAt: at("09:46:41") };
  const listed: SessionObservation = {
    ...ended,
    host: { email: "old-ines@northwind.example" },
    endAt: at("09:46:38"),
    numberMark: null,
    observedAt: at("11:00:00"),
    source: "history",
  };

  test("that ends before it is told to have started has both", () =>
    expectAlways([meeting, ended], [{ startAt: at("09:01:12").getTime(), endAt: at("09:46:40").getTime() }]));
  test("has what each source knows best: event, account list, the user's list, single look-up", () =>
    expectAlways(
      [
        ended,
        { ...listed, title: "As in the list" },
        { ...listed, host: ines, title: "As in the user's list", source: "userHistory", endAt: null },
        { ...listed, host: ines, title: null, source: "lookup", endAt: at("09:46:39") },
      ],
      [
        {
          user: "ines",
          title: "As in the user's list",
          endAt: at("09:46:39").getTime(),
          numberMark: meeting.numberMark,
          sources: 7,
        },
      ],
    ));
  test("has the title that was told last", () =>
    expectAlways([meeting, { ...ended, title: "Planning, moved" }], [{ title: "Planning, moved" }]));
  test("of one number that is held twice stays two, however interleaved", () =>
    expectAlways(
      [
        { ...meeting, key: "a" },
        { ...ended, key: "a" },
        { ...meeting, key: "b", startAt: at("09:30:00"), observedAt: at("09:30:00") },
        { ...ended, key: "b", startAt: at("09:30:00"), endAt: at("09:59:00"), observedAt: at("09:59:01") },
      ],
      [
        { startAt: at("09:01:12").getTime(), endAt: at("09:46:40").getTime() },
        { startAt: at("09:30:00").getTime(), endAt: at("09:59:00").getTime() },
      ],
    ));
  test("that was no more than a practice does not come back by any re-read", () =>
    expectAlways(
      [
        meeting,
        { kind: "sessionDeletion", product: "meetings", key: meeting.key, host: ines, at: at("09:40:00") },
        listed,
        { ...ended, source: "lookup", observedAt: at("12:00:00") },
      ],
      [],
    ));
});

describe("a call", () => {
  test("that rang a queue is answered for one and answered elsewhere, not missed, for the other", () =>
    expectAlways(
      [
        { ...rang, legKey: "ring-ines", event: "ring_to_member", resultReason: "answered_by_other" },
        { ...leg, legKey: "ring-tom", event: "ring_to_member", zoomUser: tom },
      ],
      [
        { user: "ines", outcome: "answeredElsewhere", answerAt: null, deviceName: null },
        { user: "tom", outcome: "answered", answerAt: at("09:10:05").getTime(), deviceName: "MAC_Client" },
      ],
    ));
  test("that was passed on directly is one row for each, though its legs have call ids of their own", () =>
    expectAlways(
      [
        { ...leg, legKey: "in", endAt: at("09:11:00") },
        {
          ...leg,
          legKey: "on",
          event: "direct_transfer",
          zoomUser: tom,
          startAt: at("09:11:00"),
          answerAt: at("09:11:04"),
        },
      ],
      [
        { user: "ines", outcome: "answered", endAt: at("09:11:00").getTime() },
        { user: "tom", outcome: "answered", startAt: at("09:11:00").getTime(), endAt: at("09:14:00").getTime() },
      ],
    ));
  test("that was passed on after a word, under one key, keeps how it came for the one who passed it on", () =>
    expectAlways(
      [
        { ...leg, legKey: "in", endAt: at("09:12:00") },
        {
          ...leg,
          legKey: "word",
          event: "warm_transfer_outgoing",
          direction: "outgoing",
          callerIdName: "Tom",
          result: "connected",
          startAt: at("09:11:00"),
          endAt: at("09:11:30"),
        },
        {
          ...leg,
          legKey: "other-side",
          event: "warm_transfer_incoming",
          callerIdName: "Ines",
          zoomUser: tom,
          startAt: at("09:11:00"),
        },
      ],
      [
        { user: "ines", direction: "incoming", callerIdName: "HEXA SUPPLIES", endAt: at("09:12:00").getTime() },
        { user: "tom", direction: "incoming", callerIdName: "Ines", startAt: at("09:11:00").getTime() },
      ],
    ));
  test("within the company is one row a side, told by both events and by the one row of the list", () => {
    const account = { legKey: "account", source: "history", observedAt: at("11:00:00"), device: null } as const;
    return expectAlways(
      [
        { ...leg, legKey: "caller", zoomUser: ines, direction: "outgoing", callerIdName: "Tom" },
        { ...leg, legKey: "callee", zoomUser: tom, callerIdName: "Ines" },
        { ...leg, ...account, zoomUser: { extensionId: "ext-ines", email: null }, direction: "outgoing" },
        { ...leg, ...account, zoomUser: { extensionId: null, email: "tom@northwind.example" } },
      ],
      [
        { user: "ines", direction: "outgoing", callerIdName: "Tom", outcome: "answered", sources: 3 },
        { user: "tom", direction: "incoming", callerIdName: "Ines", outcome: "answered", sources: 3 },
      ],
    );
  });
  test("that went to voicemail is not answered", () =>
    expectAlways(
      [
        { ...rang, legKey: "ring" },
        { ...leg, legKey: "box", result: "voicemail", startAt: at("09:10:20"), answerAt: at("09:10:21") },
      ],
      [{ outcome: "voicemail", answerAt: null, startAt: at("09:10:00").getTime(), endAt: at("09:14:00").getTime() }],
    ));
  test("has the device on which it was answered", () =>
    expectAlways(
      [
        { ...rang, legKey: "desk", device: { name: "AudioCodes405", version: null } },
        { ...leg, legKey: "forward", event: "forward", startAt: at("09:10:10") },
      ],
      [{ outcome: "answered", deviceName: "MAC_Client", deviceVersion: "6.4.1", startAt: at("09:10:00").getTime() }],
    ));
  test("whose caller is hidden has no name, whichever leg tells one", () =>
    expectAlways(
      [
        { ...rang, legKey: "ring", callerIdHidden: true, callerIdName: null },
        { ...leg, legKey: "taken" },
        { ...leg, legKey: "account", source: "history" },
      ],
      [{ callerIdHidden: true, callerIdName: null, outcome: "answered" }],
    ));
  test("that was deleted does not come back by a later re-read", () =>
    expectAlways(
      [
        { ...leg, legKey: "gone" },
        { kind: "callDeletion", zoomUserId: "ines", legKeys: ["gone"], beforeAt: at("10:00:00") },
        { ...leg, legKey: "gone", source: "userHistory", observedAt: at("20:00:00") },
        { ...leg, legKey: "account", source: "history", observedAt: at("21:00:00") },
      ],
      [],
    ));
});
