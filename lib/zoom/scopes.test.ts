import { describe, expect, it } from "vitest";
import { missingScopes, requiredScopes, scopesByProduct } from "./scopes.ts";

const granular = requiredScopes.map((scope) => scope.granular);

describe("scopes", () => {
  it("are complete under their granular names", () => {
    expect(missingScopes(granular)).toEqual([]);
    expect(granular).toHaveLength(11);
    expect(granular).toContain("phone:read:list_call_logs:admin");
  });

  it("are complete under their classic names", () => {
    const classic = [
      "user:read:admin",
      "report:read:admin",
      "meeting:read:admin",
      "webinar:read:admin",
      "phone:read:admin",
    ];
    expect(missingScopes(classic)).toEqual([]);
    const left = missingScopes([...classic.slice(0, 4), "phone_call_log:read:admin"]).map((scope) => scope.granular);
    expect(left).toEqual(["phone:read:call:admin", "phone:read:list_users:admin"]);
  });

  it("names each that is missing", () => {
    expect(missingScopes(granular.slice(1))).toEqual([requiredScopes[0]]);
    // These circulate, and are no scopes of Zoom's.
    expect(missingScopes(["phone:read:list_call_history:admin", "phone:read:call_history:admin"])).toHaveLength(11);
  });

  it("are not called missing when Zoom named none at all: then its answers tell", () => {
    expect(missingScopes([])).toEqual([]);
  });

  it("belong to a product or to the directory, the reports to two", () => {
    const { directory, meetings, webinars, phone } = scopesByProduct();
    expect([directory.length, meetings.length, webinars.length, phone.length]).toEqual([2, 4, 3, 4]);
    expect(webinars.map((scope) => scope.granular)).toContain("report:read:list_history_meetings:admin");
  });
});
