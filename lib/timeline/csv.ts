/**
 * A table as CSV (RFC 4180): every cell in quotes, CRLF, and a byte-order mark, by which Excel knows UTF-8.
 *
 * A cell never becomes a formula. Titles and names come from outside, and a spreadsheet runs what begins with = + - or
 * @, also in their other widths, and also behind spaces, quotes and invisible characters:
 * - such a cell gets an apostrophe in front, which a spreadsheet takes as "this is text" and a person reads over;
 * - so does what follows a semicolon within a cell, because spreadsheets of many countries part cells there, whatever
 *   the quotes say;
 * - line breaks, tabs and other control characters become one space, so nothing can begin a row or a cell of its own.
 * All else stays as it is.
 */

const BYTE_ORDER_MARK = "\uFEFF";
/** The minus of mathematics; the other widths and heights are found by their compatibility form. */
const MINUS = "\u2212";
const STARTS = ["=", "+", "-", "@", MINUS];
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;
/** A place where a reader may see a cell begin, with what it may skip there, and the first character that counts. */
const BEGINNINGS = /(;|^)([\s\p{Cf}"\uFF02]*)(?=([^\s\p{Cf}"\uFF02]))/gu;

/** The text of a cell that no spreadsheet runs; see the rule above. */
export function safeCell(text: string): string {
  return text
    .replace(BREAKS, " ")
    .replace(BEGINNINGS, (whole, before: string, skipped: string, first: string) =>
      STARTS.includes(first.normalize("NFKC")) ? `${before}'${skipped}` : whole,
    );
}

/** Writes a table; the first row names the columns. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells) => cells.map((cell) => `"${safeCell(cell).replaceAll('"', '""')}"`).join(","));
  return `${BYTE_ORDER_MARK}${lines.map((line) => `${line}\r\n`).join("")}`;
}
