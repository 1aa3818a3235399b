import { expect, test } from "vitest";
import { isCurrentPlace, placesFor } from "./places.ts";

test("each role gets the places it may enter, and no others", () => {
  const names = (role: Parameters<typeof placesFor>[0]) => placesFor(role).map(({ name }) => name);
  expect(names("owner")).toEqual(["Timeline", "Insights", "People", "Services", "Help"]);
  expect(names("technicalAdmin")).toEqual(["Timeline", "Insights", "People", "Services", "Help"]);
  expect(names("manager")).toEqual(["Timeline", "Insights", "People", "Services", "Help"]);
  expect(names("member")).toEqual(["Timeline", "Insights", "Services", "Help"]);
});

test("a place is current on its own page, below it and on what belongs to it, and nowhere else", () => {
  const services = { name: "Services", href: "/services", alsoUnder: ["/integrations"] };
  expect(isCurrentPlace(services, "/services")).toBe(true);
  expect(isCurrentPlace(services, "/services/zoom")).toBe(true);
  expect(isCurrentPlace(services, "/integrations/zoom/users")).toBe(true);
  expect(isCurrentPlace(services, "/services-of-others")).toBe(false);
  expect(isCurrentPlace(services, "/timeline")).toBe(false);
});
