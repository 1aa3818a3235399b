import { describe, expect, it } from "vitest";
import { retryAfter } from "./retry-after.ts";

const now = new Date("2026-03-10T12:00:00Z");
const daily = "You have reached the maximum daily rate limit for this API. Refer to the response header for details.";
const read = (headers: Record<string, string>, message: string | null = null, random = 0) =>
  retryAfter({ headers: new Headers(headers), message }, now, () => random)?.toISOString() ?? null;

describe("retryAfter", () => {
  it.each([
    [{ "Retry-After": "30" }, "2026-03-10T12:00:30.000Z"],
    [{ "retry-after": "2026-03-11T00:00:00Z" }, "2026-03-11T00:00:00.000Z"],
    [{ "retry-after": "2026-03-11 00:00:00" }, "2026-03-11T00:00:00.000Z"],
    [{ "retry-after": "Tue, 10 Mar 2026 12:05:00 GMT" }, "2026-03-10T12:05:00.000Z"],
    [{ "retry-after": "0" }, "2026-03-10T12:00:01.000Z"],
    [{ "retry-after": "2026-03-10T11:00:00Z" }, "2026-03-10T12:00:01.000Z"],
    [{ "retry-after": "999999999" }, "2026-03-11T13:00:00.000Z"],
    [{ "retry-after": "2027-01-01T00:00:00Z" }, "2026-03-11T13:00:00.000Z"],
    [{ "x-ratelimit-reset": "1773144600" }, "2026-03-10T12:10:00.000Z"],
    [{ "X-RateLimit-Type": "Daily-limit" }, "2026-03-11T00:00:00.000Z"],
    [{ "X-RateLimit-Type": "Daily-limit", "retry-after": "soon" }, "2026-03-11T00:00:00.000Z"],
    [{ "X-RateLimit-Type": "QPS" }, null],
    [{ "retry-after": "soon" }, null],
    [{}, null],
  ])("reads %j as %s", (headers, expected) => {
    expect(read(headers)).toBe(expected);
  });

  it("knows the daily limit by its message, and spreads the return", () => {
    expect(read({}, daily)).toBe("2026-03-11T00:00:00.000Z");
    expect(read({}, daily, 0.5)).toBe("2026-03-11T00:02:30.000Z");
    expect(read({}, "You have reached the maximum per-second rate limit for this API. Try again later.")).toBeNull();
    expect(read({}, "Too many concurrent requests.")).toBeNull();
  });
});
