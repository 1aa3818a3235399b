/** The audit of what leaves as a file: who took it, of which days, of whom; never what is in it. */
import "server-only";
import { addAuditEntry } from "#lib/db/audit.ts";
import { transaction } from "#lib/db/client.ts";

export type TakenExport = {
  format: "csv" | "ics";
  /** In a row. */
  days: readonly string[];
  personId: string | undefined;
  /** `all`, `team`, or a manager's id. */
  people: string;
  /** The search by name; empty for none. */
  q: string;
  /** Everyone of the choice before the search, for their names. */
  everyone: readonly { id: string; name: string }[];
  /** How many people are in the file. */
  peopleCount: number;
};

/** Writes that a file was taken. */
export async function auditExport(
  viewer: { organisationId: string; personId: string; name: string },
  taken: TakenExport,
): Promise<void> {
  const { format, days, personId, people, q, peopleCount } = taken;
  const [first = "", last = ""] = [days[0], days.at(-1)];
  await transaction((tx) =>
    addAuditEntry(tx, viewer.organisationId, {
      actor: { personId: viewer.personId, name: viewer.name },
      action: "timeline.exported",
      ...(personId === undefined ? {} : { subjectId: personId }),
      summary: `exported the timeline of ${first === last ? first : `${first} to ${last}`} as ${format.toUpperCase()}: ${whose(taken)}`,
      details: { format, first, last, people: personId ?? people, search: q, peopleCount },
    }),
  );
}

function whose({ personId, people, q, everyone }: TakenExport): string {
  const nameOf = (id: string) => everyone.find((person) => person.id === id)?.name ?? "one person";
  if (personId !== undefined) return nameOf(personId);
  const choice =
    people === "all" ? "all in sight" : people === "team" ? "their own team" : `the team of ${nameOf(people)}`;
  return q === "" ? choice : `${choice}, named “${q}”`;
}
