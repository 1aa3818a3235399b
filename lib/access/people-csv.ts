/** Reads the text of an import into rows: whatever the separator, quotes, line ends or byte-order mark. */
import "server-only";
import { CsvError, parse } from "csv-parse/sync";
import { type ImportColumn, importColumns, LONGEST_IMPORT, MOST_ROWS } from "./people-import-types.ts";

export type CsvRow = { line: number; cells: Partial<Record<ImportColumn, string>> };

export type CsvText =
  | { kind: "rows"; rows: CsvRow[]; ignoredColumns: string[] }
  | { kind: "unreadable"; reason: string };

/** The separator that the header uses most, outside of quotes. */
function separatorOf(text: string): string {
  const header =
    text
      .replace(/^[\s\uFEFF]+/, "")
      .split(/[\r\n]/, 1)[0]
      ?.replace(/"[^"]*"/g, "") ?? "";
  const count = (separator: string) => header.split(separator).length;
  const [best] = [",", ";", "\t"].sort((a, b) => count(b) - count(a));
  return best ?? ",";
}

function columnOf(title: string): ImportColumn | null {
  const plain = title
    .trim()
    .toLowerCase()
    .replace(/[_\s]+/g, " ");
  const found = importColumns.find(
    ({ key, title: own, aliases }) =>
      own === plain ||
      key.toLowerCase() === plain.replaceAll(" ", "") ||
      (aliases as readonly string[]).includes(plain),
  );
  return found?.key ?? null;
}

type ParsedRecord = { record: string[]; info: { lines: number } };

function parseRecords(text: string): ParsedRecord[] | string {
  try {
    return parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
    }) as unknown as ParsedRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === "number" ? ` near line ${error.lines}` : "";
    return `The text can not be read as a table${line}: perhaps a quotation mark is never closed.`;
  }
}

function isEmpty(record: readonly string[]): boolean {
  return record.every((cell) => cell === "");
}

/** Where each record begins: the parser tells where it ends, and quoted cells may hold line breaks. */
function withFirstLines(records: readonly ParsedRecord[]): { line: number; record: string[] }[] {
  return records.map(({ record, info }) => {
    const breaks = record.reduce((sum, cell) => sum + cell.split(/\r\n|\r|\n/).length - 1, 0);
    return { line: info.lines - breaks, record };
  });
}

/** The rows of a text whose first row names the columns; empty rows are left out. */
export function readPeopleCsv(text: string): CsvText {
  if (text.length > LONGEST_IMPORT) {
    return { kind: "unreadable", reason: "The file is larger than 3 MB. Split it into several." };
  }
  const parsed = parseRecords(text);
  if (typeof parsed === "string") return { kind: "unreadable", reason: parsed };
  const [header, ...rows] = withFirstLines(parsed).filter(({ record }) => !isEmpty(record));
  if (header === undefined)
    return { kind: "unreadable", reason: "There is nothing in it. The first row names the columns." };
  const columns = header.record.map(columnOf);
  const missing = importColumns.filter(({ key, isNeeded }) => isNeeded && !columns.includes(key));
  if (missing.length > 0) {
    const names = missing.map(({ title }) => `"${title}"`).join(" and ");
    return { kind: "unreadable", reason: `The first row must name the columns, and ${names} is not among them.` };
  }
  const twice = importColumns.find(({ key }) => columns.filter((column) => column === key).length > 1);
  if (twice !== undefined)
    return { kind: "unreadable", reason: `Two columns are both read as "${twice.title}". Remove one.` };
  if (rows.length > MOST_ROWS) {
    return {
      kind: "unreadable",
      reason: `There are ${rows.length} rows; at most ${MOST_ROWS} go in one import. Split the file.`,
    };
  }
  if (rows.length === 0) return { kind: "unreadable", reason: "There is a row of column names and nothing under it." };
  const ignoredColumns = header.record.filter((title, index) => title !== "" && columns[index] === null);
  return {
    kind: "rows",
    rows: rows.map(({ line, record }) => ({ line, cells: cellsOf(columns, record) })),
    ignoredColumns,
  };
}

function cellsOf(columns: readonly (ImportColumn | null)[], record: readonly string[]): CsvRow["cells"] {
  const cells: CsvRow["cells"] = {};
  columns.forEach((column, index) => {
    const cell = record[index] ?? "";
    if (column !== null && cell !== "") cells[column] = cell;
  });
  return cells;
}
