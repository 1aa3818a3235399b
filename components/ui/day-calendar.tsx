"use client";

import { parseDate } from "@internationalized/date";
import { ChevronLeft, ChevronRight } from "lucide-react";
import {
  Button as AriaButton,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
} from "react-aria-components";
import { buttonStyles } from "./button-styles.ts";
import { classNames } from "./class-names.ts";

/** A month to choose a day from. Days are YYYY-MM-DD. */
export function DayCalendar({
  day,
  today,
  minValue,
  maxValue,
  onChange,
}: {
  day: string;
  today: string;
  minValue: string | undefined;
  maxValue: string | undefined;
  onChange: (day: string) => void;
}) {
  return (
    <Calendar
      aria-label="Day"
      value={parseDate(day)}
      onChange={(date) => onChange(date.toString())}
      firstDayOfWeek="mon"
      autoFocus
      {...(minValue === undefined ? {} : { minValue: parseDate(minValue) })}
      {...(maxValue === undefined ? {} : { maxValue: parseDate(maxValue) })}
    >
      <div className="mb-2 flex items-center gap-1">
        <CalendarHeading className="flex-1 pl-2 text-base font-semibold" />
        <AriaButton slot="previous" className={buttonStyles({ variant: "plain", isSquare: true })}>
          <ChevronLeft aria-hidden size={16} />
        </AriaButton>
        <AriaButton slot="next" className={buttonStyles({ variant: "plain", isSquare: true })}>
          <ChevronRight aria-hidden size={16} />
        </AriaButton>
      </div>
      <CalendarGrid>
        <CalendarGridHeader>
          {(name) => <CalendarHeaderCell className="h-7 text-center text-xs text-subtle">{name}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => (
            <CalendarCell
              date={date}
              className={({ isSelected, isOutsideMonth, isDisabled, isUnavailable }) =>
                classNames(
                  "grid size-8 cursor-pointer place-items-center rounded-md tabular-nums outline-none max-sm:size-11",
                  date.toString() === today && "font-semibold underline underline-offset-4",
                  isSelected && !isOutsideMonth ? "bg-ink text-on-ink" : "data-hovered:bg-hover",
                  isOutsideMonth && "hidden",
                  (isDisabled || isUnavailable) && "cursor-default text-subtle opacity-60",
                )
              }
            />
          )}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
}
