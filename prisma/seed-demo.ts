/**
 * The demo's organisation and its people: those of the sandbox's roster. Zoom is not connected. Apart from migrations,
 * and never run in production. The sign-in page offers some of them as buttons.
 */
import { encryptSecret } from "#lib/crypto.ts";
import { insertFeed } from "#lib/db/calendar-feeds.ts";
import { db, type Transaction, transaction } from "#lib/db/client.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { calendarPath } from "#sandbox/calendars/calendar-path.ts";
import { namedPeople } from "#sandbox/company/named-people.ts";
import { organisation, roster } from "#sandbox/company/roster.ts";

/** Working hours that differ a little, as people's do: minutes from midnight of their zone. */
function workingHours(index: number): { workStart: number; workEnd: number } {
  const start = [540, 540, 510, 480, 570][index % 5] ?? 540;
  return { workStart: start, workEnd: start + 510 };
}

/** One of them has no calendar, so that the timeline shows how that looks. */
const WITHOUT_CALENDAR = "Kofi Mensah";

/**
 * Makes the organisation and its people, unless there is one already. With the sandbox's address, those whom the demo
 * names have their calendar, which the worker reads as soon as it starts.
 */
export async function seedDemo(sandboxUrl?: string): Promise<void> {
  if ((await db().organisation.count()) > 0) return;
  await transaction(async (tx) => {
    const { id: organisationId } = await tx.organisation.create({
      data: { name: organisation.name, timeZone: "Europe/London" },
      select: { id: true },
    });
    const idOf = new Map(roster.map((person) => [person.key, crypto.randomUUID()]));
    await tx.person.createMany({
      data: roster.map((person, index) => ({
        organisationId,
        id: idOf.get(person.key) ?? crypto.randomUUID(),
        email: person.workEmail.toLowerCase(),
        name: person.name,
        role: person.role,
        timeZone: person.timeZone,
        managerId: person.managerKey === null ? null : (idOf.get(person.managerKey) ?? null),
        maySignIn: person.isDemoLogin || person.role !== "member",
        isDemoLogin: person.isDemoLogin,
        ...workingHours(index),
      })),
    });
    if (sandboxUrl !== undefined) await seedCalendars(tx, organisationId, idOf, sandboxUrl);
  });
}

async function seedCalendars(
  tx: Transaction,
  organisationId: string,
  idOf: ReadonlyMap<string, string>,
  sandboxUrl: string,
): Promise<void> {
  const named = new Set(namedPeople.map(({ name }) => name));
  const { hostname: host, origin } = new URL(sandboxUrl);
  const dueAt = new Date();
  for (const { key, name } of roster) {
    const personId = idOf.get(key);
    if (personId === undefined || !named.has(name) || name === WITHOUT_CALENDAR) continue;
    const id = crypto.randomUUID();
    const address = encryptSecret(`${origin}${calendarPath(key)}`, id);
    const feed = { id, personId, name: "Work", kind: "address", address, host, dueAt, addedById: personId } as const;
    await insertFeed(tx, organisationId, feed);
  }
  await enqueue(tx, "readCalendars", {});
}
