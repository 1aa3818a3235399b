import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanCallerName, cleanName, cleanTitle, cleanWord } from "./clean-text.ts";
import { parseDevice } from "./parse-device.ts";

/** Control characters and halves of pairs included. */
const anyCharacter = fc
  .oneof(
    fc.integer({ min: 0, max: 0xff }),
    fc.integer({ min: 0x2000, max: 0x20ff }),
    fc.integer({ min: 0, max: 0x10ffff }),
  )
  .map((code) => String.fromCodePoint(code));

describe("cleanTitle", () => {
  it.each([
    ["Weekly planning", "Weekly planning"],
    ["  Weekly\n\tplanning ", "Weekly planning"],
    ["Über Größe 🎉 漢字", "Über Größe 🎉 漢字"],
    ["Family 👨‍👩‍👧 talk", "Family 👨‍👩‍👧 talk"],
    ["Plan\u0000ning\u0007", "Planning"],
    ["gnp.\u202egpj.exe", "gnp.gpj.exe"],
    ["\u2066hidden\u2069", "hidden"],
    ["lone \ud800 half", "lone \ufffd half"],
    ["", null],
    [" \u200b ", null],
    [42, null],
    [null, null],
  ])("%j becomes %j", (given, expected) => {
    expect(cleanTitle(given)).toBe(expected);
  });

  it.each([
    ["Join https://us02web.zoom.us/j/84512007733?pwd=CANARY now", "Join now"],
    ["zoom.us/j/84512007733?pwd=CANARY", null],
    ["Sync (https://northwind.zoom.us/my/ines?pwd=CANARY)", "Sync"],
    ["Sync HTTPS://US02WEB.ZOOM.US/J/1?PWD=CANARY#success", "Sync"],
    ["zoommtg://zoom.us/join?confno=1&pwd=CANARY", null],
    ["https://us02web.zo\u202eom.us/j/1?pwd=CANARY", null],
    ["x https%3A%2F%2Fus02web.zoom.us%2Fj%2F1%3Fpwd%3DCANARY", "x"],
    ["https://app.zoomgov.com/j/1?pwd=CANARY", null],
    ["https://zoom.us:443/j/1?pwd=CANARY", null],
  ])("removes the join link of %j", (given, expected) => {
    expect(cleanTitle(given)).toBe(expected);
  });

  it("leaves other words and links alone", () => {
    expect(cleanTitle("Zoom us in on https://example.com/zoom.us")).toBe("Zoom us in on https://example.com/zoom.us");
  });

  it("keeps at most 300 characters and cuts none in half", () => {
    const title = cleanTitle("🎉".repeat(500));
    expect([...(title ?? "")]).toHaveLength(300);
    expect(title?.isWellFormed()).toBe(true);
  });

  it("is finished quickly with hostile text", () => {
    const hostile = ["a.".repeat(50_000), "zoom.".repeat(20_000), "1 ".repeat(50_000), "http://".repeat(10_000)];
    const begun = process.cpuUsage();
    for (const text of hostile) {
      cleanTitle(text);
      cleanCallerName(text);
      parseDevice(text);
    }
    expect(process.cpuUsage(begun).user).toBeLessThan(2_000_000);
  });

  it("gives text that Postgres takes, whatever comes", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) =>
        [cleanTitle(text), cleanName(text), cleanCallerName(text), cleanWord(text)].every(
          (clean) =>
            clean === null ||
            (clean !== "" &&
              clean === clean.trim() &&
              clean.isWellFormed() &&
              !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(clean)),
        ),
      ),
    );
  });
});

describe("cleanCallerName", () => {
  it.each([
    ["HEXA SUPPLIES", "HEXA SUPPLIES"],
    ["Ines Moreau", "Ines Moreau"],
    ["24/7 Support", "24/7 Support"],
    ["Line 2", "Line 2"],
    ["Jane Miller +1 205 930 0920", "Jane Miller"],
    ["Jane Miller (205) 930-0920", "Jane Miller"],
    ["", null],
    ["   ", null],
    ["+33155501234", null],
    ["(205) 930-0920", null],
    ["1204", null],
    ["1204 ext. 5", null],
    ["tel:+33155501234", null],
    ["sip:+33155501234@pbx.example", null],
    ["Anonymous", null],
    ["ANONYMOUS", null],
    ["Unknown Caller", null],
    ["Private number", null],
    ["No Caller ID", null],
    ["---", null],
    [undefined, null],
    [1204, null],
  ])("%j becomes %j", (given, expected) => {
    expect(cleanCallerName(given)).toBe(expected);
  });

  it("keeps at most 200 characters", () => {
    expect(cleanCallerName("n".repeat(900))).toHaveLength(200);
  });
});

describe("parseDevice", () => {
  it.each([
    ["MAC_Client(6.0.2.33403)", { name: "MAC_Client", version: "6.0.2.33403" }],
    ["Windows_Client(5.7.5.939)", { name: "Windows_Client", version: "5.7.5.939" }],
    ["MAC_Client 5.11.9.9957", { name: "MAC_Client", version: "5.11.9.9957" }],
    ["Android_Phone (v5.1.2)", { name: "Android_Phone", version: "5.1.2" }],
    ["MAC_Client", { name: "MAC_Client", version: null }],
    ["AudioCodes405", { name: "AudioCodes405", version: null }],
    ["Polycom VVX 400", { name: "Polycom VVX 400", version: null }],
    ["Yealink T54W 96.86.0.23", { name: "Yealink T54W", version: "96.86.0.23" }],
    ["(1.2)", { name: "(1.2)", version: null }],
    ["", null],
    [null, null],
    [7, null],
  ])("%j becomes %j", (given, expected) => {
    expect(parseDevice(given)).toEqual(expected);
  });

  it("keeps at most 120 characters of the name", () => {
    expect(parseDevice("d".repeat(400))?.name).toHaveLength(120);
  });
});
