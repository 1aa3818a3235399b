"use client";

import { type ReactNode, use, useMemo, useRef } from "react";
import { addDays, buildDayAxis, dayIn, isInDay, minuteOnRuler } from "#lib/timeline/day.ts";
import { temporalReady } from "#lib/timeline/load-temporal.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { productWords } from "#lib/timeline/session-words.ts";
import { type TimelineProduct, type TimelineViewer, timelineProducts } from "#lib/timeline/timeline-types.ts";
import { clockAt, countOf, dayLong, dayWithoutYear, listOf } from "#lib/timeline/words.ts";
import { DayGrid, type DayGridHandle } from "./day-grid.tsx";
import { DayList } from "./day-list.tsx";
import { DetailPanel } from "./detail-panel.tsx";
import { GridFoot } from "./grid-foot.tsx";
import { LiveMark, NotLiveStrip } from "./live-mark.tsx";
import { GroundLegend, ProductLegend } from "./product-legend.tsx";
import { PeopleChoice, ZoneMenu, ZoomChoice } from "./timeline-choices.tsx";
import {
  NothingConnected,
  NothingHappened,
  NothingMatches,
  NothingVisible,
  NothingYet,
  TimelineFailed,
} from "./timeline-faces.tsx";
import { RowBones } from "./timeline-skeleton.tsx";
import { TimelineToolbar, ViewChoice } from "./timeline-toolbar.tsx";
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

const NARROW = "(width < 40rem)";

