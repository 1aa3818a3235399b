import { expect, test } from "vitest";
import { shownInWords } from "./feature-words.ts";

test("what hiding takes away is counted in words", () => {
  expect(shownInWords("webinars", { activities: 214, people: 38 })).toBe("214 webinars of 38 people");
  expect(shownInWords("phone", { activities: 1, people: 1 })).toBe("1 call of 1 person");
  expect(shownInWords("meetings", { activities: 12_345, people: 0 })).toBe("12,345 meetings of 0 people");
});
