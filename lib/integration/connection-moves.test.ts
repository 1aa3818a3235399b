import { describe, expect, it } from "vitest";
import { connectionStates } from "#lib/db/connection-types.ts";
import { ZoomError } from "#lib/errors.ts";
import { attentionReasonOf, isListeningState, legalMoves, mayMove } from "./connection-moves.ts";

describe("the table of moves", () => {
  it("lets nothing leave a removed account, and only a new authorisation leave a disconnected one", () => {
    for (const to of connectionStates) expect(mayMove("deauthorised", to)).toBe(false);
    expect(connectionStates.filter((to) => mayMove("disconnected", to))).toEqual(["importing", "attention"]);
  });

  it("can end every live connection from here and from Zoom", () => {
    for (const from of ["importing", "waiting", "active", "attention", "paused"] as const) {
      expect(mayMove(from, "disconnected")).toBe(true);
      expect(mayMove(from, "deauthorised")).toBe(true);
    }
  });

  it("reaches every state from a fresh connection", () => {
    const reached = new Set<string>(["importing"]);
    for (let before = 0; before !== reached.size; ) {
      before = reached.size;
      for (const from of connectionStates) if (reached.has(from)) for (const to of legalMoves[from]) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...connectionStates].sort());
  });

  it("never lists a state as a move to itself", () => {
    for (const state of connectionStates) expect(legalMoves[state]).not.toContain(state);
    expect(mayMove("attention", "attention")).toBe(true);
    expect(mayMove("active", "active")).toBe(false);
  });
});

describe("listening", () => {
  it("counts while events come, and not in a silence", () => {
    expect(isListeningState("importing", null)).toBe(true);
    expect(isListeningState("attention", "directoryRefused")).toBe(true);
    expect(isListeningState("attention", "tokenDead")).toBe(false);
    expect(isListeningState("paused", "byPerson")).toBe(false);
    expect(isListeningState("disconnected", null)).toBe(false);
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
