import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeCell, writeCsv } from "./csv.ts";

const read = (text: string): string[][] => parse(text, { bom: true, relax_column_count: true });

/** Texts made of what is dangerous, with some that is not. */
const risky = fc
  .array(
    fc.oneof(
      fc.constantFrom("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹣", "−", "\t", "\r", "\n", " ", "\u00a0", "\u200b"),
      fc.constantFrom('"', "'", ",", ";", "|", "cmd|' /C calc'!A0", "HYPERLINK()", "\u0000", "\ufeff", "ä", "😀"),
      fc.string({ unit: "grapheme", maxLength: 3 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));

describe("a cell", () => {
  it.each([
    ["Weekly planning", "Weekly planning"],
    ["1:1 Ana, Bo", "1:1 Ana, Bo"],
    ["Q3 plan, -10 %", "Q3 plan, -10 %"],
    ["a-b = c", "a-b = c"],
    ["=1+1", "'=1+1"],
    ["+49 30 1234", "'+49 30 1234"],
    ["-5", "'-5"],
    ["−5", "'−5"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["  =1+1", "'  =1+1"],
    ["\u200b=1+1", "'\u200b=1+1"],
    ["＝1+1", "'＝1+1"],
    ["﹢1", "'﹢1"],
    ["\t=1+1", "' =1+1"],
    ["\r\n=1+1", "' =1+1"],
    ['"=1+1', `'"=1+1`],
    ["Sync;=1+1", "Sync;'=1+1"],
    ['Sync; "=1+1', `Sync;' "=1+1`],
    ["one\ntwo", "one two"],
    ["", ""],
  ])("%j reads %j", (text, cell) => {
    expect(safeCell(text)).toBe(cell);
  });

  it("is made safe once: what is safe stays", () => {
    fc.assert(
      fc.property(risky, (text) => {
        expect(safeCell(safeCell(text))).toBe(safeCell(text));
      }),
    );
  });
});

describe("a table", () => {
  const table = fc.array(fc.array(risky, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  /** Spaces, quotes and invisible characters, then what a spreadsheet would run. */
  const formula = /^[\s\p{Cf}"]*[=+\-@＝＋－＠﹢﹣﹦﹫−]/u;

  it("comes back as it was written, and no cell begins a formula", () => {
    fc.assert(
      fc.property(table, (rows) => {
        const back = read(writeCsv(rows));
        expect(back).toEqual(rows.map((cells) => cells.map(safeCell)));
        for (const cell of back.flat()) expect(cell).not.toMatch(formula);
      }),
    );
  });

  it("has no formula either for a spreadsheet that parts cells at semicolons, whatever the quotes say", () => {
    fc.assert(
      fc.property(table, (rows) => {
        for (const cell of writeCsv(rows)
          .slice(1)
          .split(/;|\r\n/))
          expect(cell).not.toMatch(formula);
      }),
    );
  });

  it("begins with a byte-order mark and ends each row with CRLF", () => {
    expect(
      writeCsv([
        ["Date", 'a "b"'],
        ["2026-03-10", "ü"],
      ]),
    ).toBe('\uFEFF"Date","a ""b"""\r\n"2026-03-10","ü"\r\n');
  });
});
