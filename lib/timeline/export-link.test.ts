import { expect, it } from "vitest";
import { type ExportAsk, fileAddress, pageAddress, printAddress } from "./export-link.ts";
import { fileNameOf } from "./export-name.ts";
import { isLayersText, layersOfText, textOfLayers } from "./layers-text.ts";

const plain: ExportAsk = { day: "2026-03-11", range: "day", people: "all", zone: "own", q: "", products: null };

it("asks for what the page shows, and for nothing that it does not say", () => {
  expect(fileAddress(plain, "csv")).toBe("/api/timeline/export?format=csv&day=2026-03-11");
  expect(printAddress(plain)).toBe("/timeline/print?day=2026-03-11");
  expect(pageAddress(plain)).toBe("/timeline?day=2026-03-11");
  const narrow: ExportAsk = {
    ...plain,
    range: "week",
    people: "team",
    zone: "mine",
    q: "Zoë & Bo",
    products: ["phone"],
  };
  const rest = "people=team&zone=mine&q=Zo%C3%AB+%26+Bo&products=phone";
  expect(fileAddress(narrow, "ics")).toBe(`/api/timeline/export?format=ics&day=2026-03-09&days=7&${rest}`);
  expect(printAddress(narrow)).toBe(`/timeline/print?day=2026-03-11&range=week&${rest}`);
  expect(pageAddress(narrow)).toBe(`/timeline?day=2026-03-11&range=week&${rest}`);
});

it("leaves search and choice of people out on the page of one person", () => {
  const own: ExportAsk = { ...plain, personId: "someone", people: "team", q: "x", products: [] };
  expect(fileAddress(own, "csv")).toBe("/api/timeline/export?format=csv&day=2026-03-11&person=someone&products=none");
  expect(printAddress(own)).toBe("/timeline/print?day=2026-03-11&person=someone&products=none");
  expect(pageAddress(own)).toBe("/timeline/someone?day=2026-03-11&products=none");
});

it.each([
  ["2026-03-10", 1, "timeline-2026-03-10.csv"],
  ["2026-03-09", 7, "timeline-2026-03-09-to-15.csv"],
  ["2026-03-30", 7, "timeline-2026-03-30-to-04-05.csv"],
  ["2026-12-28", 7, "timeline-2026-12-28-to-2027-01-03.csv"],
])("names a file of %s, %i days", (first, count, name) => {
  expect(fileNameOf(first, count, "csv")).toBe(name);
});

it("reads layers as they were written", () => {
  for (const layers of [[], ["phone"], ["meetings", "calendar"]] as const) {
    expect(layersOfText(textOfLayers(layers))).toEqual(layers);
    expect(isLayersText(textOfLayers(layers))).toBe(true);
  }
  expect(layersOfText("calendar,faxes,meetings")).toEqual(["meetings", "calendar"]);
  expect(isLayersText("faxes")).toBe(false);
});
