"use client";

import type { ReactNode } from "react";
import { Label, ProgressBar } from "react-aria-components";
import { classNames } from "./class-names.ts";

export type ProgressProps = {
  label: string;
  isLabelHidden?: boolean;
  /** Left out when nobody knows how far it is. */
  value?: number;
  max?: number;
  /** Beside the label, such as "41 of 180 days". */
  detail?: ReactNode;
  className?: string;
};

/** How far something is. */
export function Progress({ label, isLabelHidden, value, max = 100, detail, className }: ProgressProps) {
  return (
    <ProgressBar
      {...(value === undefined ? { isIndeterminate: true } : { value: Math.min(value, max) })}
      maxValue={max}
      className={classNames("grid gap-1", className)}
    >
      {({ percentage }) => (
        <>
          <span className={isLabelHidden === true ? "contents" : "flex items-baseline justify-between gap-2 text-xs"}>
            <Label className={isLabelHidden === true ? "sr-only" : "font-medium"}>{label}</Label>
            {detail !== undefined && <span className="text-xs text-subtle tabular-nums">{detail}</span>}
          </span>
          <span data-edge="" className="block h-1 w-full min-w-16 overflow-hidden rounded-full bg-selected">
            <span
              className={classNames(
                "block h-full rounded-full bg-ink forced-colors:bg-[Highlight]",
                value === undefined && "w-1/3 animate-breathe",
              )}
              style={percentage === undefined ? undefined : { width: `${percentage}%` }}
            />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
