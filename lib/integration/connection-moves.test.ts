import { describe, expect, it } from "vitest";
import { connectionStates } from "#lib/db/connection-types.ts";
import { ZoomError } from "#lib/errors.ts";
import {
  attentionReasonOf,
  type ConnectionCondition,
  connectionConditions,
  isAskableState,
  isListeningState,
  isWokenByDelivery,
  legalMoves,
  mayMove,
} from "./connection-moves.ts";

const pairs = connectionConditions.flatMap((from) => connectionConditions.map((to) => [from, to] as const));
const ways = (from: ConnectionCondition) => connectionConditions.filter((to) => legalMoves[from][to] !== undefined);

describe("the table of moves", () => {
  it("names every condition, those that are stored among them", () => {
    expect(Object.keys(legalMoves).sort()).toEqual([...connectionConditions].sort());
    expect(connectionConditions.filter((one) => one !== "connecting" && one !== "delayed")).toEqual(connectionStates);
  });

  it("has a reason for every legal move, and none twice", () => {
    for (const [from, to] of pairs) {
      const reasons = legalMoves[from][to];
      if (reasons === undefined) continue;
      expect(reasons.length).toBeGreaterThan(0);
      expect(new Set(reasons).size).toBe(reasons.length);
    }
  });

  it("leaves no condition without a way out", () => {
    for (const from of connectionConditions) expect(ways(from).filter((to) => to !== from)).not.toEqual([]);
  });

  it("lets only a new authorisation leave an ended connection", () => {
    for (const from of ["disconnected", "deauthorised"] as const) {
      expect(legalMoves[from]).toEqual({ importing: ["authorised"], attention: ["directoryMissingScope"] });
    }
  });

  it("can end every live connection from here and from Zoom", () => {
    for (const from of ["importing", "waiting", "active", "delayed", "stalled", "attention", "paused"] as const) {
      expect(mayMove(from, "disconnected", "byPerson")).toBe(true);
      expect(mayMove(from, "deauthorised", "atZoom")).toBe(true);
      expect(mayMove(from, "disconnected", "atZoom")).toBe(false);
    }
  });

  it("reaches every condition from a way to Zoom", () => {
    const reached = new Set<ConnectionCondition>(["connecting"]);
    for (let before = 0; before !== reached.size; ) {
      before = reached.size;
      for (const from of reached) for (const to of ways(from)) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...connectionConditions].sort());
  });

  it("moves to itself only where the reason is the news", () => {
    expect(pairs.filter(([from, to]) => from === to && legalMoves[from][to] !== undefined)).toEqual([
      ["stalled", "stalled"],
      ["attention", "attention"],
    ]);
  });
});

describe("listening", () => {
  it.each([
    ["importing", null, true],
    ["attention", "directoryRefused", true],
    ["attention", "tokenDead", false],
    ["stalled", "unanswered", true],
    ["stalled", "silent", false],
    ["stalled", "undelivered", false],
    ["paused", "byPerson", false],
    ["disconnected", "byPerson", false],
    ["deauthorised", "atZoom", false],
  ] as const)("%s for %s: %s", (state, reason, isListening) => {
    expect(isListeningState(state, reason)).toBe(isListening);
  });

  it("is not needed to ask Zoom: in a silence its history tells what was missed", () => {
    expect(isAskableState("stalled", "silent")).toBe(true);
    expect(isAskableState("attention", "tokenDead")).toBe(false);
    expect(isAskableState("paused", "byPerson")).toBe(false);
  });

  it("begins anew with a delivery that ends a silence, and not with one while Zoom's lists are away", () => {
    expect(isWokenByDelivery("waiting", null)).toBe(true);
    expect(isWokenByDelivery("stalled", "silent")).toBe(true);
    expect(isWokenByDelivery("stalled", "unanswered")).toBe(false);
    expect(isWokenByDelivery("active", null)).toBe(false);
  });
});

describe("why a connection needs a person", () => {
  it.each([
    [4735, "authoriserGone"],
    [4738, "approvalWithdrawn"],
    ["4741", "replaced"],
    [4711, "scopesChanged"],
    ["invalid_grant", "tokenDead"],
    [undefined, "tokenDead"],
  ])("reads %s as %s", (zoomCode, reason) => {
    expect(attentionReasonOf(new ZoomError("auth", "no", zoomCode === undefined ? {} : { zoomCode }))).toBe(reason);
  });
});