/** The team's day. `readAt` is when the server drew it, in milliseconds. */
export function TeamDay({ viewer, readAt }: { viewer: TimelineViewer; readAt: number }) {
  if (temporalReady !== null) use(temporalReady);
  const [state, setState] = useTimelineState();
  const clock = useNow(readAt);
  const today = dayIn(viewer.timeZone, clock);
  const day = state.day ?? today;
  const { data, error, isFetching, isPlaceholderData, refetch, live } = useTimeline({
    day,
    people: state.people,
    zone: state.zone,
  });
  // News may be younger than the last tick: what has just ended must not lie behind the line of now.
  const asOf = data === undefined ? clock : Date.parse(data.asOf);
  const now = Math.max(clock, asOf);
  const isNarrow = useMedia(NARROW);
  const view = state.view ?? (isNarrow === true ? "list" : "grid");
  const grid = useRef<DayGridHandle>(null);

  const visible = data?.products ?? timelineProducts;
  const chosen = useMemo(
    () => visible.filter((one) => state.products?.includes(one) ?? true),
    [visible, state.products],
  );
  const { layers, shown, toggle } = useLayers(data, state.products, (products) => void setState({ products }));
  // What is on screen while the next day loads stays that day's, under its own clock.
  const { people, counts, matching } = useShownPeople(data, {
    day: isPlaceholderData ? (data?.day ?? day) : day,
    q: state.q,
    products: shown,
    now,
    cycle: viewer.hourCycle,
  });
  const selection = useSelection(people, state.block, (block) => void setState({ block }));
  const rulerView = useShownHours(state, data, people);
  const zoom = useZoom({ zoom: state.hours, view: rulerView, people, selectedId: state.block, setState });
  const viewerAxis = useMemo(() => buildDayAxis(day, viewer.timeZone), [day, viewer.timeZone]);
  const wasLive = useWasLive(live);

  const goTo = (next: string) => void setState({ day: next === today ? null : next, block: null });
  const clear = () => void setState({ q: "", products: null });
  const hrefOf = (personId: string) => `/timeline/${personId}${day === today ? "" : `?day=${day}`}`;
  useTimelineKeys({
    isOn: viewer.singleKeys,
    onDay: (days) => goTo(addDays(day, days)),
    onToday: () => goTo(today),
    onRange: (range) => void setState({ range, block: null }),
    onZoom: view === "grid" ? zoom.step : null,
    onList: () => void setState({ view: view === "grid" ? "list" : "grid" }),
  });
  const close = () => {
    const at = selection.selected;
    selection.close();
    if (at !== null) grid.current?.focusItem({ personId: at.personDay.person.id, itemId: at.drawn.id });
  };

  const shared = {
    people,
    view: rulerView,
    now,
    cycle: viewer.hourCycle,
    selectedId: selection.selected?.drawn.id ?? null,
    hrefOf,
    onOpen: selection.open,
    label: `${dayLong(day)}, ${people.length} ${people.length === 1 ? "person" : "people"}`,
  };
  const faces = (): ReactNode => {
    if (data === undefined) {
      return error === null ? (
        <RowBones />
      ) : (
        <TimelineFailed error={error} isRetrying={isFetching} onRetry={() => void refetch()} />
      );
    }
    const all = counts.meetings + counts.phone + counts.webinars;
    if (data.zoom.state !== "connected" && all === 0 && matching.total === 0)
      return <NothingConnected zoom={data.zoom} viewer={viewer} />;
    if (data.products.length === 0) return <NothingVisible mayMap={viewer.mayMap} />;
    if (people.length === 0 || (all > 0 && chosen.every((product) => counts[product] === 0))) {
      return <NothingMatches {...whyHidden(people.length, matching.total, chosen, state.q)} onClear={clear} />;
    }
    // Today is not over: its grid stays, and waits.
    const isEmpty = matching.total === 0 && day < today;
    if (isEmpty && people.every((one) => one.gaps.length === 0) && state.q === "") {
      return (
        <NothingHappened
          dayName={dayLong(day)}
          before={dayWithoutYear(addDays(day, -1))}
          isAlone={data.people.length === 1}
          onEarlier={() => goTo(addDays(day, -1))}
        />
      );
    }
    return null;
  };
  const face = faces();
  const isWaiting =
    face === null && data !== undefined && matching.total === 0 && day === today && data.zoom.listeningSince !== null;

  return (
    <div className="flex flex-1 flex-col bg-surface sm:h-[calc(100dvh-var(--spacing-nav))] sm:min-h-0 sm:flex-none">
      <h1 className="sr-only">Timeline, {dayLong(day)}</h1>
      <div className="z-10 bg-surface max-sm:sticky max-sm:top-nav">
        <TimelineToolbar
          day={day}
          today={today}
          onDay={goTo}
          range="day"
          onRange={(range) => void setState({ range, block: null })}
          q={state.q}
          onSearch={(data?.people.length ?? 2) > 1 || state.q !== "" ? (q) => void setState({ q }) : null}
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
          {view === "grid" && <ZoomChoice zoom={state.hours} onChange={zoom.zoomTo} onStep={zoom.step} />}
          <ViewChoice view={view} onChange={(next) => void setState({ view: next })} />
        </TimelineToolbar>
        <div className="flex min-h-legend flex-wrap items-start gap-x-3 border-b border-line-strong pb-2 sm:px-page sm:pt-1">
          <ProductLegend layers={layers} selected={shown} counts={counts} onToggle={toggle} />
          <span aria-hidden className="mt-1 h-4 w-px shrink-0 bg-line-strong max-lg:hidden" />
          <GroundLegend />
          <span className="ml-auto shrink-0 max-sm:w-full max-sm:px-page">
            {data !== undefined && <LiveMark live={live} asOf={asOf} zone={viewer.timeZone} cycle={viewer.hourCycle} />}
          </span>
        </div>
      </div>
      {data !== undefined && <TroubleStrip zoom={data.zoom} viewer={viewer} now={now} />}
      <div className="flex min-h-0 flex-1">
        <div
          // Another day than its date says is on screen for this long: if that is not short, it steps back.
          className="flex min-w-0 flex-1 flex-col transition-opacity aria-busy:opacity-50 aria-busy:delay-300"
          aria-busy={isPlaceholderData}
        >
          {face ??
            (view === "grid" ? (
              <div className={isNarrow === null && state.view === null ? "contents max-sm:hidden" : "contents"}>
                <DayGrid
                  ref={grid}
                  {...shared}
                  nowMinute={isInDay(viewerAxis, now) ? minuteOnRuler(viewerAxis, now) : null}
                  mapHrefOf={viewer.mayMap ? mapHref : noMapHref}
                  onShowAllHours={() => zoom.zoomTo("day")}
                  onZoom={zoom.step}
                  onMove={zoom.canMove ? zoom.move : null}
                />
              </div>
            ) : (
              <div className="min-h-0 flex-1 sm:overflow-y-auto">
                <DayList {...shared} />
              </div>
            ))}
          {isWaiting && data.zoom.listeningSince !== null && (
            <NothingYet
              since={
                isInDay(viewerAxis, Date.parse(data.zoom.listeningSince))
                  ? clockAt(Date.parse(data.zoom.listeningSince), viewer.timeZone, viewer.hourCycle)
                  : null
              }
              mappedPeople={data.people.length === 1 ? null : data.zoom.mappedPeople}
              mayMap={viewer.mayMap}
            />
          )}
          {error !== null && data !== undefined && (
            <p role="status" className="sr-only">
              The newest state could not be loaded; we try again.
            </p>
          )}
          {wasLive && !live.isLive ? (
            <NotLiveStrip live={live} asOf={asOf} zone={viewer.timeZone} cycle={viewer.hourCycle} />
          ) : (
            face === null && view === "grid" && <GridFoot people={people} view={rulerView} />
          )}
        </div>
        {selection.selected !== null && face === null && (
          <DetailPanel
            {...selection.selected}
            now={now}
            cycle={viewer.hourCycle}
            personHref={hrefOf(selection.selected.personDay.person.id)}
            takesFocus={selection.takesFocus}
            onMove={selection.move}
            onClose={close}
            className="w-[344px] shrink-0"
          />
        )}
      </div>
    </div>
  );
}

const noMapHref = () => null;

function mapHref({ person }: PersonDay): string {
  return `/integrations/zoom/users?q=${encodeURIComponent(person.name)}`;
}

function whyHidden(people: number, hidden: number, chosen: readonly TimelineProduct[], q: string) {
  if (people === 0) return { title: `Nobody is named “${q}”`, why: "Among the people whose days you may see." };
  const title =
    hidden === 0 ? "Nothing matches" : `${countOf(hidden, "session is", "sessions are")} hidden by your filters`;
  const what = chosen.length === 0 ? "Nothing" : `Only ${listOf(chosen.map((product) => productWords[product]))}`;
  const whom = q === "" ? "" : ` of people named “${q}”`;
  const verb = chosen.length === 0 ? "is" : "are";
  return {
    title,
    why: `${what}${whom} ${verb} shown${chosen.length === 0 ? "" : ", and there are none on this day"}.`,
  };
}
