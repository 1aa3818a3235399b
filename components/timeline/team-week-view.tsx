"use client";

import { type ReactNode, use, useMemo } from "react";
import { addDays, DAYS_OF_WEEK, dayIn, mondayOf } from "#lib/timeline/day.ts";
import { temporalReady } from "#lib/timeline/load-temporal.ts";
import type { TimelineViewer } from "#lib/timeline/timeline-types.ts";
import { weekInWords } from "#lib/timeline/words.ts";
import { LiveMark, NotLiveStrip } from "./live-mark.tsx";
import { GroundLegend, ProductLegend } from "./product-legend.tsx";
import { PeopleChoice, ZoneMenu } from "./timeline-choices.tsx";
import { NothingConnected, NothingMatches, NothingVisible, TimelineFailed } from "./timeline-faces.tsx";
import { RowBones } from "./timeline-skeleton.tsx";
import { TimelineToolbar, ViewChoice } from "./timeline-toolbar.tsx";
import { TroubleStrip } from "./trouble-strip.tsx";
import { useMedia, useNow } from "./use-now.ts";
import { matches } from "./use-shown-people.ts";
import { useTimelineDays } from "./use-timeline.ts";
import { useTimelineKeys } from "./use-timeline-keys.ts";
import { useTimelineState } from "./use-timeline-state.ts";
import { useWasLive } from "./use-was-live.ts";
import { countsOf, useWeekLayers } from "./use-week-layers.ts";
import { TeamWeek } from "./week/team-week.tsx";

const NARROW = "(width < 40rem)";

/** The team's week: the seven days from Monday. `readAt` is when the server drew it, in milliseconds. */
export function TeamWeekView({ viewer, readAt }: { viewer: TimelineViewer; readAt: number }) {
  if (temporalReady !== null) use(temporalReady);
  const [state, setState] = useTimelineState();
  const clock = useNow(readAt);
  const today = dayIn(viewer.timeZone, clock);
  const monday = mondayOf(state.day ?? today);
  const { data, error, isFetching, isPlaceholderData, refetch, live } = useTimelineDays({
    day: monday,
    days: DAYS_OF_WEEK,
    people: state.people,
    zone: state.zone,
  });
  const [first] = data?.days ?? [];
  const asOf = first === undefined ? clock : Date.parse(first.asOf);
  const now = Math.max(clock, asOf);
  const isNarrow = useMedia(NARROW);
  const view = state.view ?? (isNarrow === true ? "list" : "grid");
  const wasLive = useWasLive(live);
  const { layers, shown, toggle } = useWeekLayers(
    data?.days,
    state.products,
    (products) => void setState({ products }),
  );
  const counts = useMemo(() => countsOf(data?.days ?? [], state.q), [data, state.q]);

  const goTo = (next: string) => void setState({ day: next === today ? null : next, block: null });
  const openDay = (day: string) => void setState({ day: day === today ? null : day, range: "day", block: null });
  const onRange = (range: "day" | "week") => void setState({ range, block: null });
  useTimelineKeys({
    isOn: viewer.singleKeys,
    onDay: (direction) => goTo(addDays(monday, direction * DAYS_OF_WEEK)),
    onToday: () => goTo(today),
    onZoom: null,
    onList: () => void setState({ view: view === "grid" ? "list" : "grid" }),
    onRange,
  });

  const faces = (): ReactNode => {
    if (data === undefined || first === undefined) {
      return error === null ? (
        <RowBones />
      ) : (
        <TimelineFailed error={error} isRetrying={isFetching} onRetry={() => void refetch()} />
      );
    }
    const total = counts.meetings + counts.phone + counts.webinars + counts.calendar;
    if (first.zoom.state !== "connected" && total === 0) return <NothingConnected zoom={first.zoom} viewer={viewer} />;
    if (first.products.length === 0) return <NothingVisible mayMap={viewer.mayMap} />;
    if (!first.people.some(({ name }) => matches(name, state.q))) {
      return (
        <NothingMatches
          title={`Nobody is named “${state.q}”`}
          why="Among the people whose days you may see."
          onClear={() => void setState({ q: "", products: null })}
        />
      );
    }
    return null;
  };

  return (
    <div className="flex flex-1 flex-col bg-surface sm:h-[calc(100dvh-var(--spacing-nav))] sm:min-h-0 sm:flex-none">
      <h1 className="sr-only">Timeline, week {weekInWords(monday)}</h1>
      <div className="z-10 bg-surface max-sm:sticky max-sm:top-nav">
        <TimelineToolbar
          day={monday}
          today={mondayOf(today)}
          onDay={goTo}
          range="week"
          onRange={onRange}
          q={state.q}
          onSearch={(first?.people.length ?? 2) > 1 || state.q !== "" ? (q) => void setState({ q }) : null}
          singleKeys={viewer.singleKeys}
          people={
            <PeopleChoice
              viewer={viewer}
              people={state.people}
              onChange={(next) => void setState({ people: next, block: null })}
            />
          }
        >
          <ZoneMenu
            viewer={viewer}
            zone={state.zone}
            ownName="Each person’s own time"
            onChange={(zone) => void setState({ zone })}
          />
          <ViewChoice view={view} onChange={(next) => void setState({ view: next })} />
        </TimelineToolbar>
        <div className="flex min-h-legend flex-wrap items-start gap-x-3 border-b border-line-strong pb-2 sm:px-page sm:pt-1">
          <ProductLegend layers={layers} selected={shown} counts={counts} onToggle={toggle} />
          <span aria-hidden className="mt-1 h-4 w-px shrink-0 bg-line-strong max-lg:hidden" />
          <GroundLegend />
          <span className="ml-auto shrink-0 max-sm:w-full max-sm:px-page">
            {first !== undefined && (
              <LiveMark live={live} asOf={asOf} zone={viewer.timeZone} cycle={viewer.hourCycle} />
            )}
          </span>
        </div>
      </div>
      {first !== undefined && <TroubleStrip zoom={first.zoom} viewer={viewer} now={now} />}
      <div
        className="flex min-h-0 min-w-0 flex-1 flex-col transition-opacity aria-busy:opacity-50 aria-busy:delay-300"
        aria-busy={isPlaceholderData}
      >
        {faces() ?? (
          <TeamWeek
            days={data?.days ?? []}
            layers={shown}
            q={state.q}
            now={now}
            viewer={viewer}
            view={view}
            hrefOf={(personId, day) => `/timeline/${personId}${day === today ? "" : `?day=${day}`}`}
            onOpenDay={openDay}
          />
        )}
        {wasLive && !live.isLive && (
          <NotLiveStrip live={live} asOf={asOf} zone={viewer.timeZone} cycle={viewer.hourCycle} />
        )}
      </div>
    </div>
  );
}
