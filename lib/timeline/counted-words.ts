/** What a block is called that stands for several sessions, or for several calendar events. */
import type { DrawnEvent, DrawnSession, PersonDay } from "./person-day.ts";
import { hoursInWords } from "./session-words.ts";
import type { SessionKind } from "./timeline-types.ts";
import { countOf, listOf } from "./words.ts";

const kinds: readonly SessionKind[] = ["meeting", "call", "webinar"];

/** `4 Zoom calls, 10:00 to 10:40`, `3 Zoom meetings and 1 Zoom call, 9:00 to 9:50`. */
export function nameOfCounted(
  drawn: readonly (DrawnSession | DrawnEvent)[],
  { axis, cycle, nowMinute }: Pick<PersonDay, "axis" | "cycle" | "nowMinute">,
): string {
  const spans = drawn.map((one) => {
    const { startAt, endAt } = "session" in one ? one.session : one.event;
    return { startAt: Date.parse(startAt), endAt: Date.parse(endAt ?? startAt) };
  });
  const bounds = {
    startAt: Math.min(...spans.map(({ startAt }) => startAt)),
    endAt: Math.max(...spans.map(({ endAt }) => endAt)),
  };
  return `${whatIsCounted(drawn)}, ${hoursInWords(axis, bounds, cycle, nowMinute !== null)}`;
}

function whatIsCounted(drawn: readonly (DrawnSession | DrawnEvent)[]): string {
  const sessions = drawn.filter((one) => "session" in one);
  const events = drawn.length - sessions.length;
  const parts = kinds.flatMap((kind) => {
    const count = sessions.filter((one) => one.kind === kind).length;
    return count === 0 ? [] : [countOf(count, `Zoom ${kind}`)];
  });
  return listOf([...parts, ...(events === 0 ? [] : [countOf(events, "calendar event")])]);
}
