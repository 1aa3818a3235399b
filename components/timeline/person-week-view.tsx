"use client";

import { useMemo } from "react";
import { DAYS_OF_WEEK } from "#lib/timeline/day.ts";
import type { TimelineDay } from "#lib/timeline/timeline-types.ts";
import { weekInWords } from "#lib/timeline/words.ts";
import { PersonFrame } from "./person-frame.tsx";
import type { PersonViewProps } from "./person-view.tsx";
import { timesOf, useFrame } from "./use-frame.ts";
import { useTimelineDays } from "./use-timeline.ts";
import { countsOf, useWeekLayers } from "./use-week-layers.ts";
import { PersonWeek } from "./week/person-week.tsx";

const noDays: readonly TimelineDay[] = [];

/** One person's week: seven rows under one ruler. A session opens its day, with what is known of it. */
export function PersonWeekView({ viewer, personId, zone, readAt }: PersonViewProps) {
  const frame = useFrame({ viewer, zone, readAt, range: "week" });
  const { state, day } = frame;
  const { data, ...query } = useTimelineDays({ day, days: DAYS_OF_WEEK, personId, zone: state.zone });
  const days = data?.days ?? noDays;
  const [first] = days;
  const { asOf, now } = timesOf(frame.clock, first);
  const { layers, shown, toggle } = useWeekLayers(data?.days, state.products, frame.setProducts);
  const counts = useMemo(() => countsOf(days, ""), [days]);

  return (
    <PersonFrame
      frame={frame}
      shown={{ ...query, days, first, asOf, now, legend: { layers, selected: shown, counts, onToggle: toggle } }}
      person={first?.people[0]}
      title={`week ${weekInWords(day)}`}
      zoom={null}
    >
      <PersonWeek
        days={days}
        layers={shown}
        now={now}
        viewer={viewer}
        view={frame.view}
        selectedId={null}
        hrefOf={(next) => frame.hrefOf(personId, next)}
        onOpen={(block, next) => frame.openDay(next, block)}
      />
    </PersonFrame>
  );
}
