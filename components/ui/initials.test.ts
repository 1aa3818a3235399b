import { expect, test } from "vitest";
import { initialsOf } from "./initials.ts";

test.each([
  ["Rosa Martens", "RM"],
  ["Anna Maria van der Berg", "AB"],
  ["  amara   okafor ", "AO"],
  ["Cher", "C"],
  ["Élodie Şahin", "ÉŞ"],
  ["𐐷ay Doe", "𐐏D"],
  ["Front desk 2", "F2"],
  ["Jon (contractor) Park", "JP"],
  ["", "?"],
  ["–", "?"],
])("%s is shown as %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
