"use client";

import { ArrowLeft, MousePointerClick } from "lucide-react";
import { use, useMemo } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { DateStepper } from "#components/ui/date-stepper.tsx";
import { Face } from "#components/ui/face.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { addDays, dayIn } from "#lib/timeline/day.ts";
import { temporalReady } from "#lib/timeline/load-temporal.ts";
import { type TimelineViewer, timelineProducts } from "#lib/timeline/timeline-types.ts";
import { clockAt, dayLong, placeOfZone, workingHours } from "#lib/timeline/words.ts";
import { DetailPanel } from "./detail-panel.tsx";
import { LiveMark, NotLiveStrip } from "./live-mark.tsx";
import { MissingPerson } from "./missing-person.tsx";
import { PersonBar } from "./person-bar.tsx";
import { PersonFigures } from "./person-figures.tsx";
import { PersonList } from "./person-list.tsx";
import { ProductLegend } from "./product-legend.tsx";
import { RangeChoice, ZoneMenu, ZoomChoice } from "./timeline-choices.tsx";
import { NothingConnected, NothingVisible, TimelineFailed } from "./timeline-faces.tsx";
import { TimelineFailure } from "./timeline-query.ts";
import { RowBones } from "./timeline-skeleton.tsx";
import { TroubleStrip } from "./trouble-strip.tsx";
import { useLayers } from "./use-layers.ts";
import { useMedia, useNow } from "./use-now.ts";
import { useSelection } from "./use-selection.ts";
import { useShownHours } from "./use-shown-hours.ts";
import { useShownPeople } from "./use-shown-people.ts";
import { useTimeline } from "./use-timeline.ts";
import { useTimelineKeys } from "./use-timeline-keys.ts";
import { useTimelineState } from "./use-timeline-state.ts";
import { useWasLive } from "./use-was-live.ts";
import { useZoom } from "./use-zoom.ts";

export type PersonViewProps = {
  viewer: TimelineViewer;
  personId: string;
  /** The person's own zone decides which day it is. */
  zone: string;
  readAt: number;
};

