/** Which hours of the ruler are shown. */
import type { RulerView } from "./layout-row.ts";
import { type PersonDay, viewOfWork } from "./person-day.ts";
import type { TimelinePerson } from "./timeline-types.ts";

/** What ended just before now is news, too: this many minutes before now stay in sight. */
const JUST_BEFORE = 30;

/**
 * The hours that working hours need; on a person's today also the hours from what runs to beyond their now, so that
 * what happens live is seen at any time of day. Whole hours.
 */
export function viewOfWorkAndNow(
  people: readonly Pick<TimelinePerson, "workStart" | "workEnd">[],
  shown: readonly Pick<PersonDay, "nowMinute" | "sessions">[],
): RulerView {
  const work = viewOfWork(people);
  let { from, to } = work;
  for (const { nowMinute, sessions } of shown) {
    if (nowMinute === null) continue;
    const running = sessions.filter(({ isRunning }) => isRunning).map((session) => session.from);
    const first = Math.min(nowMinute - JUST_BEFORE, ...running);
    from = Math.min(from, Math.floor(first / 60) * 60);
    to = Math.max(to, Math.floor(nowMinute / 60) * 60 + 60);
  }
  return { from: Math.max(0, from), to: Math.min(1440, to) };
}
