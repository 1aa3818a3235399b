import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPeopleCsv } from "./people-csv.ts";
import { importTemplate } from "./people-import-types.ts";
import { readImportRow } from "./read-import-row.ts";

function rowsOf(text: string) {
  const read = readPeopleCsv(text);
  if (read.kind === "unreadable") throw new Error(read.reason);
  return read.rows;
}

describe("reading a table of people", () => {
  it.each([
    ["commas", "name,email\nAda Lind,ada@x.example\n"],
    ["semicolons, CRLF and a byte-order mark", "\uFEFFName;E-Mail\r\nAda Lind;ada@x.example\r\n"],
    ["tabs, as pasted from a sheet", "Name\tEmail address\nAda Lind\tada@x.example"],
    ["quotes", '"name","email"\n"Ada Lind","ada@x.example"'],
    ["old line ends", "name,email\rAda Lind,ada@x.example\r"],
    ["spaces and empty rows", "\n name , email \n\n  Ada Lind ,  ada@x.example \n,\n"],
  ])("takes %s", (_, text) => {
    expect(rowsOf(text).map(({ cells }) => cells)).toEqual([{ name: "Ada Lind", email: "ada@x.example" }]);
  });

  it("names the line a row begins on, also after a line break within quotes", () => {
    const text = 'name,email\n"Ada\nLind",ada@x.example\n\nBo Holm,bo@x.example\n"Cy","c\ny"\n';
    expect(rowsOf(text).map(({ line }) => line)).toEqual([2, 5, 6]);
  });

  it("keeps separators, quotes and accents inside quotes", () => {
    const [row] = rowsOf('name;email\n"Lind; ""Ada"" Å";ada@x.example');
    expect(row?.cells.name).toBe('Lind; "Ada" Å');
  });

  it("takes rows that are shorter or longer than the header, and says which columns it leaves out", () => {
    const read = readPeopleCsv("name,email,shoe size,role\nAda,ada@x.example\nBo,bo@x.example,44,member,extra");
    expect(read).toMatchObject({ kind: "rows", ignoredColumns: ["shoe size"] });
  });

  it.each([
    ["", /nothing in it/],
    ["\uFEFF\r\n\r\n", /nothing in it/],
    ["name\nAda", /"email" is not among them/],
    ["Ada,ada@x.example", /"name" and "email"/],
    ["name,email", /nothing under it/],
    ["name,email,e-mail\nA,b,c", /Two columns/],
    ['name,email\n"Ada,ada@x.example', /quotation mark/],
    [`name,email\n${"A,a@x.example\n".repeat(10_001)}`, /10001 rows/],
    ["x".repeat(3_000_001), /larger than 3 MB/],
  ])("explains what can not be read: %#", (text, reason) => {
    expect(readPeopleCsv(text)).toMatchObject({ kind: "unreadable", reason: expect.stringMatching(reason) });
  });

  it("reads its own template", () => {
    const [row] = rowsOf(importTemplate());
    expect(readImportRow(row?.cells ?? {})).toMatchObject({
      kind: "wish",
      wish: { role: "member", workDays: [1, 2, 3, 4, 5] },
    });
  });

  it("never throws, whatever is pasted", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const read = readPeopleCsv(`name,email,role,manager,work days\n${text}`);
        if (read.kind === "rows") for (const { cells } of read.rows) readImportRow(cells);
      }),
    );
  });
});

describe("reading a row", () => {
  const base = { name: "Ada Lind", email: "Ada@X.example" };

  it.each([
    [{ role: "Technical Admin" }, { role: "technicalAdmin" }],
    [{ manager: "none" }, { managerEmail: null }],
    [{ manager: "Bo@X.example" }, { managerEmail: "bo@x.example" }],
    [
      { workStart: "8", workEnd: "16.45" },
      { workStart: 480, workEnd: 1005 },
    ],
    [{ workDays: "Sun–Thu" }, { workDays: [1, 2, 3, 4, 7] }],
    [{ workDays: "Mon, Wednesday 5" }, { workDays: [1, 3, 5] }],
    [{ maySignIn: "No" }, { maySignIn: false }],
    [{ timeZone: "europe/berlin" }, { timeZone: "Europe/Berlin" }],
  ])("takes %j", (cells, wish) => {
    expect(readImportRow({ ...base, ...cells })).toMatchObject({
      kind: "wish",
      wish: { email: "ada@x.example", ...wish },
    });
  });

  it.each([
    [{ email: "x@x.example" }, "The name is missing."],
    [{ name: "Ada" }, "The e-mail is missing."],
    [{ ...base, email: "ada at x" }, /"ada at x" is not an e-mail/],
    [{ ...base, role: "boss" }, /"boss" is not known.*technical admin/],
    [{ ...base, timeZone: "Mars/Phobos" }, /"Mars\/Phobos" is not known/],
    [{ ...base, timeZone: "+02:00" }, /is not known/],
    [{ ...base, manager: "Bo Holm" }, /The manager "Bo Holm" is not an e-mail/],
    [{ ...base, workStart: "25:00" }, /not a time of day/],
    [{ ...base, workDays: "Mon-Xyz" }, /not a weekday/],
    [{ ...base, maySignIn: "perhaps" }, /neither yes nor no/],
  ])("refuses %j", (cells, reason) => {
    expect(readImportRow(cells)).toMatchObject({ kind: "bad", reason: expect.stringMatching(reason) });
  });
});
