"use client";

import { MousePointerClick } from "lucide-react";
import { useMemo } from "react";
import { Face } from "#components/ui/face.tsx";
import { type TimelineViewer, timelineProducts } from "#lib/timeline/timeline-types.ts";
import { dayLong } from "#lib/timeline/words.ts";
import { DetailPanel } from "./detail-panel-loader.tsx";
import { PersonBar } from "./person-bar.tsx";
import { PersonFigures } from "./person-figures.tsx";
import { PersonFrame } from "./person-frame.tsx";
import { PersonList } from "./person-list.tsx";
import { timesOf, useFrame } from "./use-frame.ts";
import { useLayers } from "./use-layers.ts";
import { useMedia } from "./use-now.ts";
import { useSelection } from "./use-selection.ts";
import { useShownHours } from "./use-shown-hours.ts";
import { useShownPeople } from "./use-shown-people.ts";
import { useTimeline } from "./use-timeline.ts";
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
  const frame = useFrame({ viewer, zone, readAt, range: "day" });
  const { state, setState, day } = frame;
  const { data, ...query } = useTimeline({ day, personId, zone: state.zone });
  const { asOf, now } = timesOf(frame.clock, data);
  const isWide = useMedia("(width >= 75rem)");
  const visible = data?.products ?? timelineProducts;
  const { layers, shown, chosen, toggle } = useLayers(data, state.products, frame.setProducts);
  const { people, counts } = useShownPeople(data, {
    day: query.isPlaceholderData ? (data?.day ?? day) : day,
    q: "",
    products: shown,
    now,
    cycle: viewer.hourCycle,
  });
  const selection = useSelection(people, state.block, (block) => void setState({ block }));
  const view = useShownHours(state, data, people);
  const zoom = useZoom({ zoom: state.hours, view, people, selectedId: state.block, setState });
  const days = useMemo(() => (data === undefined ? [] : [data]), [data]);
  const [personDay] = people;
  const selectedId = selection.selected?.drawn.id ?? null;

  return (
    <PersonFrame
      frame={frame}
      shown={{ ...query, days, first: data, asOf, now, legend: { layers, selected: shown, counts, onToggle: toggle } }}
      person={personDay?.person}
      title={dayLong(day)}
      zoom={zoom}
      figures={
        personDay !== undefined && (
          <PersonFigures personDay={personDay} products={visible} now={now} cycle={viewer.hourCycle} />
        )
      }
    >
      {personDay !== undefined && (
        <>
          <PersonBar
            personDay={personDay}
            products={chosen}
            view={view}
            cycle={viewer.hourCycle}
            selectedId={selectedId}
            mapHref={viewer.mayMap ? `/integrations/zoom/users?q=${encodeURIComponent(personDay.person.name)}` : null}
            onOpen={selection.open}
            onZoom={zoom.step}
            onMove={zoom.canMove ? zoom.move : null}
          />
          <div className="grid flex-1 grid-cols-1 min-[75rem]:grid-cols-[minmax(0,1fr)_424px]">
            <PersonList
              personDay={personDay}
              now={now}
              cycle={viewer.hourCycle}
              selectedId={selectedId}
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
        </>
      )}
    </PersonFrame>
  );
}
