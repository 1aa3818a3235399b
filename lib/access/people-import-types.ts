/** The import of people: the columns it knows, and what its preview says. */

/** Columns in the order of the template. Only name and e-mail must be there. */
export const importColumns = [
  { key: "name", title: "name", isNeeded: true, aliases: ["full name", "person"], example: "Ada Bergström" },
  {
    key: "email",
    title: "email",
    isNeeded: true,
    aliases: ["e-mail", "mail", "email address", "e-mail address"],
    example: "ada@company.example",
  },
  { key: "role", title: "role", isNeeded: false, aliases: [], example: "member" },
  {
    key: "manager",
    title: "manager",
    isNeeded: false,
    aliases: ["manager email", "manager e-mail", "managers email", "reports to"],
    example: "imogen@company.example",
  },
  {
    key: "timeZone",
    title: "time zone",
    isNeeded: false,
    aliases: ["timezone", "zone", "tz"],
    example: "Europe/Berlin",
  },
  { key: "workStart", title: "works from", isNeeded: false, aliases: ["work start", "from"], example: "09:00" },
  { key: "workEnd", title: "works to", isNeeded: false, aliases: ["work end", "to"], example: "17:30" },
  { key: "workDays", title: "work days", isNeeded: false, aliases: ["days", "working days"], example: "Mon-Fri" },
  {
    key: "maySignIn",
    title: "may sign in",
    isNeeded: false,
    aliases: ["sign in", "sign-in", "may sign-in"],
    example: "yes",
  },
] as const;

export type ImportColumn = (typeof importColumns)[number]["key"];

export const MOST_ROWS = 10_000;
/** Characters of the whole text. */
export const LONGEST_IMPORT = 3_000_000;

/** `line` is where the row begins in the file, 1 = the header. */
export type ImportProblem = { line: number; who: string; reason: string };
export type ImportLine = { line: number; who: string; what: string };

export type ImportPreview =
  /** The text as a whole can not be read. */
  | { kind: "unreadable"; reason: string }
  | {
      kind: "readable";
      added: ImportLine[];
      changed: ImportLine[];
      unchanged: number;
      problems: ImportProblem[];
      /** Columns of the file that the import does not know and leaves out. */
      ignoredColumns: string[];
      /** Says what would happen; applying asks for the same again, so that nothing else happens. */
      stamp: string;
    };

/** The text of the template file. */
export function importTemplate(): string {
  const row = (cells: readonly string[]) => `${cells.join(",")}\r\n`;
  return row(importColumns.map(({ title }) => title)) + row(importColumns.map(({ example }) => example));
}
