/**
 * Tells other processes that something changed, by Postgres NOTIFY: sent when the transaction commits, lost with it.
 * The message carries ids only. Listening is in `change-listener.ts`.
 */
import "server-only";
import type { Change } from "./change-types.ts";
import type { Transaction } from "./client.ts";

export const CHANGE_CHANNEL = "worksights_change";
/** Postgres takes messages below 8000 bytes. */
const MOST_PEOPLE = 150;

/** Announces a change of the organisation; more people than fit in a message means "everyone". */
export async function announceChange(tx: Transaction, organisationId: string, change: Change): Promise<void> {
  const personIds =
    change.personIds !== undefined && change.personIds.length <= MOST_PEOPLE ? change.personIds : undefined;
  const message = JSON.stringify({
    o: organisationId,
    t: change.topic,
    ...(personIds === undefined ? {} : { p: personIds }),
  });
  await tx.$executeRaw`select pg_notify(${CHANGE_CHANNEL}, ${message})`;
}
