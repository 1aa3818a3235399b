"use client";

import { ChartGantt, ChevronDown, Globe, List, Minus, Plus, Users } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { type TimelineViewer, type ZoneChoice, zoneChoices } from "#lib/timeline/timeline-types.ts";
import { placeOfZone } from "#lib/timeline/words.ts";
import { type Zoom, zoomSteps } from "#lib/timeline/zoom.ts";
import type { View } from "./use-frame.ts";

const zoomNames: Record<Zoom, string> = { day: "24 h", work: "Work hours", 6: "6 h", 2: "2 h" };
/** How close one looks: four steps, and one step away or nearer. */
export function ZoomChoice({
  zoom,
  onChange,
  onStep,
}: {
  zoom: Zoom;
  onChange: (zoom: Zoom) => void;
  onStep: (direction: 1 | -1) => void;
}) {
  const index = zoomSteps.indexOf(zoom);
  return (
    <span className="flex items-center gap-1">
      <IconButton
        label="Show more hours"
        isDisabled={index === 0}
        onPress={() => onStep(-1)}
        icon={<Minus aria-hidden size={16} />}
        className="max-sm:hidden"
      />
      <Segmented
        label="Hours shown"
        items={zoomSteps.map((id) => ({ id, name: zoomNames[id] }))}
        selectedKey={zoom}
        onChange={(id) => onChange(zoomSteps.find((step) => step === id) ?? "work")}
      />
      <IconButton
        label="Show fewer hours"
        isDisabled={index === zoomSteps.length - 1}
        onPress={() => onStep(1)}
        icon={<Plus aria-hidden size={16} />}
        className="max-sm:hidden"
      />
    </span>
  );
}

const viewItems = [
  { id: "grid", name: "Grid", icon: <ChartGantt aria-hidden size={14} />, isIconOnly: true },
  { id: "list", name: "List", icon: <List aria-hidden size={14} />, isIconOnly: true },
] as const;

/** Grid or list. */
export function ViewChoice({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  return (
    <Segmented
      label="View"
      items={viewItems}
      selectedKey={view}
      onChange={(id) => onChange(id === "list" ? "list" : "grid")}
    />
  );
}

/** A day or a week. */
export function RangeChoice({ range, onChange }: { range: "day" | "week"; onChange: (range: "day" | "week") => void }) {
  return (
    <Segmented
      label="Range"
      items={[
        { id: "day", name: "Day" },
        { id: "week", name: "Week" },
      ]}
      selectedKey={range}
      onChange={(id) => onChange(id === "week" ? "week" : "day")}
    />
  );
}

/** Whose days are shown. Nothing for those who may see only themselves. */
export function PeopleChoice({
  viewer,
  people,
  onChange,
}: {
  viewer: TimelineViewer;
  people: string;
  onChange: (people: string) => void;
}) {
  if (viewer.teams.length === 0) return null;
  const own = viewer.teams.find(({ id }) => id === viewer.personId);
  const choices = [
    { id: "all", name: "All I may see" },
    ...(own === undefined ? [] : [{ id: "team", name: "My team", description: countOfTeam(own.count) }]),
    ...viewer.teams
      .filter(({ id }) => id !== viewer.personId)
      .map(({ id, name, count }) => ({ id, name: `${name}’s team`, description: countOfTeam(count) })),
  ];
  return (
    <Choice
      label="People"
      icon={<Users aria-hidden size={16} />}
      choices={choices}
      selected={people === viewer.personId ? "team" : people}
      onChange={onChange}
    />
  );
}

const countOfTeam = (count: number) => `${count} ${count === 1 ? "person" : "people"}`;

/** In whose time the days are cut and drawn. `ownName` is what "own" is called here. */
export function ZoneMenu({
  viewer,
  zone,
  ownName,
  onChange,
}: {
  viewer: TimelineViewer;
  zone: ZoneChoice;
  ownName: string;
  onChange: (zone: ZoneChoice) => void;
}) {
  const names: Record<ZoneChoice, string> = {
    own: ownName,
    mine: `My time (${placeOfZone(viewer.timeZone)})`,
    organisation: `Organisation’s time (${placeOfZone(viewer.organisationZone)})`,
  };
  return (
    <Choice
      label="Time zone"
      icon={<Globe aria-hidden size={16} />}
      choices={zoneChoices.map((id) => ({ id, name: names[id] }))}
      selected={zone}
      onChange={(id) => onChange(zoneChoices.find((choice) => choice === id) ?? "own")}
    />
  );
}

function Choice({
  label,
  icon,
  choices,
  selected,
  onChange,
}: {
  label: string;
  icon: ReactNode;
  choices: readonly { id: string; name: string; description?: string }[];
  selected: string;
  onChange: (id: string) => void;
}) {
  const current = choices.find(({ id }) => id === selected) ?? choices[0];
  return (
    <Menu
      label={label}
      placement="bottom start"
      trigger={
        <Button icon={icon} className="max-w-56 min-w-0">
          <span className="sr-only">{label}: </span>
          <span className="truncate max-sm:max-w-32">{current?.name}</span>
          <ChevronDown aria-hidden size={14} />
        </Button>
      }
      items={choices.map((choice) => ({
        ...choice,
        isCurrent: choice.id === current?.id,
        onAction: () => onChange(choice.id),
      }))}
    />
  );
}
