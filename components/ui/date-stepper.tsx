"use client";

import { Calendar as CalendarIcon, ChevronLeft, ChevronRight } from "lucide-react";
import dynamic from "next/dynamic";
import { Button as AriaButton, Dialog, DialogTrigger } from "react-aria-components";
import { buttonStyles } from "./button-styles.ts";
import { classNames } from "./class-names.ts";
import { dayInWords, daysAfter } from "./date-words.ts";
import { IconButton } from "./icon-button.tsx";
import { FloatingPanel } from "./list-options.tsx";

/** Few choose a day from the calendar: it is loaded when somebody is about to. */
const loadCalendar = () => import("./day-calendar.tsx").then((file) => file.DayCalendar);
const DayCalendar = dynamic(loadCalendar, { loading: () => <div className="h-64 w-56 max-sm:h-80 max-sm:w-77" /> });

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
  const step = (days: number) => onChange(daysAfter(value, days));
  const unit = stepDays === 1 ? "day" : stepDays === 7 ? "week" : `${stepDays} days`;
  const isFirst = minValue !== undefined && value <= minValue;
  const isLast = maxValue !== undefined && value >= maxValue;
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
            onHoverStart={() => void loadCalendar()}
            onFocus={() => void loadCalendar()}
            className={buttonStyles({ className: "-mx-px min-w-0 flex-auto shrink rounded-none! focus-visible:z-1" })}
          >
            <CalendarIcon aria-hidden size={16} />
            <span className="truncate tabular-nums">{text ?? dayInWords(value)}</span>
          </AriaButton>
          <FloatingPanel placement="bottom start">
            <Dialog aria-label="Choose a day" className="p-3 outline-none">
              {({ close }) => (
                <DayCalendar
                  day={value}
                  today={today}
                  minValue={minValue}
                  maxValue={maxValue}
                  onChange={(chosen) => {
                    onChange(chosen);
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
