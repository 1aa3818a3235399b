/** Which hours of the ruler are shown. */
import type { RulerView } from "./layout-row.ts";
import { type DrawnSession, type PersonDay, viewOfWork } from "./person-day.ts";
import type { TimelinePerson, TimelineSession } from "./timeline-types.ts";

/** What ended just before now is news, too: this many minutes before now stay in sight. */
const JUST_BEFORE = 30;

/** Sessions are only asked of who has a running one. */
type ShownToday = Pick<PersonDay, "nowMinute"> & {
  person: { sessions: readonly Pick<TimelineSession, "state">[] };
  sessions: readonly Pick<DrawnSession, "isRunning" | "from">[];
};

/**
 * The hours that working hours need; on a person's today also the hours from what runs to beyond their now, so that
 * what happens live is seen at any time of day. Whole hours.
 */
export function viewOfWorkAndNow(
  people: readonly Pick<TimelinePerson, "workStart" | "workEnd">[],
  shown: readonly ShownToday[],
): RulerView {
  const work = viewOfWork(people);
  let { from, to } = work;
  for (const one of shown) {
    const { nowMinute } = one;
    if (nowMinute === null) continue;
    const hasRunning = one.person.sessions.some(({ state }) => state === "running");
    const running = hasRunning ? one.sessions.flatMap((own) => (own.isRunning ? [own.from] : [])) : [];
    const first = Math.min(nowMinute - JUST_BEFORE, ...running);
    from = Math.min(from, Math.floor(first / 60) * 60);
    to = Math.max(to, Math.floor(nowMinute / 60) * 60 + 60);
  }
  return { from: Math.max(0, from), to: Math.min(1440, to) };
}
