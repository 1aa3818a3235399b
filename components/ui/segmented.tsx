"use client";

import type { ReactNode } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { classNames } from "./class-names.ts";

export type SegmentedProps = {
  /** Read, not drawn: the choices explain themselves. */
  label: string;
  items: readonly { id: string; name: string; icon?: ReactNode; isIconOnly?: boolean }[];
  selectedKey: string;
  onSelectionChange?: (id: string) => void;
  /** The same as `onSelectionChange`. */
  onChange?: (id: string) => void;
  isDisabled?: boolean;
  className?: string;
};

/** One of a few, changed at once. Arrow keys move the choice. */
export function Segmented({
  label,
  items,
  selectedKey,
  onSelectionChange,
  onChange,
  isDisabled = false,
  className,
}: SegmentedProps) {
  return (
    <RadioGroup
      value={selectedKey}
      isDisabled={isDisabled}
      orientation="horizontal"
      onChange={(id) => {
        onSelectionChange?.(id);
        onChange?.(id);
      }}
      className={classNames("w-fit max-w-full", className)}
    >
      <Label className="sr-only">{label}</Label>
      <div
        data-edge=""
        className="inline-flex h-control max-w-full rounded-md bg-sunken p-0.5 inset-ring inset-ring-line"
      >
        {items.map((item) => (
          <Radio
            key={item.id}
            value={item.id}
            data-ring=""
            data-edge=""
            className="hit flex h-full min-w-6 flex-auto cursor-pointer items-center justify-center gap-1.5 rounded-sm px-2 text-xs font-medium whitespace-nowrap text-muted transition-colors data-disabled:cursor-default data-focus-visible:z-1 data-hovered:text-text data-selected:bg-[light-dark(var(--color-surface),var(--color-selected))] data-selected:text-text data-selected:shadow-control data-selected:ring data-selected:ring-line-strong"
          >
            {item.icon}
            <span className={item.isIconOnly === true ? "sr-only" : undefined}>{item.name}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
