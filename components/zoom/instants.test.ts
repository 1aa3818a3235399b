import { describe, expect, it } from "vitest";
import { agoOf, clockOf, dayOf, lengthOf, momentOf, withInstants } from "./instants.ts";

const paris = { timeZone: "Europe/Paris", hourCycle: "24h" } as const;
const now = Date.parse("2026-11-17T15:42:08Z");

describe("instants for a viewer", () => {
  it("shows the clock of their zone and their cycle", () => {
    expect(clockOf("2026-11-17T15:41:52Z", paris)).toBe("16:41");
    expect(clockOf("2026-11-17T15:41:52Z", paris, true)).toBe("16:41:52");
    expect(clockOf("2026-11-17T15:41:52Z", { ...paris, hourCycle: "12h" })).toBe("4:41 pm");
    expect(clockOf("2026-11-17T23:05:00Z", paris)).toBe("00:05");
  });

  it("names days relative to theirs", () => {
    expect(momentOf("2026-11-17T06:52:00Z", paris, now)).toBe("Today, 07:52");
    expect(momentOf("2026-11-16T23:30:00Z", paris, now)).toBe("Today, 00:30");
    expect(momentOf("2026-11-16T14:20:00Z", paris, now)).toBe("Yesterday, 15:20");
    expect(momentOf("2026-11-12T09:31:00Z", paris, now)).toBe("Thu 12 Nov, 10:31");
    expect(dayOf("2025-08-18T09:00:00Z", paris, now)).toBe("18 Aug 2025");
  });

  it("writes them out within a sentence", () => {
    const sentence = "Asked for {2026-11-16T14:20:00.000Z} to {2026-11-17T06:52:00.000Z}.";
    expect(withInstants(sentence, paris, now)).toBe("Asked for yesterday, 15:20 to 07:52.");
    expect(withInstants("Until {2026-11-17T15:42:40.000Z}.", paris, now)).toBe("Until 16:42:40.");
    expect(withInstants("A {brace} stays.", paris, now)).toBe("A {brace} stays.");
  });

  it("says how long ago, and never in the future", () => {
    expect(agoOf("2026-11-17T15:41:52Z", now)).toBe("16 s ago");
    expect(agoOf("2026-11-17T15:07:20Z", now)).toBe("34 min ago");
    expect(agoOf("2026-11-16T15:42:08Z", now)).toBe("1 day ago");
    expect(agoOf("2026-11-17T15:42:20Z", now)).toBe("0 s ago");
  });

  it("says how long", () => {
    expect(lengthOf(20_000)).toBe("less than a minute");
    expect(lengthOf(55 * 60_000)).toBe("55 min");
    expect(lengthOf(163 * 60_000)).toBe("2 h 43");
    expect(lengthOf(120 * 60_000)).toBe("2 h");
    expect(lengthOf(72 * 3_600_000)).toBe("3 days");
  });
});
