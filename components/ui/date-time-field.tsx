"use client";

import { parseDateTime } from "@internationalized/date";
import { DateField, DateInput, DateSegment, I18nProvider } from "react-aria-components";
import { classNames } from "./class-names.ts";
import { FieldLabel, FieldNotes, fieldBox, fieldHeights } from "./field-parts.tsx";

export type DateTimeFieldProps = {
  label: string;
  /** A time of the wall clock, YYYY-MM-DDTHH:MM; null while it is not whole. No zone is involved here. */
  value: string | null;
  onChange: (value: string | null) => void;
  hourCycle: "24h" | "12h";
  /** When given, the field is shown as wrong with this sentence. */
  errorMessage?: string | undefined;
  className?: string;
};

/** A day and a time, part by part: typed or stepped by the arrow keys, day before month whatever the browser speaks. */
export function DateTimeField({ label, value, onChange, hourCycle, errorMessage, className }: DateTimeFieldProps) {
  return (
    <I18nProvider locale="en-GB">
      <DateField
        value={value === null ? null : parseDateTime(value)}
        onChange={(chosen) => onChange(chosen === null ? null : chosen.toString().slice(0, 16))}
        granularity="minute"
        hourCycle={hourCycle === "24h" ? 24 : 12}
        shouldForceLeadingZeros
        isInvalid={errorMessage !== undefined}
        className={classNames("grid min-w-0 content-start gap-1", className)}
      >
        <FieldLabel>{label}</FieldLabel>
        <DateInput data-ring="" data-edge="" className={classNames(fieldBox, fieldHeights.md, "gap-0! tabular-nums")}>
          {(segment) => (
            <DateSegment
              segment={segment}
              data-ring-outside=""
              className="rounded-xs px-0.5 text-text outline-none data-focused:bg-ink data-focused:text-on-ink data-placeholder:text-subtle data-[type=literal]:px-0 data-[type=literal]:text-subtle max-sm:text-lg"
            />
          )}
        </DateInput>
        <FieldNotes errorMessage={errorMessage} />
      </DateField>
    </I18nProvider>
  );
}
