import { describe, expect, it } from "vitest";
import { AppError, ZoomError, type ZoomErrorKind } from "#lib/errors.ts";
import {
  type ConnectOutcome,
  connectOutcomeCodes,
  outcomeQuerySchema,
  pathOfOutcome,
} from "./connect-outcome-types.ts";
import { outcomeOfFailure } from "./finish-connect.ts";

const connectionId = "5d0e8a51-0f2c-4b41-9f0b-6d8f0a8f6f10";

describe("an outcome in the address", () => {
  it("leads to the integration when something was saved, else to the page before Zoom", () => {
    expect(pathOfOutcome({ kind: "connected", connectionId })).toBe("/integrations/zoom/overview?outcome=connected");
    expect(pathOfOutcome({ kind: "cancelled" })).toBe("/services/zoom?outcome=cancelled");
    expect(pathOfOutcome({ kind: "scopesMissing", connectionId, suffering: ["phone", "directory"] })).toBe(
      "/integrations/zoom/overview?outcome=scopesMissing&suffering=phone%2Cdirectory",
    );
    expect(pathOfOutcome({ kind: "scopesMissing", connectionId: null, suffering: ["directory"] })).toBe(
      "/services/zoom?outcome=scopesMissing&suffering=directory",
    );
  });

  it("comes back as it went, for every code", () => {
    for (const kind of connectOutcomeCodes) {
      const outcome = { kind, connectionId, suffering: ["phone"] } as ConnectOutcome;
      const query = Object.fromEntries(new URL(pathOfOutcome(outcome), "http://x").searchParams);
      expect(outcomeQuerySchema.parse(query).outcome).toBe(kind);
    }
  });

  it("does not trust what stands in the address", () => {
    expect(outcomeQuerySchema.safeParse({ outcome: "hacked" }).success).toBe(false);
    expect(outcomeQuerySchema.parse({ outcome: "scopesMissing", suffering: "phone,<b>" }).suffering).toEqual([]);
  });
});

describe("a failed question to Zoom", () => {
  it.each<[ZoomErrorKind, string]>([
    ["transient", "notReachable"],
    ["rateLimit", "notReachable"],
    ["configuration", "notConfigured"],
    ["refused", "roleTooLow"],
    ["contract", "notUnderstood"],
  ])("is told apart: %s means %s", async (kind, outcome) => {
    expect(await outcomeOfFailure(new ZoomError(kind, "no"))).toEqual({ kind: outcome });
  });

  it("takes a refused code for a link that is too old", async () => {
    expect(await outcomeOfFailure(new ZoomError("auth", "no"), { auth: "linkExpired" })).toEqual({
      kind: "linkExpired",
    });
  });

  it("does not swallow what it does not know", async () => {
    await expect(outcomeOfFailure(new AppError("unavailable", "no"))).rejects.toThrow(AppError);
  });
});
