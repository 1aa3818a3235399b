"use client";

import type { ReactNode } from "react";
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from "react-aria-components";
import { classNames } from "./class-names.ts";

export type SwitchProps = Omit<AriaSwitchProps, "children" | "className" | "aria-label"> & {
  /** The accessible name, such as "Meetings visible". */
  label: string;
  isLabelHidden?: boolean;
  /** Drawn before the switch instead of the label, which then is only read. */
  children?: ReactNode;
  className?: string;
};

/** On or off, at once. */
export function Switch({ label, isLabelHidden, children, className, ...rest }: SwitchProps) {
  return (
    <AriaSwitch
      {...rest}
      aria-label={label}
      className={classNames("hit inline-flex w-fit items-center gap-2 align-middle", className)}
    >
      {({ isSelected, isFocusVisible, isDisabled }) => (
        <>
          {children ?? (isLabelHidden !== true && <span>{label}</span>)}
          <span
            data-ring=""
            data-edge=""
            data-focus-visible={isFocusVisible ? "" : undefined}
            data-selected={isSelected ? "" : undefined}
            className={classNames(
              "relative inline-block h-4 w-7 shrink-0 rounded-full transition-colors",
              isSelected ? "bg-ink" : "bg-surface inset-ring inset-ring-field",
              isDisabled && "opacity-50",
            )}
          >
            <span
              className={classNames(
                "absolute rounded-full transition-all forced-colors:bg-[ButtonText]",
                isSelected ? "inset-y-0.5 right-0.5 w-3 bg-on-ink" : "inset-y-[3px] left-[3px] w-2.5 bg-field",
              )}
            />
          </span>
        </>
      )}
    </AriaSwitch>
  );
}
