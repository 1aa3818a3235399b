/** What was spent of a Zoom account's daily limits, by UTC day (yyyy-mm-dd) and label. */
import "server-only";
import { db } from "./client.ts";

/** How many calls of each label were spent on a day. */
export async function readSpentCalls(
  organisationId: string,
  connectionId: string,
  day: string,
): Promise<Record<string, number>> {
  const rows = await db().spentCalls.findMany({
    where: { organisationId, connectionId, day: new Date(`${day}T00:00:00Z`) },
    select: { label: true, spent: true },
  });
  return Object.fromEntries(rows.map(({ label, spent }) => [label, spent]));
}

/** Adds to what was spent on a day; a negative number gives back what was set aside and not used. */
export async function addSpentCalls(
  organisationId: string,
  connectionId: string,
  day: string,
  added: Readonly<Record<string, number | undefined>>,
): Promise<void> {
  const entries = Object.entries(added).filter((entry): entry is [string, number] => (entry[1] ?? 0) !== 0);
  if (entries.length === 0) return;
  const labels = entries.map(([label]) => label);
  const counts = entries.map(([, count]) => count);
  await db().$executeRaw`
    insert into spent_calls (organisation_id, connection_id, label, day, spent)
    select ${organisationId}::uuid, ${connectionId}::uuid, label, ${day}::date, spent
    from unnest(${labels}::text[], ${counts}::int[]) as added (label, spent)
    on conflict (organisation_id, connection_id, label, day)
    do update set spent = greatest(0, spent_calls.spent + excluded.spent)`;
}
