/** Says in words what changes in a person, for the audit trail and the import's preview. */

import { roleNames } from "./permissions.ts";
import type { PersonInput } from "./person-schema.ts";

const dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Minutes from midnight as 09:00. */
export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Working days as "Mon to Fri" or "Mon, Wed". */
export function daysOf(days: readonly number[]): string {
  const sorted = [...days].sort((a, b) => a - b);
  const name = (day: number | undefined) => dayNames[(day ?? 1) - 1] ?? "";
  if (sorted.length === 0) return "no days";
  const isRun = sorted.every((day, index) => day === (sorted[0] ?? 0) + index);
  return isRun && sorted.length > 2 ? `${name(sorted[0])} to ${name(sorted.at(-1))}` : sorted.map(name).join(", ");
}

function hoursOf(person: Pick<PersonInput, "workStart" | "workEnd" | "workDays">): string {
  return `${clockOf(person.workStart)} to ${clockOf(person.workEnd)}, ${daysOf(person.workDays)}`;
}

/** One part of a sentence for each thing that differs; `nameOf` names a manager by id. Empty when nothing does. */
export function describeChanges(
  before: PersonInput,
  after: PersonInput,
  nameOf: (personId: string) => string,
): string[] {
  const manager = (id: string | null) => (id === null ? "nobody" : nameOf(id));
  const changes: (string | false)[] = [
    before.name !== after.name && `name to ${after.name}`,
    before.email !== after.email && "e-mail",
    before.role !== after.role &&
      `role from ${roleNames[before.role].toLowerCase()} to ${roleNames[after.role].toLowerCase()}`,
    before.managerId !== after.managerId && `manager from ${manager(before.managerId)} to ${manager(after.managerId)}`,
    before.timeZone !== after.timeZone && `time zone to ${after.timeZone}`,
    before.maySignIn !== after.maySignIn && (after.maySignIn ? "may sign in" : "may not sign in"),
    before.hourCycle !== after.hourCycle && `times in ${after.hourCycle === "12h" ? "12" : "24"} hours`,
    hoursOf(before) !== hoursOf(after) && `working hours to ${hoursOf(after)}`,
  ];
  return changes.filter((change) => change !== false);
}
