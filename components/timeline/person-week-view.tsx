"use client";

import { ArrowLeft } from "lucide-react";
import { use } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { DateStepper } from "#components/ui/date-stepper.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { addDays, DAYS_OF_WEEK, dayIn, mondayOf } from "#lib/timeline/day.ts";
import { temporalReady } from "#lib/timeline/load-temporal.ts";
import { clockAt, placeOfZone, weekInWords } from "#lib/timeline/words.ts";
import { LiveMark } from "./live-mark.tsx";
import { MissingPerson } from "./missing-person.tsx";
import type { PersonViewProps } from "./person-view.tsx";
import { ProductLegend } from "./product-legend.tsx";
import { RangeChoice, ZoneMenu } from "./timeline-choices.tsx";
import { NothingVisible, TimelineFailed } from "./timeline-faces.tsx";
import { TimelineFailure } from "./timeline-query.ts";
import { RowBones } from "./timeline-skeleton.tsx";
import { ViewChoice } from "./timeline-toolbar.tsx";
import { TroubleStrip } from "./trouble-strip.tsx";
import { useMedia, useNow } from "./use-now.ts";
import { useTimelineDays } from "./use-timeline.ts";
import { useTimelineKeys } from "./use-timeline-keys.ts";
import { useTimelineState } from "./use-timeline-state.ts";
import { countsOf, useWeekLayers } from "./use-week-layers.ts";
import { PersonWeek } from "./week/person-week.tsx";

/** One person's week: seven rows under one ruler. A session opens its day, with what is known of it. */
export function PersonWeekView({ viewer, personId, zone, readAt }: PersonViewProps) {
  if (temporalReady !== null) use(temporalReady);
  const [state, setState] = useTimelineState();
  const clock = useNow(readAt);
  const today = dayIn(zone, clock);
  const monday = mondayOf(state.day ?? today);
  const { data, error, isFetching, isPlaceholderData, refetch, live } = useTimelineDays({
    day: monday,
    days: DAYS_OF_WEEK,
    personId,
    zone: state.zone,
  });
  const [first] = data?.days ?? [];
  const asOf = first === undefined ? clock : Date.parse(first.asOf);
  const now = Math.max(clock, asOf);
  const isNarrow = useMedia("(width < 40rem)");
  const view = state.view ?? (isNarrow === true ? "list" : "grid");
  const { layers, shown, toggle } = useWeekLayers(
    data?.days,
    state.products,
    (products) => void setState({ products }),
  );
  const goTo = (next: string) => void setState({ day: next === today ? null : next, block: null });
  const onRange = (range: "day" | "week") => void setState({ range, block: null });
  useTimelineKeys({
    isOn: viewer.singleKeys,
    onDay: (direction) => goTo(addDays(monday, direction * DAYS_OF_WEEK)),
    onToday: () => goTo(today),
    onZoom: null,
    onList: () => void setState({ view: view === "grid" ? "list" : "grid" }),
    onRange,
  });
  if (error instanceof TimelineFailure && error.code === "not-found") return <MissingPerson />;
  const person = first?.people[0];

  return (
    <div className="flex flex-1 flex-col bg-surface" aria-busy={isPlaceholderData}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 px-page pt-5 pb-4">
        <LinkButton
          href={`/timeline?range=week${state.day === null ? "" : `&day=${state.day}`}`}
          aria-label="Back to the timeline"
          className="w-control px-0!"
          icon={<ArrowLeft aria-hidden size={16} />}
        />
        <Avatar name={person?.name ?? ""} size="xl" className="max-sm:hidden" />
        <div className="min-w-0 flex-[1_1_14rem]">
          <h1 className="truncate leading-6">
            {person?.name ?? "Timeline"}
            <span className="sr-only">, week {weekInWords(monday)}</span>
          </h1>
          {person !== undefined && (
            <p className="text-muted tabular-nums">
              {clockAt(now, person.timeZone, viewer.hourCycle)} in {placeOfZone(person.timeZone)}
            </p>
          )}
        </div>
        <DateStepper
          value={monday}
          today={mondayOf(today)}
          onChange={goTo}
          stepDays={DAYS_OF_WEEK}
          text={weekInWords(monday)}
          className="max-sm:w-full"
        />
        <RangeChoice range="week" onChange={onRange} />
        <ZoneMenu
          viewer={viewer}
          zone={state.zone}
          ownName={person === undefined ? "Their own time" : `${person.name.split(" ")[0]}’s time`}
          onChange={(next) => void setState({ zone: next })}
        />
        <ViewChoice view={view} onChange={(next) => void setState({ view: next })} />
      </div>
      {first !== undefined && <TroubleStrip zoom={first.zoom} viewer={viewer} now={now} />}
      {data === undefined || first === undefined ? (
        error === null ? (
          <RowBones />
        ) : (
          <TimelineFailed error={error} isRetrying={isFetching} onRetry={() => void refetch()} />
        )
      ) : first.products.length === 0 ? (
        <NothingVisible mayMap={viewer.mayMap} />
      ) : (
        <>
          <div className="flex min-h-legend flex-wrap items-center gap-x-2 pb-2 sm:px-page">
            <ProductLegend layers={layers} selected={shown} counts={countsOf(data.days, "")} onToggle={toggle} />
            <span className="ml-auto max-sm:w-full max-sm:px-page">
              <LiveMark live={live} asOf={asOf} zone={viewer.timeZone} cycle={viewer.hourCycle} />
            </span>
          </div>
          <PersonWeek
            days={data.days}
            layers={shown}
            now={now}
            viewer={viewer}
            view={view}
            selectedId={null}
            hrefOf={(day) => `/timeline/${personId}${day === today ? "" : `?day=${day}`}`}
            onOpen={(block, day) => void setState({ range: "day", day: day === today ? null : day, block })}
          />
        </>
      )}
    </div>
  );
}
