/**
 * The demo's organisation and its people: those of the sandbox's roster. Zoom is not connected. Apart from migrations,
 * and never run in production. The sign-in page offers some of them as buttons.
 */
import { db, transaction } from "#lib/db/client.ts";
import { organisation, roster } from "#sandbox/company/roster.ts";

/** Working hours that differ a little, as people's do: minutes from midnight of their zone. */
function workingHours(index: number): { workStart: number; workEnd: number } {
  const start = [540, 540, 510, 480, 570][index % 5] ?? 540;
  return { workStart: start, workEnd: start + 510 };
}

/** Makes the organisation and its people, unless there is one already. */
export async function seedDemo(): Promise<void> {
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
  });
}
