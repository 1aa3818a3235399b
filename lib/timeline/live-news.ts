/** What live changes say to those who hear the page: what began, what ended, in few words and each only once. */
import { kindOf, titleOf } from "./session-words.ts";
import type { TimelineDay, TimelinePerson, TimelineSession } from "./timeline-types.ts";
import { clockAt, countOf, type HourCycle } from "./words.ts";

export type News = { kind: "new" | "ended"; person: TimelinePerson; session: TimelineSession };

/** More than these are told as a number. */
const MOST_NAMED = 2;

/**
 * What is new on the same days: sessions that reached us after the state before was read, and sessions that ended.
 * Another day, other people or another zone are no news. People of whom nothing changed must be the same objects.
 */
export function newsOf(before: readonly TimelineDay[], after: readonly TimelineDay[]): News[] {
  const found = new Map<string, News>();
  for (const day of after) {
    const old = before.find((one) => one.day === day.day);
    if (old === undefined || old === day) continue;
    const readAt = Date.parse(old.asOf);
    const oldPeople = new Map(old.people.map((person) => [person.id, person]));
    for (const person of day.people) {
      const oldPerson = oldPeople.get(person.id);
      if (oldPerson === undefined || oldPerson === person) continue;
      for (const news of newsOfPerson(oldPerson, person, readAt)) found.set(news.session.id, news);
    }
  }
  return [...found.values()];
}

function newsOfPerson(before: TimelinePerson, person: TimelinePerson, readAt: number): News[] {
  const known = new Map(before.sessions.map((session) => [session.id, session]));
  return person.sessions.flatMap((session): News[] => {
    const old = known.get(session.id);
    if (old === undefined) return Date.parse(session.receivedAt) > readAt ? [{ kind: "new", person, session }] : [];
    return old.state === "running" && session.state !== "running" ? [{ kind: "ended", person, session }] : [];
  });
}

/** The news as one sentence or two: `New: Zoom meeting, Weekly planning, Amara Okafor, 10:00.` */
export function newsInWords(news: readonly News[], cycle: HourCycle): string {
  return (["new", "ended"] as const)
    .map((kind) => news.filter((one) => one.kind === kind))
    .filter((some) => some.length > 0)
    .map((some) =>
      some.length > MOST_NAMED ? `${inNumbers(some)}.` : some.map((one) => inWords(one, cycle)).join(" "),
    )
    .join(" ");
}

function inNumbers(news: readonly News[]): string {
  const ended = news[0]?.kind === "ended";
  const people = new Set(news.map(({ person }) => person.id)).size;
  const sessions = countOf(news.length, ended ? "session" : "new session");
  return `${sessions}${ended ? " ended" : ""}, of ${countOf(people, "person", "people")}`;
}

function inWords({ kind, person, session }: News, cycle: HourCycle): string {
  const at = kind === "new" ? session.startAt : session.endAt;
  const clock = at === null ? "" : `, ${clockAt(Date.parse(at), person.dayZone, cycle)}`;
  return `${kind === "new" ? "New" : "Ended"}: ${kindOf(session)}, ${titleOf(session)}, ${person.name}${clock}.`;
}
