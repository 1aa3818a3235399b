"use client";

import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Popover as AriaPopover, ListBoxItem, type PopoverProps, Text } from "react-aria-components";
import { classNames } from "./class-names.ts";

/** One choice of a select or combobox. */
export type Option = {
  id: string;
  name: string;
  description?: ReactNode;
  /** At the end of the line, such as why it is offered. */
  aside?: ReactNode;
  icon?: ReactNode;
  isDisabled?: boolean;
};

/** A choice as a line of the list that drops down. */
export function OptionLine({ option }: { option: Option }) {
  return (
    <ListBoxItem
      id={option.id}
      textValue={option.name}
      isDisabled={option.isDisabled === true}
      className="group flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 max-sm:min-h-11 outline-none data-disabled:cursor-default data-disabled:text-subtle data-focused:bg-selected"
    >
      {({ isSelected }) => (
        <>
          {option.icon}
          <span className="min-w-0 flex-1">
            <Text slot="label" className="block truncate">
              {option.name}
            </Text>
            {option.description !== undefined && (
              <Text slot="description" className="block truncate text-xs text-subtle">
                {option.description}
              </Text>
            )}
          </span>
          {option.aside !== undefined && <span className="shrink-0 text-xs text-muted">{option.aside}</span>}
          {isSelected && <Check aria-hidden size={14} className="shrink-0" />}
        </>
      )}
    </ListBoxItem>
  );
}

/** What floats under a control: a list, a menu, a calendar. */
export function FloatingPanel({ className, ...rest }: Omit<PopoverProps, "className"> & { className?: string }) {
  return (
    <AriaPopover
      offset={4}
      {...rest}
      data-edge=""
      className={classNames("rounded-lg bg-raised text-text shadow-pop data-entering:animate-arrive", className)}
    />
  );
}
