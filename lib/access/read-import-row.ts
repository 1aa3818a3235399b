/** Reads the cells of one row of an import; what is wrong comes back as a reason. Empty cells say nothing. */
import "server-only";
import type { ImportColumn } from "./people-import-types.ts";
import { type Role, roleNames, roles } from "./permissions.ts";
import { emailSchema, isTimeZone, nameSchema } from "./person-schema.ts";

export type RowWish = {
  name: string;
  email: string;
  role?: Role;
  /** The e-mail of the manager; null takes the manager away. */
  managerEmail?: string | null;
  timeZone?: string;
  workStart?: number;
  workEnd?: number;
  workDays?: number[];
  maySignIn?: boolean;
};

export type ReadRow = { kind: "wish"; wish: RowWish } | { kind: "bad"; reason: string };

class BadCell extends Error {}

const dayKeys = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const nobody = new Set(["none", "nobody", "-"]);
const yes = new Set(["yes", "y", "true", "1"]);
const no = new Set(["no", "n", "false", "0"]);

function readRole(text: string): Role {
  const plain = text.toLowerCase().replace(/[^a-z]/g, "");
  const role = roles.find((known) => known.toLowerCase() === plain);
  if (role !== undefined) return role;
  const known = roles.map((name) => roleNames[name].toLowerCase()).join(", ");
  throw new BadCell(`The role "${text}" is not known. Roles are: ${known}.`);
}

function readZone(text: string): string {
  if (isTimeZone(text)) return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
  throw new BadCell(`The time zone "${text}" is not known. It looks like Europe/Berlin.`);
}

function readClock(text: string): number {
  const [, hours, minutes] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text) ?? [];
  const total = Number(hours) * 60 + Number(minutes ?? "0");
  if (hours !== undefined && Number(minutes ?? "0") < 60 && total <= 1440) return total;
  throw new BadCell(`"${text}" is not a time of day. It looks like 09:00.`);
}

function dayOf(text: string): number {
  const plain = text.trim().toLowerCase();
  const index = /^[1-7]$/.test(plain) ? Number(plain) - 1 : dayKeys.indexOf(plain.slice(0, 3));
  if (index < 0 || (plain.length > 1 && plain.length < 3))
    throw new BadCell(`"${text}" is not a weekday. Write Mon-Fri or Mon, Wed.`);
  return index + 1;
}

function readDays(text: string): number[] {
  const days = text
    .split(/[,;/ ]+/)
    .filter((part) => part !== "")
    .flatMap((part) => {
      const [from, to] = part.split(/[-–]/).map(dayOf);
      if (from === undefined) return [];
      const length = to === undefined ? 1 : ((to - from + 7) % 7) + 1;
      return Array.from({ length }, (_, index) => ((from - 1 + index) % 7) + 1);
    });
  return [...new Set(days)].sort((a, b) => a - b);
}

function readYes(text: string): boolean {
  const plain = text.toLowerCase();
  if (yes.has(plain)) return true;
  if (no.has(plain)) return false;
  throw new BadCell(`"${text}" under "may sign in" is neither yes nor no.`);
}

function readEmail(text: string | undefined, what: string): string {
  if (text === undefined) throw new BadCell("The e-mail is missing.");
  const parsed = emailSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new BadCell(`${what} "${text}" is not an e-mail.`);
}

function readName(text: string | undefined): string {
  const parsed = nameSchema.safeParse(text ?? "");
  if (parsed.success) return parsed.data;
  throw new BadCell(
    text === undefined ? "The name is missing." : (parsed.error.issues[0]?.message ?? "The name is wrong."),
  );
}

function readManager(text: string): string | null {
  return nobody.has(text.toLowerCase()) ? null : readEmail(text, "The manager");
}

function has<K extends string, V>(key: K, text: string | undefined, read: (text: string) => V): { [P in K]?: V } {
  return text === undefined ? {} : ({ [key]: read(text) } as { [P in K]?: V });
}

/** What a row asks for. Only the first thing that is wrong is named. */
export function readImportRow(cells: Partial<Record<ImportColumn, string>>): ReadRow {
  try {
    const wish: RowWish = {
      name: readName(cells.name),
      email: readEmail(cells.email, "The e-mail"),
      ...has("role", cells.role, readRole),
      ...has("managerEmail", cells.manager, readManager),
      ...has("timeZone", cells.timeZone, readZone),
      ...has("workStart", cells.workStart, readClock),
      ...has("workEnd", cells.workEnd, readClock),
      ...has("workDays", cells.workDays, readDays),
      ...has("maySignIn", cells.maySignIn, readYes),
    };
    return { kind: "wish", wish };
  } catch (error) {
    if (error instanceof BadCell) return { kind: "bad", reason: error.message };
    throw error;
  }
}
