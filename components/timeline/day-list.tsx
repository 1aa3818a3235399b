"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import type { RulerView } from "#lib/timeline/layout-row.ts";
import type { DrawnGap, DrawnSession, PersonDay } from "#lib/timeline/person-day.ts";
import { clockInDay, emptyDayInWords, titleOf } from "#lib/timeline/session-words.ts";
import { clockAt, type HourCycle, lengthAsFigure, lengthInWords, placeOfZone } from "#lib/timeline/words.ts";
import { EntryButton, EventEntry, entriesOf, subtitleOf } from "./list-entries.tsx";
import { MiniBar } from "./mini-bar.tsx";
import type { OpenSession } from "./session-block.tsx";
import { SessionTile } from "./session-icon.tsx";

const ITEM_PX = 53;
const HEAD_PX = 88;
const READY_AT_ONCE = 12;

export type DayListProps = {
  label: string;
  people: readonly PersonDay[];
  view: RulerView;
  now: number;
  cycle: HourCycle;
  selectedId: string | null;
  hrefOf: (personId: string) => string;
  onOpen: OpenSession;
};

/** The same day as the grid, read from top to bottom: the form for narrow screens, and beside the grid for everyone. */
export function DayList({ label, people, ...rest }: DayListProps) {
  return (
    <section aria-label={label}>
      {people.map((personDay, index) => (
        <NearScreen
          key={personDay.person.id}
          isReady={index < READY_AT_ONCE}
          height={HEAD_PX + ITEM_PX * Math.max(1, personDay.crowd.sessions + personDay.person.gaps.length)}
        >
          <PersonSection personDay={personDay} {...rest} />
        </NearScreen>
      ))}
    </section>
  );
}

/** Holds the place of what is far from the screen, so that long teams stay quick. */
function NearScreen({ isReady, height, children }: { isReady: boolean; height: number; children: ReactNode }) {
  const [isNear, setIsNear] = useState(isReady);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isNear || place.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) setIsNear(true);
      },
      { rootMargin: "1200px" },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isNear]);
  return (
    <div ref={place} className="not-first:border-t-8 not-first:border-sunken" style={isNear ? undefined : { height }}>
      {isNear && children}
    </div>
  );
}

function PersonSection({
  personDay,
  view,
  now,
  cycle,
  selectedId,
  hrefOf,
  onOpen,
}: { personDay: PersonDay } & Omit<DayListProps, "label" | "people">) {
  const { person, inMeetings, isAtLeast } = personDay;
  return (
    <section aria-label={person.name} className="mx-auto w-full max-w-4xl">
      <div className="grid grid-cols-[32px_minmax(0,1fr)_auto] items-center gap-x-3 px-page pt-3 pb-2">
        <Avatar name={person.name} className="size-8 text-2xs" />
        <span className="min-w-0">
          <Link
            href={hrefOf(person.id)}
            prefetch={false}
            className="hit block truncate rounded-xs text-base font-semibold hover:underline hover:underline-offset-2"
          >
            {person.name}
          </Link>
          <span className="block truncate text-xs text-subtle tabular-nums">
            {clockAt(now, person.timeZone, cycle)} {placeOfZone(person.timeZone)}
            {person.isWorkDay ? "" : " · day off"}
          </span>
        </span>
        {person.isMapped && (
          <span className="text-right text-base font-semibold tabular-nums">
            {lengthAsFigure(inMeetings)}
            <span className="block text-xs font-normal text-subtle">
              {isAtLeast ? "at least, in meetings" : "in meetings"}
            </span>
          </span>
        )}
      </div>
      <MiniBar personDay={personDay} view={view} />
      <ol>
        <Entries personDay={personDay} now={now} cycle={cycle} selectedId={selectedId} onOpen={onOpen} />
      </ol>
    </section>
  );
}

