"use client";

import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from "react-aria-components";
import { classNames } from "./class-names.ts";

export type CheckboxProps = Omit<AriaCheckboxProps, "children" | "className"> & {
  label: ReactNode;
  isLabelHidden?: boolean;
  description?: ReactNode;
  className?: string;
};

/** A box to tick. `isIndeterminate` shows that only some of what it stands for is ticked. */
export function Checkbox({ label, isLabelHidden, description, className, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox
      {...rest}
      className={classNames(
        "group hit inline-flex w-fit items-start align-middle gap-2 data-disabled:text-subtle",
        className,
      )}
    >
      {({ isSelected, isIndeterminate, isFocusVisible, isDisabled }) => (
        <>
          <span
            data-ring=""
            data-edge=""
            data-focus-visible={isFocusVisible ? "" : undefined}
            data-selected={isSelected || isIndeterminate ? "" : undefined}
            className={classNames(
              "my-0.5 grid size-4 shrink-0 place-items-center rounded-xs text-on-ink",
              isSelected || isIndeterminate ? "bg-ink" : "bg-surface inset-ring inset-ring-field",
              isDisabled && "opacity-50",
            )}
          >
            {isIndeterminate ? (
              <Minus aria-hidden size={12} strokeWidth={3.5} />
            ) : (
              isSelected && <Check aria-hidden size={12} strokeWidth={3.5} />
            )}
          </span>
          <span className={isLabelHidden === true ? "sr-only" : "min-w-0"}>
            {label}
            {description !== undefined && <span className="block text-xs text-subtle">{description}</span>}
          </span>
        </>
      )}
    </AriaCheckbox>
  );
}
