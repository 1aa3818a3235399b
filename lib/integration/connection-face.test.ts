import { describe, expect, it } from "vitest";
import { attentionReasons, connectionStates, stallReasons } from "#lib/db/connection-types.ts";
import { conditionOf, type FaceFacts, faceOf } from "./connection-face.ts";
import { legalMoves } from "./connection-moves.ts";
import { productHealthSentences } from "./connection-words-types.ts";
import { doorViews } from "./read-door.ts";

const now = new Date("2026-11-17T15:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const row = {
  state: "active",
  stateReason: null,
  connectedAt: ago(60 * 24 * 30),
  lastImportAt: ago(600),
  lastDeliveryAt: ago(1),
  lastDelayMs: 900,
  unansweredSince: null,
} as const;
const facts: FaceFacts = {
  products: [],
  isReading: false,
  waitUntil: null,
  tokenTrouble: null,
  awaySince: null,
  now,
};
const product = (health: keyof typeof productHealthSentences) =>
  [{ product: "meetings", health, ...productHealthSentences[health] }] as const;
const inTenMinutes = new Date(now.getTime() + 600_000);

/** Everything that may come on top of a stored state. */
const additions: Partial<FaceFacts>[] = [
  {},
  { isReading: true },
  { waitUntil: inTenMinutes },
  { tokenTrouble: "Zoom did not answer" },
  { awaySince: ago(5) },
  { products: product("refused") },
  { products: product("planRefuses") },
];

describe("the face of a connection", () => {
  it("is a condition that the table of moves allows after the stored state, whatever comes on top", () => {
    for (const state of connectionStates) {
      const reasons = state === "attention" ? attentionReasons : state === "stalled" ? stallReasons : [null];
      for (const stateReason of reasons) {
        for (const addition of additions) {
          const one = { ...row, state, stateReason };
          const condition = conditionOf(one, { ...facts, ...addition });
          const isAllowed = condition === state || legalMoves[state][condition] !== undefined;
          expect({ state, condition, isAllowed }).toMatchObject({ isAllowed: true });
          const face = faceOf(one, { ...facts, ...addition });
          const needsWords = ["stalled", "delayed", "attention", "paused"].includes(condition);
          expect(face.trouble !== null).toBe(needsWords);
          for (const words of [face.trouble?.cause, face.trouble?.effect, face.trouble?.next]) {
            if (needsWords) expect(words?.length).toBeGreaterThan(10);
          }
        }
      }
    }
  });

  it.each([
    ["all is well", row, {}, "Active", "ok", null],
    ["Zoom asks to wait", row, { waitUntil: inTenMinutes }, "Delayed", "neutral", "until {2026-11-17T15:10:00.000Z}"],
    ["a wait that is over is none", row, { waitUntil: ago(1) }, "Active", "ok", null],
    ["events are late", { ...row, lastDelayMs: 1_500_000 }, {}, "Delayed", "warn", "25 minutes after"],
    ["old news is not late", { ...row, lastDelayMs: 1_500_000, lastDeliveryAt: ago(90) }, {}, "Active", "ok", null],
    ["nothing receives", row, { awaySince: ago(5) }, "Stalled", "warn", "since {2026-11-17T14:55:00.000Z}"],
    ["the role does not cover it", row, { products: product("refused") }, "Needs attention", "warn", "Zoom role"],
    ["the plan does not open it", row, { products: product("planRefuses") }, "Needs attention", "warn", "Zoom plan"],
    ["the account does not have it", row, { products: product("notLicensed") }, "Active", "ok", null],
  ] as const)("%s", (_what, one, addition, label, tone, cause) => {
    const face = faceOf(one, { ...facts, ...addition });
    expect(face).toMatchObject({ label, tone });
    if (cause === null) expect(face.trouble).toBeNull();
    else expect(face.trouble?.cause).toContain(cause);
  });

  it("offers to reconnect only where that helps", () => {
    expect(faceOf(row, { ...facts, products: product("refused") }).trouble?.cure).toBe("reconnect");
    expect(faceOf(row, { ...facts, products: product("planRefuses") }).trouble?.cure).toBe("none");
  });
});

describe("the door", () => {
  const flowing = [{ lastEventAt: ago(5).toISOString(), connectedAt: ago(60).toISOString() }];
  const silent = [{ lastEventAt: null, connectedAt: ago(60).toISOString() }];
  type Live = Parameters<typeof doorViews>[1];
  const views = (
    signs: Parameters<typeof doorViews>[0]["refusedToday"],
    live: Live = silent,
    lastValidationAt = ago(60),
  ) => doorViews({ lastValidationAt, refusedToday: signs }, live, now).map(({ tone, title }) => `${tone}: ${title}`);

  it("warns of a secret that does not fit, unless Zoom's own events pass", () => {
    expect(views({ badSignature: 40 })).toEqual([
      "bad: 40 events were refused today: their signature does not fit our secret.",
    ]);
    expect(views({ badSignature: 40 }, flowing)).toEqual([]);
    expect(views({ badSignature: 1 })).toEqual([]);
    expect(views({ noSecret: 4 }, flowing)).toEqual([
      "bad: Every event is refused: this server has no webhook secret.",
    ]);
    expect(views({ tooOld: 2, tooNew: 2 })).toEqual(["bad: Events were refused today because of their time."]);
  });

  it("warns when Zoom no longer asks whether the address is ours", () => {
    expect(views({}, flowing, ago(79 * 60))).toEqual([]);
    expect(views({}, flowing, ago(81 * 60))[0]).toMatch(/^warn: Zoom has not asked since \{/);
  });
});
