import { expect, test } from "vitest";
import { listNames } from "./list-names.ts";

test.each([
  [[], ""],
  [["Rosa"], "Rosa"],
  [["Rosa", "Tom"], "Rosa and Tom"],
  [["Rosa", "Tom", "Nils"], "Rosa, Tom and Nils"],
  [["Rosa", "Tom", "Nils", "Judith"], "Rosa, Tom, Nils and Judith"],
  [["Rosa", "Tom", "Nils", "Judith", "Amara"], "Rosa, Tom, Nils and 2 others"],
])("%j reads as %s", (names, sentence) => {
  expect(listNames(names)).toBe(sentence);
});
