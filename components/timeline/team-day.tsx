"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useMemo, useRef } from "react";
import { addDays, buildDayAxis, isInDay, minuteOnRuler } from "#lib/timeline/day.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { productWords } from "#lib/timeline/session-words.ts";
import type { TimelineDay, TimelineProduct, TimelineViewer } from "#lib/timeline/timeline-types.ts";
import { clockAt, countOf, dayLong, dayWithoutYear, listOf } from "#lib/timeline/words.ts";
import { DayGrid, type DayGridHandle } from "./day-grid.tsx";
import { DetailPanel } from "./detail-panel-loader.tsx";
import { NotRead } from "./frame-parts.tsx";
import { GridFoot } from "./grid-foot.tsx";
import { TeamFrame } from "./team-frame.tsx";
import { NothingConnected, NothingHappened, NothingMatches, NothingVisible, NothingYet } from "./timeline-faces.tsx";
import { RowBones } from "./timeline-skeleton.tsx";
import { timesOf, useFrame } from "./use-frame.ts";
import { useLayers } from "./use-layers.ts";
import { useSelection } from "./use-selection.ts";
import { useShownHours } from "./use-shown-hours.ts";
import { useShownPeople } from "./use-shown-people.ts";
import { useTimeline } from "./use-timeline.ts";
import { useZoom } from "./use-zoom.ts";

/** Loaded where it is looked at: on phones, and for those who choose it. */
const DayList = dynamic(() => import("./day-list.tsx").then((file) => file.DayList), { loading: RowBones });

/** The team's day. `readAt` is when the server drew it, in milliseconds. */
export function TeamDay({ viewer, readAt }: { viewer: TimelineViewer; readAt: number }) {
  const frame = useFrame({ viewer, zone: viewer.timeZone, readAt, range: "day" });
  const { state, setState, day, today, view } = frame;
  const { data, ...query } = useTimeline({ day, people: state.people, zone: state.zone });
  const { asOf, now } = timesOf(frame.clock, data);
  const grid = useRef<DayGridHandle>(null);

  const { layers, shown, chosen, toggle } = useLayers(data, state.products, frame.setProducts);
  // What is on screen while the next day loads stays that day's, under its own clock.
  const { people, counts, matching } = useShownPeople(data, {
    day: query.isPlaceholderData ? (data?.day ?? day) : day,
    q: state.q,
    products: shown,
    now,
    cycle: viewer.hourCycle,
  });
  const selection = useSelection(people, state.block, (block) => void setState({ block }));
  const rulerView = useShownHours(state, data, people);
  const zoom = useZoom({ zoom: state.hours, view: rulerView, people, selectedId: state.block, setState });
  const viewerAxis = useMemo(() => buildDayAxis(day, viewer.timeZone), [day, viewer.timeZone]);
  const days = useMemo(() => (data === undefined ? [] : [data]), [data]);

  const hrefOf = (personId: string) => frame.hrefOf(personId, day);
  const close = () => {
    const at = selection.selected;
    selection.close();
    if (at !== null) grid.current?.focusItem({ personId: at.personDay.person.id, itemId: at.drawn.id });
  };
  const body = {
    people,
    view: rulerView,
    now,
    cycle: viewer.hourCycle,
    selectedId: selection.selected?.drawn.id ?? null,
    hrefOf,
    onOpen: selection.open,
    label: `${dayLong(day)}, ${countOf(people.length, "person", "people")}`,
  };
  const faceOf = (read: TimelineDay): ReactNode => {
    const all = counts.meetings + counts.phone + counts.webinars;
    if (read.zoom.state !== "connected" && all === 0 && matching.total === 0)
      return <NothingConnected zoom={read.zoom} viewer={viewer} />;
    if (read.products.length === 0) return <NothingVisible mayMap={viewer.mayMap} />;
    if (people.length === 0 || (all > 0 && chosen.every((product) => counts[product] === 0))) {
      const why = whyHidden(people.length, matching.total, chosen, state.q);
      return <NothingMatches {...why} onClear={frame.clearFilters} />;
    }
    // Today is not over: its grid stays, and waits.
    const isEmpty = matching.total === 0 && day < today;
    if (isEmpty && people.every((one) => one.gaps.length === 0) && state.q === "") {
      return (
        <NothingHappened
          dayName={dayLong(day)}
          before={dayWithoutYear(addDays(day, -1))}
          isAlone={read.people.length === 1}
          onEarlier={() => frame.goTo(addDays(day, -1))}
        />
      );
    }
    return null;
  };
  const face = data === undefined ? <NotRead {...query} /> : faceOf(data);
  const listeningSince = data?.zoom.listeningSince ?? null;
  const isWaiting = face === null && data !== undefined && matching.total === 0 && day === today;

  return (
    <TeamFrame
      frame={frame}
      shown={{ ...query, days, first: data, asOf, now, legend: { layers, selected: shown, counts, onToggle: toggle } }}
      title={dayLong(day)}
      zoom={zoom}
      aside={
        selection.selected !== null &&
        face === null && (
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
        )
      }
      foot={
        face === null &&
        view === "grid" && <GridFoot people={people} view={rulerView} onHelp={() => frame.setHelpOpen(true)} />
      }
    >
      {face ??
        (view === "grid" ? (
          <div className={frame.isWidthOpen ? "contents max-sm:hidden" : "contents"}>
            <DayGrid
              ref={grid}
              {...body}
              nowMinute={isInDay(viewerAxis, now) ? minuteOnRuler(viewerAxis, now) : null}
              mapHrefOf={viewer.mayMap ? mapHref : noMapHref}
              onShowAllHours={() => zoom.zoomTo("day")}
              onZoom={zoom.step}
              onMove={zoom.canMove ? zoom.move : null}
            />
          </div>
        ) : (
          <div className="min-h-0 flex-1 sm:overflow-y-auto">
            <DayList {...body} />
          </div>
        ))}
      {isWaiting && listeningSince !== null && (
        <NothingYet
          since={
            isInDay(viewerAxis, Date.parse(listeningSince))
              ? clockAt(Date.parse(listeningSince), viewer.timeZone, viewer.hourCycle)
              : null
          }
          mappedPeople={data.people.length === 1 ? null : data.zoom.mappedPeople}
          mayMap={viewer.mayMap}
        />
      )}
    </TeamFrame>
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
