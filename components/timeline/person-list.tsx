import { TriangleAlert } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";
import type { DrawnSession, PersonDay } from "#lib/timeline/person-day.ts";
import { clockInDay, emptyDayInWords, rangeOfSession, titleOf } from "#lib/timeline/session-words.ts";
import { clockAt, type HourCycle, lengthInWords } from "#lib/timeline/words.ts";
import { EntryButton, EventEntry, entriesOf, subtitleOf } from "./list-entries.tsx";
import type { OpenSession } from "./session-block.tsx";
import { SessionTile } from "./session-icon.tsx";

const columns =
  "grid grid-cols-[112px_24px_minmax(0,1fr)_72px] items-center gap-x-4 px-page max-sm:grid-cols-[84px_24px_minmax(0,1fr)_auto] max-sm:gap-x-3";

/** The day in order, each entry tied to its block in the bar. */
export function PersonList({
  personDay,
  now,
  cycle,
  selectedId,
  onOpen,
}: {
  personDay: PersonDay;
  now: number;
  cycle: HourCycle;
  selectedId: string | null;
  onOpen: OpenSession;
}) {
  const entries = entriesOf(personDay);
  return (
    <section aria-label="The day in order" className="min-w-0 pt-2 pb-10">
      <div aria-hidden className={classNames(columns, "h-8 text-xs text-subtle")}>
        <span>Time</span>
        <span />
        <span>What</span>
        <span className="text-right">Length</span>
      </div>
      <ol>
        {entries.length === 0 && (
          <li className="border-t border-line px-page py-4 text-subtle">{emptyDayInWords(personDay.axis, now)}</li>
        )}
        {entries.map((entry) => {
          if (entry.kind === "now") {
            return (
              <li key="now" className={classNames(columns, "relative z-1 -mb-px h-6 border-t border-line")}>
                <span className="text-xs font-semibold text-now tabular-nums">
                  <span className="sr-only">Now </span>
                  {clockAt(now, personDay.axis.zone, cycle)}
                </span>
                <i aria-hidden className="col-span-3 h-px bg-now" />
              </li>
            );
          }
          if (entry.kind === "event")
            return (
              <li key={`event ${entry.drawn.id}`} className="border-t border-line">
                <EventEntry
                  drawn={entry.drawn}
                  personDay={personDay}
                  cycle={cycle}
                  isSelected={entry.drawn.id === selectedId}
                  onOpen={onOpen}
                  className={columns}
                />
              </li>
            );
          if (entry.kind === "gap") {
            const { gap, words } = entry.drawn;
            const at = (iso: string) => clockInDay(personDay.axis, Date.parse(iso), cycle);
            return (
              <li key={`gap ${gap.startAt}`} className={classNames(columns, "hatch-gap min-h-12 border-t border-line")}>
                <span className="w-fit rounded-xs bg-gap-wash px-0.5 text-gap-ink tabular-nums max-sm:text-xs">
                  {at(gap.startAt)} – {gap.isOpen ? "now" : at(gap.endAt)}
                </span>
                <span
                  aria-hidden
                  className="grid size-6 place-items-center rounded-md bg-gap-wash text-gap-ink inset-ring inset-ring-gap-line"
                >
                  <TriangleAlert size={14} />
                </span>
                <span className="col-span-2 w-fit rounded-sm bg-gap-wash px-1.5 font-medium text-gap-ink">{words}</span>
              </li>
            );
          }
          return (
            <li key={entry.drawn.id} className="border-t border-line">
              <ListEntry
                drawn={entry.drawn}
                personDay={personDay}
                now={now}
                cycle={cycle}
                isSelected={entry.drawn.id === selectedId}
                onOpen={onOpen}
              />
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function ListEntry({
  drawn,
  personDay,
  now,
  cycle,
  isSelected,
  onOpen,
}: {
  drawn: DrawnSession;
  personDay: PersonDay;
  now: number;
  cycle: HourCycle;
  isSelected: boolean;
  onOpen: OpenSession;
}) {
  const { session } = drawn;
  const startAt = Date.parse(session.startAt);
  const endAt = session.endAt === null ? (session.state === "running" ? now : null) : Date.parse(session.endAt);
  return (
    <EntryButton drawn={drawn} isSelected={isSelected} onOpen={onOpen} className={classNames(columns, "min-h-12 py-1")}>
      <span className="whitespace-nowrap text-muted tabular-nums max-sm:text-xs">
        {rangeOfSession(session, personDay.axis, cycle)}
      </span>
      <SessionTile session={session} />
      <span className="min-w-0">
        <span className="block truncate leading-[18px] font-medium">{titleOf(session)}</span>
        <span className="block truncate text-xs text-subtle">{subtitleOf(drawn)}</span>
      </span>
      <span className="text-right tabular-nums">
        {endAt === null ? "?" : lengthInWords(Math.max(0, endAt - startAt))}
      </span>
    </EntryButton>
  );
}