function Entries({
  personDay,
  now,
  cycle,
  selectedId,
  onOpen,
}: { personDay: PersonDay } & Pick<DayListProps, "now" | "cycle" | "selectedId" | "onOpen">) {
  const entries = entriesOf(personDay);
  if (entries.length === 0)
    return <li className="border-t border-line px-page py-4 text-subtle">{emptyDayInWords(personDay.axis, now)}</li>;
  return entries.map((entry) => {
    if (entry.kind === "now") return <NowLine key="now" text={clockAt(now, personDay.axis.zone, cycle)} />;
    if (entry.kind === "event")
      return (
        <li key={`event ${entry.drawn.id}`} className="border-t border-line">
          <EventEntry
            drawn={entry.drawn}
            personDay={personDay}
            cycle={cycle}
            isSelected={entry.drawn.id === selectedId}
            onOpen={onOpen}
          />
        </li>
      );
    if (entry.kind === "gap")
      return (
        <GapEntry key={`gap ${entry.drawn.gap.startAt}`} drawn={entry.drawn} personDay={personDay} cycle={cycle} />
      );
    return (
      <li key={entry.drawn.id} className="border-t border-line">
        <SessionEntry
          drawn={entry.drawn}
          personDay={personDay}
          now={now}
          cycle={cycle}
          isSelected={entry.drawn.id === selectedId}
          onOpen={onOpen}
        />
      </li>
    );
  });
}

function NowLine({ text }: { text: string }) {
  return (
    <li className="relative -mb-px flex h-5 items-center gap-3 border-t border-line px-page">
      <span className="w-14 text-xs font-semibold text-now tabular-nums">
        <span className="sr-only">Now </span>
        {text}
      </span>
      <i aria-hidden className="h-px flex-1 bg-now" />
    </li>
  );
}

function GapEntry({ drawn, personDay, cycle }: { drawn: DrawnGap; personDay: PersonDay; cycle: HourCycle }) {
  const at = (iso: string) => clockInDay(personDay.axis, Date.parse(iso), cycle);
  return (
    <li className="hatch-gap grid min-h-[52px] grid-cols-[56px_24px_minmax(0,1fr)] items-center gap-x-3 border-t border-line px-page py-1.5">
      <span className="w-fit rounded-xs bg-gap-wash px-0.5 text-xs text-gap-ink tabular-nums">
        {at(drawn.gap.startAt)}
        <span className="block">{drawn.gap.isOpen ? "now" : at(drawn.gap.endAt)}</span>
      </span>
      <span
        aria-hidden
        className="grid size-6 place-items-center rounded-md bg-gap-wash text-gap-ink inset-ring inset-ring-gap-line"
      >
        <TriangleAlert size={14} />
      </span>
      <span className="w-fit rounded-sm bg-gap-wash px-1.5 font-medium text-gap-ink">{drawn.words}</span>
    </li>
  );
}

function SessionEntry({
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
  const { axis } = personDay;
  const startAt = Date.parse(session.startAt);
  const endAt = session.endAt === null ? null : Date.parse(session.endAt);
  const isRunning = session.state === "running";
  const length = endAt === null ? (isRunning ? now - startAt : null) : endAt - startAt;
  return (
    <EntryButton
      drawn={drawn}
      isSelected={isSelected}
      onOpen={onOpen}
      className="min-h-[52px] grid-cols-[56px_24px_minmax(0,1fr)_auto] items-center gap-x-3 px-page py-1.5"
    >
      <span className="text-xs text-muted tabular-nums">
        {clockAt(startAt, axis.zone, cycle)}
        <span className="block text-subtle">
          {isRunning ? "now" : endAt === null ? "?" : clockAt(endAt, axis.zone, cycle)}
        </span>
      </span>
      <SessionTile session={session} />
      <span className="min-w-0">
        <span className="block truncate font-medium">{titleOf(session)}</span>
        <span className="block truncate text-xs text-subtle">{subtitleOf(drawn)}</span>
      </span>
      <span className="text-muted tabular-nums">{length === null ? "" : lengthInWords(Math.max(0, length))}</span>
    </EntryButton>
  );
}
