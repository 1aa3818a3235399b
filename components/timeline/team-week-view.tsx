"use client";

import { type ReactNode, useMemo } from "react";
import { DAYS_OF_WEEK } from "#lib/timeline/day.ts";
import { matches } from "#lib/timeline/match-name.ts";
import type { TimelineDay, TimelineViewer } from "#lib/timeline/timeline-types.ts";
import { weekInWords } from "#lib/timeline/words.ts";
import { NotRead } from "./frame-parts.tsx";
import { TeamFrame } from "./team-frame.tsx";
import { NothingConnected, NothingMatches, NothingVisible } from "./timeline-faces.tsx";
import { timesOf, useFrame } from "./use-frame.ts";
import { useTimelineDays } from "./use-timeline.ts";
import { countsOf, useWeekLayers } from "./use-week-layers.ts";
import { TeamWeek } from "./week/team-week.tsx";

const noDays: readonly TimelineDay[] = [];

/** The team's week: the seven days from Monday. `readAt` is when the server drew it, in milliseconds. */
export function TeamWeekView({ viewer, readAt }: { viewer: TimelineViewer; readAt: number }) {
  const frame = useFrame({ viewer, zone: viewer.timeZone, readAt, range: "week" });
  const { state, day } = frame;
  const { data, ...query } = useTimelineDays({ day, days: DAYS_OF_WEEK, people: state.people, zone: state.zone });
  const days = data?.days ?? noDays;
  const [first] = days;
  const { asOf, now } = timesOf(frame.clock, first);
  const { layers, shown, toggle } = useWeekLayers(data?.days, state.products, frame.setProducts);
  const counts = useMemo(() => countsOf(days, state.q), [days, state.q]);

  const faceOf = (read: TimelineDay): ReactNode => {
    const total = counts.meetings + counts.phone + counts.webinars + counts.calendar;
    if (read.zoom.state !== "connected" && total === 0) return <NothingConnected zoom={read.zoom} viewer={viewer} />;
    if (read.products.length === 0) return <NothingVisible mayMap={viewer.mayMap} />;
    if (read.people.some(({ name }) => matches(name, state.q))) return null;
    return (
      <NothingMatches
        title={`Nobody is named “${state.q}”`}
        why="Among the people whose days you may see."
        onClear={frame.clearFilters}
      />
    );
  };
  const face = first === undefined ? <NotRead {...query} /> : faceOf(first);

  return (
    <TeamFrame
      frame={frame}
      shown={{ ...query, days, first, asOf, now, legend: { layers, selected: shown, counts, onToggle: toggle } }}
      title={`week ${weekInWords(day)}`}
      zoom={null}
    >
      {face ?? (
        <TeamWeek
          days={days}
          layers={shown}
          q={state.q}
          now={now}
          viewer={viewer}
          view={frame.view}
          hrefOf={frame.hrefOf}
          weekHrefOf={frame.weekHrefOf}
          onOpenDay={frame.openDay}
        />
      )}
    </TeamFrame>
  );
}
