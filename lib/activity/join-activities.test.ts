import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyCallLeg, anySession, anySessionDeletion } from "../../test/arbitrary-observations.ts";
import { callStateOf, sessionDeletionStateOf, sessionStateOf } from "./activity-state.ts";
import { deriveCall } from "./derive-call.ts";
import { buryLegs, joinActivities } from "./join-activities.ts";

const RECEIVED = new Date("2026-03-02T10:00:00Z");
const ofOne = { key: "k", product: "meetings" } as const;
const session = fc.oneof(
  {
    weight: 8,
    arbitrary: anySession.map((told) => sessionStateOf({ ...told, ...ofOne }, JSON.stringify(told.host), RECEIVED)),
  },
  {
    weight: 1,
    arbitrary: anySessionDeletion.map((told) =>
      sessionDeletionStateOf({ ...told, ...ofOne }, JSON.stringify(told.host), RECEIVED),
    ),
  },
);
const call = anyCallLeg.map((told) => callStateOf({ ...told, callKey: "k" }, "ines", RECEIVED));

describe.each([
  ["sessions", session],
  ["calls", call],
] as const)("the join of %s", (_, state) => {
  const joined = fc
    .array(state as typeof session, { minLength: 1, maxLength: 5 })
    .map((all) => all.reduce(joinActivities));

  test("is commutative", () => {
    fc.assert(
      fc.property(joined, joined, (a, b) => {
        expect(joinActivities(a, b)).toEqual(joinActivities(b, a));
      }),
    );
  });
  test("is associative", () => {
    fc.assert(
      fc.property(joined, joined, joined, (a, b, c) => {
        expect(joinActivities(joinActivities(a, b), c)).toEqual(joinActivities(a, joinActivities(b, c)));
      }),
    );
  });
  test("is idempotent", () => {
    fc.assert(
      fc.property(joined, (a) => {
        expect(joinActivities(a, a)).toEqual(a);
      }),
    );
  });
});

describe("one run of a meeting", () => {
  const base = {
    kind: "session",
    product: "meetings",
    key: "k",
    host: { zoomUserId: "ines" },
    numberMark: "845",
    source: "webhook",
  } as const;
  const at = (time: string) => new Date(`2026-03-02T${time}Z`);
  const started = sessionStateOf(
    { ...base, title: "Planning", startAt: at("09:01:12"), endAt: null, observedAt: at("09:01:12") },
    "ines",
    RECEIVED,
  );
  const ended = sessionStateOf(
    { ...base, title: "Planning, moved", startAt: at("09:01:12"), endAt: at("09:46:40"), observedAt: at("09:46:41") },
    "ines",
    RECEIVED,
  );

  test("keeps its end when its start is told again later", () => {
    const late = { ...started, receivedAt: at("11:00:00").getTime() };
    expect(joinActivities(ended, late).endAt.value).toBe(at("09:46:40").getTime());
  });
  test("has the title of the later word of one source", () => {
    expect(joinActivities(ended, started).title.value).toBe("Planning, moved");
  });
  test("that was a practice stays away, in whatever order it is told, and keeps nothing of itself", () => {
    const deletion = sessionDeletionStateOf(
      { kind: "sessionDeletion", product: "meetings", key: "k", host: base.host, at: at("09:46:40") },
      "ines",
      RECEIVED,
    );
    for (const joined of [
      joinActivities(deletion, started),
      joinActivities(joinActivities(started, deletion), ended),
    ]) {
      expect(joined).toMatchObject({
        deletedAt: at("09:46:40").getTime(),
        title: { value: null },
        startAt: { value: null },
        endAt: { value: null },
        numberMark: null,
      });
    }
  });
  test("takes the report's end over the event's, also when the event comes last", () => {
    const report = sessionStateOf(
      {
        ...base,
        title: null,
        startAt: at("09:01:12"),
        endAt: at("09:46:38"),
        observedAt: at("09:00:00"),
        source: "history",
      },
      "ines",
      RECEIVED,
    );
    const joined = joinActivities(report, ended);
    expect(joined.endAt.value).toBe(at("09:46:38").getTime());
    expect(joined.title.value).toBe("Planning, moved");
  });
});

describe("deleted legs", () => {
  const leg = (legKey: string, startAt: string) =>
    callStateOf(
      {
        kind: "callLeg",
        callKey: "k",
        legKey,
        zoomUser: { zoomUserId: "ines" },
        direction: "incoming",
        callerIdName: "HEXA SUPPLIES",
        callerIdHidden: false,
        startAt: new Date(startAt),
        answerAt: null,
        endAt: null,
        result: "answered",
        resultReason: null,
        event: null,
        device: null,
        observedAt: new Date(startAt),
        source: "webhook",
      },
      "ines",
      RECEIVED,
    );

  test("keep nothing of what they said and do not come back", () => {
    const told = leg("one", "2026-03-03T15:20:10Z");
    const buried = { ...told, legs: buryLegs(told.legs, new Map([["one", 5]]), null) };
    expect(buried.legs).toEqual({ one: { deletedAt: 5 } });
    expect(joinActivities(buried, told).legs).toEqual({ one: { deletedAt: 5 } });
    expect(deriveCall(buried.legs).isDeleted).toBe(true);
  });
  test("take the folded row of the account list with them", () => {
    const account = leg("account", "2026-03-03T15:20:10Z");
    expect(deriveCall({ ...account.legs, one: { deletedAt: 5 } })).toMatchObject({
      isDeleted: true,
      callerIdName: null,
    });
  });
  test("go by their start where all before an instant were deleted", () => {
    const two = joinActivities(leg("early", "2026-03-03T15:00:00Z"), leg("late", "2026-03-03T16:00:00Z"));
    const before = Date.parse("2026-03-03T15:30:00Z");
    expect(deriveCall(buryLegs(two.legs, new Map(), before))).toMatchObject({
      isDeleted: false,
      startAt: Date.parse("2026-03-03T16:00:00Z"),
    });
  });
});
