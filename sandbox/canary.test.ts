import { expect, test } from "vitest";
import { canaryDigits, canaryNumber, canaryPattern, canaryText, withoutSeries } from "./canary.ts";
import { meetingNumber } from "./company/habits.ts";

test("the pattern finds every kind of canary", () => {
  for (const canary of [
    canaryText("join-time"),
    String(canaryNumber(6)),
    `+${canaryDigits(12_345)}`,
    "x?pwd=CANARY-password",
  ]) {
    expect(canary).toMatch(canaryPattern);
  }
});

test("keys that may be kept are never taken for a canary", () => {
  expect(String(meetingNumber(777_000_123 / 9_999_999_999))).not.toMatch(canaryPattern);
  expect(withoutSeries("81777000123")).toBe("81777111123");
});
