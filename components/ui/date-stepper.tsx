"use client";

import { type CalendarDate, parseDate } from "@internationalized/date";
import { Calendar as CalendarIcon, ChevronLeft, ChevronRight } from "lucide-react";
import {
  Button as AriaButton,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
  Dialog,
  DialogTrigger,
} from "react-aria-components";

import { buttonStyles } from "./button-styles.ts";
import { classNames } from "./class-names.ts";
import { dayInWords } from "./date-words.ts";
import { IconButton } from "./icon-button.tsx";
import { FloatingPanel } from "./list-options.tsx";

export type DateStepperProps = {
  /** The day in view, YYYY-MM-DD. */
  value: string;
  onChange: (day: string) => void;
  /** The day it is now where the viewer is, YYYY-MM-DD. */
  today: string;
  /** First and last day that can be chosen, YYYY-MM-DD. */
  minValue?: string;
  maxValue?: string;
  /** How many days one step is. */
  stepDays?: number;
  /** The words on the middle button; the day itself unless told otherwise. */
  text?: string;
  className?: string;
};

/** One day back, a calendar, one day on, and today. Days are days: no clock and no zone is involved here. */
export function DateStepper({
  value,
  onChange,
  today,
  minValue,
  maxValue,
  stepDays = 1,
  text,
  className,
}: DateStepperProps) {
  const day = parseDate(value);
  const step = (days: number) => onChange(day.add({ days }).toString());
  const unit = stepDays === 1 ? "day" : stepDays === 7 ? "week" : `${stepDays} days`;
  const isFirst = minValue !== undefined && day.compare(parseDate(minValue)) <= 0;
  const isLast = maxValue !== undefined && day.compare(parseDate(maxValue)) >= 0;
  return (
    <fieldset className={classNames("flex min-w-0 items-center gap-2", className)}>
      <legend className="sr-only">Day</legend>
      <div className="flex min-w-0 flex-1">
        <IconButton
          variant="secondary"
          label={`Previous ${unit}`}
          isDisabled={isFirst}
          onPress={() => step(-stepDays)}
          icon={<ChevronLeft aria-hidden size={16} />}
          className="rounded-r-none! focus-visible:z-1 max-sm:w-11"
        />
        <DialogTrigger>
          <AriaButton
            data-edge=""
            className={buttonStyles({ className: "-mx-px min-w-0 flex-auto shrink rounded-none! focus-visible:z-1" })}
          >
            <CalendarIcon aria-hidden size={16} />
            <span className="truncate tabular-nums">{text ?? dayInWords(value)}</span>
          </AriaButton>
          <FloatingPanel placement="bottom start">
            <Dialog aria-label="Choose a day" className="p-3 outline-none">
              {({ close }) => (
                <DayCalendar
                  day={day}
                  today={today}
                  minValue={minValue}
                  maxValue={maxValue}
                  onChange={(chosen) => {
                    onChange(chosen.toString());
                    close();
                  }}
                />
              )}
            </Dialog>
          </FloatingPanel>
        </DialogTrigger>
        <IconButton
          variant="secondary"
          label={`Next ${unit}`}
          isDisabled={isLast}
          onPress={() => step(stepDays)}
          icon={<ChevronRight aria-hidden size={16} />}
          className="rounded-l-none! focus-visible:z-1 max-sm:w-11"
        />
      </div>
      <AriaButton
        isDisabled={value === today}
        onPress={() => onChange(today)}
        data-edge=""
        className={buttonStyles({})}
      >
        Today
      </AriaButton>
    </fieldset>
  );
}

function DayCalendar({
  day,
  today,
  minValue,
  maxValue,
  onChange,
}: {
  day: CalendarDate;
  today: string;
  minValue: string | undefined;
  maxValue: string | undefined;
  onChange: (day: CalendarDate) => void;
}) {
  return (
    <Calendar
      aria-label="Day"
      value={day}
      onChange={onChange}
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
