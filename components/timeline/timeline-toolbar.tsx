"use client";

import { ChartGantt, List } from "lucide-react";
import { DateStepper } from "#components/ui/date-stepper.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { Segmented } from "#components/ui/segmented.tsx";

const hourItems = [
  { id: "day", name: "24 h" },
  { id: "work", name: "Work hours" },
] as const;
const viewItems = [
  { id: "grid", name: "Grid", icon: <ChartGantt aria-hidden size={14} />, isIconOnly: true },
  { id: "list", name: "List", icon: <List aria-hidden size={14} />, isIconOnly: true },
] as const;

export type Hours = "work" | "day";
export type View = "grid" | "list";

/** Which hours are shown. */
export function HoursChoice({ hours, onChange }: { hours: Hours; onChange: (hours: Hours) => void }) {
  return (
    <Segmented
      label="Hours shown"
      items={hourItems}
      selectedKey={hours}
      onChange={(id) => onChange(id === "day" ? "day" : "work")}
    />
  );
}

type TimelineToolbarProps = {
  day: string;
  today: string;
  onDay: (day: string) => void;
  q: string;
  onSearch: ((q: string) => void) | null;
  hours: Hours;
  onHours: (hours: Hours) => void;
  view: View;
  onView: (view: View) => void;
};

/** Day, search, hours, grid or list. */
export function TimelineToolbar(props: TimelineToolbarProps) {
  return (
    <div className="flex min-h-toolbar flex-wrap items-center gap-2 px-page py-2">
      <DateStepper value={props.day} today={props.today} onChange={props.onDay} className="max-sm:w-full" />
      {props.onSearch !== null && (
        <>
          <span aria-hidden className="h-4 w-px bg-line-strong max-sm:hidden" />
          <SearchField
            label="Find a person"
            placeholder="Find a person"
            shortcut="/"
            value={props.q}
            onChange={props.onSearch}
            className="w-44 max-sm:w-auto max-sm:flex-1"
          />
        </>
      )}
      <span className="flex items-center gap-2 sm:ml-auto">
        <span className={props.view === "list" ? "hidden" : "contents"}>
          <HoursChoice hours={props.hours} onChange={props.onHours} />
        </span>
        <Segmented
          label="View"
          items={viewItems}
          selectedKey={props.view}
          onChange={(id) => props.onView(id === "list" ? "list" : "grid")}
        />
      </span>
    </div>
  );
}
