import { CircleCheck, CircleDashed } from "lucide-react";
import type { ReactNode } from "react";
import { Swatch } from "#components/ui/product-mark.tsx";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { lengthOfSpans } from "#lib/timeline/spans.ts";
import type { SessionKind, TimelineProduct } from "#lib/timeline/timeline-types.ts";
import { isPartly, timeIn } from "#lib/timeline/totals.ts";
import { clockAt, countOf, type HourCycle, lengthInWords } from "#lib/timeline/words.ts";

/** The day in four figures: time by product, each honest about what may be missing, and how much of the day is known. */
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
  const figure = (product: TimelineProduct, kind: SessionKind, title: string, note: string) =>
    products.includes(product) && (
      <Figure key={product} icon={<Swatch kind={kind} />} title={title} note={note}>
        {isPartly(product, personDay.person.gaps) && (
          <small className="text-sm font-normal tracking-normal text-muted">at least </small>
        )}
        {lengthInWords(timeIn(kind, personDay.person.sessions, personDay.axis, now))}
      </Figure>
    );
  const count = (kind: SessionKind) => personDay.person.sessions.filter((session) => session.kind === kind).length;
  return (
    <dl className="mx-page grid grid-cols-2 border-t border-line lg:grid-cols-[repeat(auto-fit,minmax(0,1fr))]">
      {figure("meetings", "meeting", "In hosted meetings", meetingsNote(count("meeting")))}
      {figure("phone", "call", "On calls", callNote(personDay))}
      {figure(
        "webinars",
        "webinar",
        "In hosted webinars",
        count("webinar") === 0 ? "None on this day" : countOf(count("webinar"), "webinar"),
      )}
      <Completeness personDay={personDay} now={now} cycle={cycle} />
    </dl>
  );
}

function meetingsNote(count: number): string {
  if (count === 0) return "None on this day";
  return `${countOf(count, "meeting")}${count === 1 ? "" : ", overlaps counted once"}`;
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

function Figure({
  icon,
  title,
  note,
  children,
}: {
  icon: ReactNode;
  title: string;
  note: string;
  children: ReactNode;
}) {
  return (
    <div className="flex min-w-0 flex-col border-line py-4 pl-5 not-first:border-l max-lg:nth-3:border-t max-lg:nth-4:border-t max-lg:odd:border-l-0 max-lg:odd:pl-0 lg:first:pl-0">
      <dt className="flex items-center gap-1.5 text-xs text-muted">
        {icon}
        {title}
      </dt>
      <dd className="mt-1 text-xl font-semibold tracking-title tabular-nums">{children}</dd>
      <dd className="text-xs text-subtle tabular-nums">{note}</dd>
    </div>
  );
}
