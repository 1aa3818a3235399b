"use client";

import { useId } from "react";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { Select } from "#components/ui/select.tsx";

export type WorkHours = { workStart: number; workEnd: number; workDays: number[] };

const STEP_MINUTES = 15;
const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function clockItems(from: number, to: number, current: number): { id: string; name: string }[] {
  const steps = new Set([current]);
  for (let minutes = from; minutes <= to; minutes += STEP_MINUTES) steps.add(minutes);
  return [...steps].sort((a, b) => a - b).map((minutes) => ({ id: String(minutes), name: clockOf(minutes) }));
}

/** When someone usually works, in their own zone: the timeline dims the rest. */
export function WorkHoursField({
  hours,
  onChange,
  errorMessage,
}: {
  hours: WorkHours;
  onChange: (hours: WorkHours) => void;
  errorMessage: string | undefined;
}) {
  const labelId = useId();
  return (
    <fieldset aria-labelledby={labelId} className="grid gap-2">
      <legend id={labelId} className="font-medium">
        Working hours
      </legend>
      <div className="grid grid-cols-2 gap-3">
        <Select
          label="From"
          items={clockItems(0, 1425, hours.workStart)}
          selectedKey={String(hours.workStart)}
          onSelectionChange={(id) => onChange({ ...hours, workStart: Number(id) })}
        />
        <Select
          label="To"
          items={clockItems(STEP_MINUTES, 1440, hours.workEnd)}
          selectedKey={String(hours.workEnd)}
          onSelectionChange={(id) => onChange({ ...hours, workEnd: Number(id) })}
          errorMessage={errorMessage}
        />
      </div>
      <div className="flex flex-wrap gap-1.5">
        {days.map((name, index) => {
          const day = index + 1;
          const isSelected = hours.workDays.includes(day);
          const toggled = isSelected ? hours.workDays.filter((other) => other !== day) : [...hours.workDays, day];
          return (
            <FilterChip
              key={name}
              isSelected={isSelected}
              onPress={() => onChange({ ...hours, workDays: toggled.sort((a, b) => a - b) })}
            >
              <span aria-hidden>{name.slice(0, 3)}</span>
              <span className="sr-only">{name}</span>
            </FilterChip>
          );
        })}
      </div>
    </fieldset>
  );
}
