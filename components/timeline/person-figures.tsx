import { CircleCheck, CircleDashed } from "lucide-react";
import { useMemo } from "react";
import { Figure } from "#components/ui/figure.tsx";
import { Swatch } from "#components/ui/product-mark.tsx";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { lengthOfSpans } from "#lib/timeline/spans.ts";
import { productOfKind, type SessionKind, type TimelineProduct } from "#lib/timeline/timeline-types.ts";
import { type KindTotal, totalsOf } from "#lib/timeline/totals.ts";
import { clockAt, countOf, type HourCycle, lengthInWords } from "#lib/timeline/words.ts";

/**
 * The day in a few figures: time by product, each honest about overlaps and about what may be missing, what was only
 * planned (never added to it), and how much of the day is known.
 */
export function PersonFigures({
  personDay,
  products,
  now,
  cycle,
}: {
  personDay: PersonDay;
  products: readonly TimelineProduct[];
  now: number;
  cycle: HourCycle;
}) {
  const { person, axis } = personDay;
  const totals = useMemo(() => totalsOf(person, axis, now), [person, axis, now]);
  const figure = (kind: SessionKind, title: string, note: string) =>
    products.includes(productOfKind[kind]) && (
      <Figure key={kind} icon={<Swatch kind={kind} />} title={title} note={note} isAtLeast={totals[kind].isAtLeast}>
        {lengthInWords(totals[kind].ms)}
      </Figure>
    );
  return (
    <dl className="mx-page grid grid-cols-2 border-t border-line lg:grid-cols-[repeat(auto-fit,minmax(0,1fr))]">
      {figure("meeting", "In hosted meetings", hostedNote(totals.meeting, "meeting"))}
      {figure("call", "On calls", callNote(personDay))}
      {figure("webinar", "In hosted webinars", hostedNote(totals.webinar, "webinar"))}
      {person.calendar !== "none" && (
        <Figure
          icon={<Swatch kind="calendar" />}
          title="Only in the calendar"
          note={
            totals.calendarOnly.count === 0
              ? "None on this day"
              : `${countOf(totals.calendarOnly.count, "event")}, not added`
          }
        >
          {lengthInWords(totals.calendarOnly.ms)}
        </Figure>
      )}
      <Completeness personDay={personDay} now={now} cycle={cycle} />
    </dl>
  );
}

function hostedNote({ count, overlapMs }: KindTotal, word: string): string {
  if (count === 0) return "None on this day";
  return `${countOf(count, word)}${overlapMs === 0 ? "" : `, ${lengthInWords(overlapMs)} in two at once`}`;
}

function callNote({ person }: PersonDay): string {
  const calls = person.sessions.flatMap(({ call }) => call ?? []);
  const incoming = calls.filter(({ direction }) => direction === "incoming").length;
  const outgoing = calls.filter(({ direction }) => direction === "outgoing").length;
  const missed = calls.filter(({ outcome, direction }) => outcome === "missed" && direction !== "outgoing").length;
  if (calls.length === 0) return "None on this day";
  return [`${incoming} in`, `${outgoing} out`, ...(missed === 0 ? [] : [`${missed} missed`])].join(", ");
}

function Completeness({ personDay, now, cycle }: { personDay: PersonDay; now: number; cycle: HourCycle }) {
  const { axis, gaps, person } = personDay;
  const isFuture = now < axis.startAt;
  const end = Math.min(now, axis.endAt);
  const missing = lengthOfSpans(
    gaps.map(({ gap }) => ({ startAt: Date.parse(gap.startAt), endAt: Date.parse(gap.endAt) })),
  );
  const isComplete = gaps.length === 0;
  const until = end < axis.endAt ? `until ${clockAt(end, axis.zone, cycle)}` : "until its end";
  const first = gaps[0];
  const note = isFuture
    ? "This day has not begun"
    : isComplete
      ? `From ${clockAt(axis.startAt, axis.zone, cycle)} ${until}`
      : `${first?.words ?? ""}${gaps.length > 1 ? `, and ${countOf(gaps.length - 1, "more gap")}` : ""}`;
  const value = isFuture
    ? "Nothing yet"
    : isComplete
      ? "Complete"
      : !person.isMapped
        ? "None"
        : `${lengthInWords(missing)} missing`;
  return (
    <Figure
      icon={
        isComplete ? (
          <CircleCheck aria-hidden size={14} className="text-ok" />
        ) : (
          <CircleDashed aria-hidden size={14} className="text-gap-ink" />
        )
      }
      title="Data"
      note={note}
    >
      {value}
    </Figure>
  );
}
