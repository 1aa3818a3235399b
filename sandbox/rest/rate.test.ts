import { expect, test } from "vitest";
import { makeRateKeeper } from "./rate.ts";
import { Refusal } from "./refusal.ts";

test("the day ends at midnight UTC, and the refusal says so as an instant", () => {
  const keeper = makeRateKeeper({ seconds: () => 0 });
  const account = { id: "one", plan: "pro" } as const;
  const now = Date.parse("2026-11-17T22:00:00Z");
  let second = 0;
  const daily = makeRateKeeper({ seconds: () => second });
  for (let call = 0; call < 15_000; call++) {
    second = call;
    daily.spend(account, "Phone-Heavy", now);
  }
  second++;
  const refused = catchRefusal(() => daily.spend(account, "Phone-Heavy", now));
  expect(refused.headers).toMatchObject({ "X-RateLimit-Type": "Daily-limit", "Retry-After": "2026-11-18T00:00:00Z" });
  expect(daily.spend(account, "Phone-Heavy", now + 7_200_000)).toEqual({ "x-ratelimit-category": "Heavy" });
  expect(daily.spentToday("one", now)).toEqual({ "Phone-Heavy": 15_001 });

  for (let call = 0; call < 5; call++) keeper.spend(account, "Phone-Heavy", now);
  expect(catchRefusal(() => keeper.spend(account, "Phone-Heavy", now)).headers["X-RateLimit-Type"]).toBe("QPS");
  expect(keeper.spend({ id: "two", plan: "pro" }, "Phone-Heavy", now)).toBeTruthy();
});

test("another program that uses half leaves us the other half, and feels when we take more", () => {
  let time = 0;
  const keeper = makeRateKeeper({ seconds: () => time, otherShare: () => 0.5 });
  const account = { id: "one", plan: "pro" } as const;
  const spend = (second: number, calls: number) => {
    for (let call = 0; call < calls; call++) {
      time = second + call / calls;
      keeper.spend(account, "Heavy", 0);
    }
  };
  spend(0, 5);
  spend(1, 5);
  expect(keeper.counts("one")).toEqual({ Heavy: { made: 10, refused: 0, crowdedOut: 0, mostInASecond: 5 } });
  expect(() => spend(2, 20)).toThrow(Refusal);
  spend(3, 5);
  expect(keeper.counts("one").Heavy).toMatchObject({ refused: 1, crowdedOut: 4, mostInASecond: 9 });
  expect(keeper.counts("two")).toEqual({});
});

function catchRefusal(run: () => unknown): Refusal {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error("Nothing was refused");
}
