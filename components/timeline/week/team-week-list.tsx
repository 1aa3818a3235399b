"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import Link from "next/link";
import { useLayoutEffect, useMemo, useRef } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { buildWeekRow } from "#lib/timeline/week.ts";
import type { TeamWeekShown } from "./team-week.tsx";
import { WeekFigure } from "./week-figure.tsx";

const LIKELY = { width: 1080, height: 900 };
const HEAD_PX = 48;
const LINE_PX = 44;

/** The same week from top to bottom, for narrow screens and for who prefers it. */
export function TeamWeekList({ people, days, layers, now, hrefOf, weekHrefOf }: TeamWeekShown) {
  const place = useRef<HTMLElement>(null);
  const dates = useMemo(() => days.map(({ day }) => day), [days]);
  const virtualizer = useVirtualizer({
    count: people.length,
    getScrollElement: () => place.current,
    getItemKey: (index) => people[index]?.id ?? index,
    estimateSize: () => HEAD_PX + LINE_PX * dates.length,
    overscan: 2,
    initialRect: LIKELY,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights follow from the number of days
  useLayoutEffect(() => virtualizer.measure(), [dates.length]);
  return (
    <section ref={place} aria-label="Week, as a list" className="h-full max-h-dvh min-h-0 flex-1 overflow-y-auto">
      <ul className="relative mx-auto max-w-4xl" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const person = people[item.index];
          if (person === undefined) return null;
          const row = buildWeekRow(person, { dates, layers, now });
          return (
            <li
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              style={{ transform: `translateY(${item.start}px)` }}
              className="absolute inset-x-0 top-0"
            >
              <div className="flex h-12 items-center gap-3 border-t-4 border-sunken px-page">
                <Avatar name={person.name} />
                <h2 className="min-w-0 flex-1">
                  <Link
                    href={weekHrefOf(person.id)}
                    prefetch={false}
                    className="hit block truncate rounded-xs hover:underline hover:underline-offset-2"
                  >
                    {person.name}
                  </Link>
                </h2>
                <span className="font-semibold">
                  <WeekFigure
                    totals={row.totals}
                    layers={layers}
                    isKnown={row.cells.some((cell) => cell?.person.isMapped)}
                  />
                </span>
              </div>
              <ul>
                {row.cells.map(
                  (cell) =>
                    cell !== null && (
                      <li key={cell.day}>
                        <Link
                          href={hrefOf(person.id, cell.day)}
                          prefetch={false}
                          className="flex min-h-11 items-center gap-3 border-t border-line px-page py-1.5 hover:bg-hover"
                        >
                          <span className="min-w-0 flex-1 text-muted">{cell.words}</span>
                        </Link>
                      </li>
                    ),
                )}
              </ul>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