/** One person's day: figures, a large bar, the list of the day, and what is known of the selected session. */
export function PersonView({ viewer, personId, zone, readAt }: PersonViewProps) {
  if (temporalReady !== null) use(temporalReady);
  const [state, setState] = useTimelineState();
  const clock = useNow(readAt);
  const today = dayIn(zone, clock);
  const day = state.day ?? today;
  const { data, error, isFetching, isPlaceholderData, refetch, live } = useTimeline({
    day,
    personId,
    zone: state.zone,
  });
  // News may be younger than the last tick: what has just ended must not lie behind the line of now.
  const asOf = data === undefined ? clock : Date.parse(data.asOf);
  const now = Math.max(clock, asOf);
  const isWide = useMedia("(width >= 75rem)");
  const visible = data?.products ?? timelineProducts;
  const chosen = useMemo(
    () => visible.filter((one) => state.products?.includes(one) ?? true),
    [visible, state.products],
  );
  const { layers, shown, toggle } = useLayers(data, state.products, (products) => void setState({ products }));
  const { people, counts } = useShownPeople(data, {
    day: isPlaceholderData ? (data?.day ?? day) : day,
    q: "",
    products: shown,
    now,
    cycle: viewer.hourCycle,
  });
  const selection = useSelection(people, state.block, (block) => void setState({ block }));
  const view = useShownHours(state, data, people);
  const zoom = useZoom({ zoom: state.hours, view, people, selectedId: state.block, setState });
  const wasLive = useWasLive(live);
  const personDay = people[0];
  const isOwn = personId === viewer.personId;

  const goTo = (next: string) => void setState({ day: next === today ? null : next, block: null });
  useTimelineKeys({
    isOn: viewer.singleKeys,
    onDay: (days) => goTo(addDays(day, days)),
    onToday: () => goTo(today),
    onRange: (range) => void setState({ range, block: null }),
    onZoom: zoom.step,
    onList: null,
  });
  if (error instanceof TimelineFailure && error.code === "not-found") return <MissingPerson />;
  const person = personDay?.person;
  const isBare = data !== undefined && data.zoom.state === "never" && person?.sessions.length === 0;

  return (
    <div className="flex flex-1 flex-col bg-surface" aria-busy={isPlaceholderData}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 px-page pt-5 pb-4">
        <LinkButton
          href={day === today ? "/timeline" : `/timeline?day=${day}`}
          aria-label="Back to the timeline"
          className="w-control px-0!"
          icon={<ArrowLeft aria-hidden size={16} />}
        />
        <Avatar name={person?.name ?? ""} size="xl" className="max-sm:hidden" />
        <div className="min-w-0 flex-[1_1_14rem]">
          <h1 className="truncate leading-6">
            {person?.name ?? "Timeline"}
            <span className="sr-only">, {dayLong(day)}</span>
          </h1>
          {person !== undefined && (
            <p className="text-muted tabular-nums">
              {clockAt(now, person.timeZone, viewer.hourCycle)} in {placeOfZone(person.timeZone)}
              <span className="text-subtle">
                {" "}
                · works {workingHours(person.workStart, person.workEnd, viewer.hourCycle)}
                {person.isWorkDay ? "" : ", not on this day"}
                {person.managerName === null || isOwn ? "" : ` · reports to ${person.managerName}`}
              </span>
            </p>
          )}
        </div>
        <DateStepper value={day} today={today} onChange={goTo} className="max-sm:w-full" />
        <RangeChoice range="day" onChange={(range) => void setState({ range, block: null })} />
        <ZoneMenu
          viewer={viewer}
          zone={state.zone}
          ownName={person === undefined ? "Their own time" : `${person.name.split(" ")[0]}’s time`}
          onChange={(zone) => void setState({ zone })}
        />
        <ZoomChoice zoom={state.hours} onChange={zoom.zoomTo} onStep={zoom.step} />
      </div>
      {data !== undefined && <TroubleStrip zoom={data.zoom} viewer={viewer} now={now} />}
      {personDay === undefined || data === undefined ? (
        error === null ? (
          <RowBones />
        ) : (
          <TimelineFailed error={error} isRetrying={isFetching} onRetry={() => void refetch()} />
        )
      ) : isBare ? (
        <NothingConnected zoom={data.zoom} viewer={viewer} />
      ) : data.products.length === 0 ? (
        <NothingVisible mayMap={viewer.mayMap} />
      ) : (
        <>
          <PersonFigures personDay={personDay} products={visible} now={now} cycle={viewer.hourCycle} />
          <div className="flex min-h-legend flex-wrap items-center gap-x-2 pb-2 sm:px-page">
            <ProductLegend layers={layers} selected={shown} counts={counts} onToggle={toggle} />
            <span className="ml-auto max-sm:w-full max-sm:px-page">
              <LiveMark live={live} asOf={asOf} zone={viewer.timeZone} cycle={viewer.hourCycle} />
            </span>
          </div>
          <PersonBar
            personDay={personDay}
            products={chosen}
            view={view}
            cycle={viewer.hourCycle}
            selectedId={selection.selected?.drawn.id ?? null}
            mapHref={viewer.mayMap ? `/integrations/zoom/users?q=${encodeURIComponent(personDay.person.name)}` : null}
            onOpen={selection.open}
          />
          <div className="grid flex-1 grid-cols-1 min-[75rem]:grid-cols-[minmax(0,1fr)_424px]">
            <PersonList
              personDay={personDay}
              now={now}
              cycle={viewer.hourCycle}
              selectedId={selection.selected?.drawn.id ?? null}
              onOpen={selection.open}
            />
            {selection.selected !== null ? (
              <DetailPanel
                {...selection.selected}
                now={now}
                cycle={viewer.hourCycle}
                personHref={null}
                takesFocus={selection.takesFocus}
                onMove={selection.move}
                onClose={selection.close}
              />
            ) : (
              isWide !== false && (
                <Face
                  icon={<MousePointerClick />}
                  title="Select a session"
                  className="border-l border-line-strong max-[75rem]:hidden"
                >
                  Everything that we keep of it shows here, and how we know.
                </Face>
              )
            )}
          </div>
          {wasLive && !live.isLive && (
            <div className="sticky bottom-0 z-10">
              <NotLiveStrip live={live} asOf={asOf} zone={viewer.timeZone} cycle={viewer.hourCycle} />
            </div>
          )}
        </>
      )}
    </div>
  );
}
