"use client";

import type { ReactNode } from "react";
import { Label, Radio, RadioGroup, type RadioGroupProps } from "react-aria-components";
import { classNames } from "./class-names.ts";

export type RadioTilesProps = Omit<RadioGroupProps, "children" | "className" | "onChange"> & {
  label: string;
  isLabelHidden?: boolean;
  items: readonly { id: string; name: string; description?: ReactNode; isDisabled?: boolean }[];
  selectedKey?: string;
  defaultSelectedKey?: string;
  onSelectionChange?: (id: string) => void;
  className?: string;
};

/** A few choices side by side, each with its dot: for a question that deserves all of them in view. */
export function RadioTiles({
  label,
  isLabelHidden,
  items,
  selectedKey,
  defaultSelectedKey,
  onSelectionChange,
  className,
  ...rest
}: RadioTilesProps) {
  return (
    <RadioGroup
      {...rest}
      orientation="horizontal"
      {...(selectedKey === undefined ? {} : { value: selectedKey })}
      {...(defaultSelectedKey === undefined ? {} : { defaultValue: defaultSelectedKey })}
      {...(onSelectionChange === undefined ? {} : { onChange: onSelectionChange })}
      className={classNames("grid gap-2", className)}
    >
      <Label className={isLabelHidden === true ? "sr-only" : "font-medium"}>{label}</Label>
      <div className="grid auto-cols-fr grid-flow-col divide-x divide-line-strong rounded-md inset-ring inset-ring-field">
        {items.map((item) => (
          <Radio
            key={item.id}
            value={item.id}
            isDisabled={item.isDisabled === true}
            data-ring=""
            className="group grid cursor-pointer content-start justify-items-center gap-2 px-1 pt-3 pb-2.5 text-center font-medium first:rounded-l-md last:rounded-r-md data-disabled:cursor-default data-disabled:text-subtle data-hovered:bg-hover data-hovered:bg-clip-padding data-selected:inset-ring data-selected:inset-ring-field data-selected:bg-hover data-focus-visible:relative data-focus-visible:z-1"
          >
            {({ isSelected }) => (
              <>
                <span
                  data-edge=""
                  data-selected={isSelected ? "" : undefined}
                  className={classNames(
                    "grid size-4 place-items-center rounded-full",
                    isSelected ? "bg-ink" : "bg-surface inset-ring inset-ring-field",
                  )}
                >
                  {isSelected && <span className="size-1.5 rounded-full bg-on-ink forced-colors:bg-[HighlightText]" />}
                </span>
                <span>
                  {item.name}
                  {item.description !== undefined && (
                    <span className="block text-xs font-normal text-subtle">{item.description}</span>
                  )}
                </span>
              </>
            )}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
