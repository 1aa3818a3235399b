import { expect, it } from "vitest";
import { dayInWords } from "./date-words.ts";

it("prints a day without a comma", () => {
  expect([dayInWords("2026-11-17"), dayInWords("2026-03-01")]).toEqual(["Tue 17 Nov 2026", "Sun 1 Mar 2026"]);
});
