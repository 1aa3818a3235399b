import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { ProductMark } from "#components/ui/product-mark.tsx";
import { standingInWords } from "#lib/timeline/event-words.ts";
import type { DrawnEvent, DrawnGap, DrawnSession, PersonDay } from "#lib/timeline/person-day.ts";
import { outcomeOf, sourcesInWords } from "#lib/timeline/session-words.ts";
import { clockAt, type HourCycle, lengthInWords } from "#lib/timeline/words.ts";
import type { OpenSession } from "./session-block.tsx";

type Entry =
  | { kind: "session"; at: number; drawn: DrawnSession }
  | { kind: "gap"; at: number; drawn: DrawnGap }
  | { kind: "event"; at: number; drawn: DrawnEvent }
  | { kind: "now"; at: number };

/** Sessions, gaps and the line of now, in order of time. */
export function entriesOf({ sessions, gaps, events, wholeDayEvents, nowMinute }: PersonDay): Entry[] {
  const entries: Entry[] = [
    ...gaps.map((drawn): Entry => ({ kind: "gap", at: drawn.from - 0.5, drawn })),
    ...sessions.map((drawn): Entry => ({ kind: "session", at: drawn.from, drawn })),
  ];
  // What was held stands here as its session.
  for (const drawn of [...wholeDayEvents, ...events])
    if (!drawn.isHeld) entries.push({ kind: "event", at: drawn.from, drawn });
  if (nowMinute !== null && entries.length > 0) entries.push({ kind: "now", at: nowMinute + 0.1 });
  return entries.sort((a, b) => a.at - b.at);
}

/** What opens an entry of a list: its columns are the list's own. */
export function EntryButton({
  drawn,
  isSelected,
  onOpen,
  className,
  children,
}: {
  drawn: DrawnSession | DrawnEvent;
  isSelected: boolean;
  onOpen: OpenSession;
  className: string;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={drawn.name}
      aria-current={isSelected ? "true" : undefined}
      onClick={(press) => onOpen(drawn.id, press.detail === 0)}
      className={classNames(
        "grid w-full text-left hover:bg-hover focus-visible:relative focus-visible:z-1",
        className,
        isSelected && "bg-hover inset-shadow-[2px_0_var(--color-ink)]",
      )}
    >
      {children}
    </button>
  );
}

/** A calendar event that no shown session belongs to. */
export function EventEntry({
  drawn,
  personDay,
  cycle,
  isSelected,
  onOpen,
  className = "grid-cols-[56px_24px_minmax(0,1fr)_auto] items-center gap-x-3 px-page",
}: {
  drawn: DrawnEvent;
  personDay: PersonDay;
  cycle: HourCycle;
  isSelected: boolean;
  onOpen: OpenSession;
  className?: string;
}) {
  const { event, label } = drawn;
  const startAt = Date.parse(event.startAt);
  const endAt = Date.parse(event.endAt);
  return (
    <EntryButton
      drawn={drawn}
      isSelected={isSelected}
      onOpen={onOpen}
      className={classNames("min-h-[52px] py-1.5", className)}
    >
      <span className="text-xs text-muted tabular-nums">
        {event.isAllDay ? "All day" : clockAt(startAt, personDay.axis.zone, cycle)}
        {!event.isAllDay && <span className="block text-subtle">{clockAt(endAt, personDay.axis.zone, cycle)}</span>}
      </span>
      <ProductMark kind="calendar" />
      <span className="min-w-0">
        <span className="block truncate text-muted">{label}</span>
        <span className="block truncate text-xs text-subtle">{standingInWords(event.standing)}</span>
      </span>
      <span className="text-right text-muted tabular-nums">{event.isAllDay ? "" : lengthInWords(endAt - startAt)}</span>
    </EntryButton>
  );
}

/** The second line of a session in a list. */
export function subtitleOf({ session }: Pick<DrawnSession, "session">): string {
  const { call } = session;
  if (session.state === "running") return "In progress";
  if (session.state === "endUnknown") return "End unknown";
  if (call === null) return `${sourcesInWords(session.sources)} · ${session.connectionName}`;
  const direction = call.direction === "incoming" ? "Incoming" : call.direction === "outgoing" ? "Outgoing" : "Call";
  const outcome = call.outcome === "answered" || call.outcome === "unknown" ? [] : [outcomeOf(call).toLowerCase()];
  return [direction, ...outcome, ...(call.deviceName === null ? [] : [call.deviceName])].join(", ");
}
