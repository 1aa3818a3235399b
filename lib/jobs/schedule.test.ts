import { expect, test } from "vitest";
import { cronItems, schedule } from "./schedule.ts";

test("every tick of the clock is one that the queue understands", () => {
  expect(cronItems()).toHaveLength(schedule.length);
});
