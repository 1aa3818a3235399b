"use client";

import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { MINUTES_OF_RULER } from "#lib/timeline/day.ts";
import type { RulerView } from "#lib/timeline/layout-row.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { countOf } from "#lib/timeline/words.ts";

/** So many are counted at once; more of them in pieces, while nothing else is going on. */
const MOST_AT_ONCE = 2_000;
const PIECE_MS = 5;
const PATIENCE_MS = 150;

/** How many sessions lie outside the hours in view; null while a large team is being counted. */
function useOutside(people: readonly PersonDay[], view: RulerView, sessions: number): number | null {
  const atOnce = useMemo(() => {
    if (view.from === 0 && view.to === MINUTES_OF_RULER) return 0;
    return sessions > MOST_AT_ONCE ? null : people.reduce((sum, one) => sum + one.countOutside(view), 0);
  }, [people, view, sessions]);
  const [counted, setCounted] = useState<{ people: readonly PersonDay[]; view: RulerView; count: number } | null>(null);
  useEffect(() => {
    if (atOnce !== null) return;
    let index = 0;
    let count = 0;
    const goOn = () => {
      const until = performance.now() + PIECE_MS;
      for (; index < people.length && performance.now() < until; index += 1)
        count += people[index]?.countOutside(view) ?? 0;
      if (index < people.length) timer = setTimeout(goOn);
      else setCounted({ people, view, count });
    };
    let timer = setTimeout(goOn, PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [people, view, atOnce]);
  return atOnce ?? (counted?.people === people && counted.view === view ? counted.count : null);
}

/** How much is here, and the keys that move about in it. */
export function GridFoot({
  people,
  view,
  onHelp,
}: {
  people: readonly PersonDay[];
  view: RulerView;
  onHelp: () => void;
}) {
  const sessions = people.reduce((sum, { crowd }) => sum + crowd.sessions, 0);
  const outside = useOutside(people, view, sessions);
  const words = [
    countOf(people.length, "person", "people"),
    countOf(sessions, "session"),
    ...(outside === null || outside === 0 ? [] : [`${outside} outside these hours`]),
  ];
  return (
    <div className="flex h-8 shrink-0 items-center gap-4 border-t border-line-strong px-page text-xs whitespace-nowrap text-subtle tabular-nums">
      <span>{words.join(", ")}</span>
      <span aria-hidden className="ml-auto flex items-center gap-1 max-lg:hidden">
        <Kbd>
          <ArrowLeft size={10} />
        </Kbd>
        <Kbd>
          <ArrowRight size={10} />
        </Kbd>
        block
      </span>
      <span aria-hidden className="flex items-center gap-1 max-lg:hidden">
        <Kbd>
          <ArrowUp size={10} />
        </Kbd>
        <Kbd>
          <ArrowDown size={10} />
        </Kbd>
        person
      </span>
      <span aria-hidden className="flex items-center gap-1 max-lg:hidden">
        <Kbd>Enter</Kbd> open
      </span>
      <Button variant="plain" size="sm" className="max-lg:ml-auto max-sm:hidden" onPress={onHelp}>
        All keys
      </Button>
    </div>
  );
}
