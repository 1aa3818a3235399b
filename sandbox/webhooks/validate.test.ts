import { expect, test } from "vitest";
import type { Deliverer } from "./deliver.ts";
import { makeValidator } from "./validate.ts";

const HOUR_MS = 3_600_000;

test("asks once the app is connected, and every 72 hours; not while events are lost", async () => {
  const state = { now: 0, isConnected: false, isLosing: false };
  const asked: number[] = [];
  const deliverer = {
    post: async () => {
      asked.push(state.now);
      return null;
    },
  } as unknown as Deliverer;
  const validate = makeValidator({
    deliverer,
    secret: "secret",
    now: () => state.now,
    isConnected: () => state.isConnected,
    isLosing: () => state.isLosing,
  });
  const at = (hours: number, change: Partial<typeof state> = {}) => {
    Object.assign(state, change, { now: hours * HOUR_MS });
    validate();
  };
  at(0);
  at(1, { isConnected: true });
  at(72);
  at(73);
  at(145, { isLosing: true });
  at(150, { isLosing: false });
  expect(asked).toEqual([1, 73, 150].map((hours) => hours * HOUR_MS));
});
