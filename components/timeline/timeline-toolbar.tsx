"use client";

import type { ReactNode } from "react";
import { DateStepper } from "#components/ui/date-stepper.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { DAYS_OF_WEEK } from "#lib/timeline/day.ts";
import { weekInWords } from "#lib/timeline/words.ts";
import { RangeChoice } from "./timeline-choices.tsx";

type TimelineToolbarProps = {
  day: string;
  today: string;
  onDay: (day: string) => void;
  range: "day" | "week";
  onRange: (range: "day" | "week") => void;
  q: string;
  onSearch: ((q: string) => void) | null;
  /** Whether "/" alone jumps into the search. */
  singleKeys: boolean;
  /** Whom it shows. */
  people: ReactNode;
  /** In whose time, how close, grid or list. */
  children: ReactNode;
};

/** Day, people, search, and how it is drawn. */
export function TimelineToolbar(props: TimelineToolbarProps) {
  return (
    <div className="flex min-h-toolbar flex-wrap items-center gap-2 px-page py-2">
      <DateStepper
        value={props.day}
        today={props.today}
        onChange={props.onDay}
        {...(props.range === "week" ? { stepDays: DAYS_OF_WEEK, text: weekInWords(props.day) } : {})}
        className="max-sm:w-full"
      />
      <RangeChoice range={props.range} onChange={props.onRange} />
      {props.people}
      {props.onSearch !== null && (
        <SearchField
          label="Find a person"
          placeholder="Find a person"
          {...(props.singleKeys ? { shortcut: "/" } : {})}
          value={props.q}
          onChange={props.onSearch}
          className="w-40 max-sm:w-auto max-sm:flex-1"
        />
      )}
      <span className="flex max-w-full flex-wrap items-center gap-2 sm:ml-auto">{props.children}</span>
    </div>
  );
}
