/** What of a change may be told to whom. A message carries ids and a topic, and never an id that the viewer cannot see. */
import type { Sight } from "#lib/access/visible-people.ts";
import type { Change } from "#lib/db/change-types.ts";

/** The change cut down to the sight, or null when it touches nobody in it. */
export function filterChange(change: Change, sight: Sight): Change | null {
  if (change.personIds === undefined) return { topic: change.topic };
  if (sight.kind === "everyone") return { topic: change.topic, personIds: change.personIds };
  const visible = new Set(sight.ids);
  const personIds = change.personIds.filter((id) => visible.has(id));
  return personIds.length === 0 ? null : { topic: change.topic, personIds };
}
