"use client";

import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import {
  Select as AriaSelect,
  type SelectProps as AriaSelectProps,
  Button,
  ListBox,
  SelectValue,
} from "react-aria-components";
import { buttonStyles } from "./button-styles.ts";
import { classNames } from "./class-names.ts";
import { FieldLabel, FieldNotes, type FieldSize } from "./field-parts.tsx";
import { FloatingPanel, type Option, OptionLine } from "./list-options.tsx";

export type SelectProps<T extends Option> = Pick<
  AriaSelectProps<T>,
  "isDisabled" | "isRequired" | "name" | "placeholder" | "id" | "autoFocus"
> & {
  label: string;
  isLabelHidden?: boolean;
  items: readonly T[];
  selectedKey?: string | null;
  defaultSelectedKey?: string;
  onSelectionChange?: (id: string) => void;
  description?: ReactNode;
  errorMessage?: string | undefined;
  icon?: ReactNode;
  size?: FieldSize;
  /** "field" has the edge of an input and fills its place; "button" is as wide as its words. */
  look?: "field" | "button";
  className?: string;
};

/** One of several choices, shown when pressed. Typing jumps to a choice. */
export function Select<T extends Option>({
  label,
  isLabelHidden,
  items,
  selectedKey,
  defaultSelectedKey,
  onSelectionChange,
  description,
  errorMessage,
  icon,
  size = "md",
  look = "field",
  className,
  ...rest
}: SelectProps<T>) {
  const isWrong = errorMessage !== undefined && errorMessage !== "";
  return (
    <AriaSelect
      {...rest}
      {...(selectedKey === undefined ? {} : { value: selectedKey })}
      {...(defaultSelectedKey === undefined ? {} : { defaultValue: defaultSelectedKey })}
      onChange={(key) => {
        if (key !== null) onSelectionChange?.(String(key));
      }}
      isInvalid={isWrong}
      className={classNames(
        "grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-1",
        look === "button" && "w-fit",
        className,
      )}
    >
      <FieldLabel isHidden={isLabelHidden}>{label}</FieldLabel>
      <Button
        data-edge=""
        className={buttonStyles({
          size,
          className: classNames(
            "min-w-0 font-normal!",
            look === "field" && "w-full shadow-none! inset-ring-field! px-2!",
            look === "button" && "font-medium!",
            isWrong && "inset-ring-bad!",
          ),
        })}
      >
        {icon}
        <SelectValue className="flex-1 truncate text-left data-placeholder:text-subtle">
          {({ selectedText, defaultChildren, isPlaceholder }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronDown aria-hidden size={14} />
      </Button>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <FloatingPanel className="min-w-(--trigger-width)">
        <ListBox items={items} className="max-h-80 overflow-auto p-1 outline-none">
          {(option) => <OptionLine option={option} />}
        </ListBox>
      </FloatingPanel>
    </AriaSelect>
  );
}
