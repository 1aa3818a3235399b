"use client";

import { ChevronDown, Search } from "lucide-react";
import type { ReactNode } from "react";
import {
  ComboBox as AriaComboBox,
  type ComboBoxProps as AriaComboBoxProps,
  Button,
  Group,
  Input,
  ListBox,
} from "react-aria-components";
import { classNames } from "./class-names.ts";
import { FieldLabel, FieldNotes, type FieldSize, fieldBox, fieldHeights, fieldInput } from "./field-parts.tsx";
import { FloatingPanel, type Option, OptionLine } from "./list-options.tsx";

export type ComboBoxProps<T extends Option> = Pick<
  AriaComboBoxProps<T>,
  | "isDisabled"
  | "isRequired"
  | "name"
  | "id"
  | "autoFocus"
  | "inputValue"
  | "defaultInputValue"
  | "menuTrigger"
  | "onOpenChange"
  | "allowsEmptyCollection"
> & {
  label: string;
  isLabelHidden?: boolean;
  items: readonly T[];
  selectedKey?: string | null;
  defaultSelectedKey?: string;
  onSelectionChange?: (id: string | null) => void;
  onInputChange?: (text: string) => void;
  /** True when `items` are already those that match, such as answers of the server. */
  isFilteredOutside?: boolean;
  placeholder?: string;
  description?: ReactNode;
  errorMessage?: string | undefined;
  size?: FieldSize;
  /** A line under the choices that says what choosing does. */
  tail?: ReactNode;
  /** What stands in the list when nothing matches. */
  nothing?: ReactNode;
  className?: string;
};

/** A field with choices that narrow while one types. */
export function ComboBox<T extends Option>({
  label,
  isLabelHidden,
  items,
  selectedKey,
  defaultSelectedKey,
  onSelectionChange,
  onInputChange,
  isFilteredOutside = false,
  placeholder,
  description,
  errorMessage,
  size = "md",
  tail,
  nothing = "Nothing matches",
  className,
  ...rest
}: ComboBoxProps<T>) {
  const isWrong = errorMessage !== undefined && errorMessage !== "";
  return (
    <AriaComboBox
      menuTrigger="focus"
      allowsEmptyCollection
      {...rest}
      {...(isFilteredOutside ? { items, defaultFilter: () => true } : { defaultItems: items })}
      {...(selectedKey === undefined ? {} : { value: selectedKey })}
      {...(defaultSelectedKey === undefined ? {} : { defaultValue: defaultSelectedKey })}
      {...(onInputChange === undefined ? {} : { onInputChange })}
      onChange={(key) => onSelectionChange?.(key === null ? null : String(key))}
      isInvalid={isWrong}
      className={classNames("grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-1", className)}
    >
      <FieldLabel isHidden={isLabelHidden}>{label}</FieldLabel>
      <Group data-ring="" data-edge="" className={classNames(fieldBox, fieldHeights[size])}>
        <Search aria-hidden size={14} className="shrink-0" />
        <Input
          data-ring-outside=""
          className={classNames(fieldInput, "h-full truncate")}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
        <Button
          aria-label="Show the choices"
          className="hit grid size-5 shrink-0 place-items-center rounded-sm text-muted aria-expanded:rotate-180 data-hovered:text-text"
        >
          <ChevronDown aria-hidden size={14} />
        </Button>
      </Group>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <FloatingPanel className="w-(--trigger-width) min-w-64">
        <ListBox
          className="max-h-80 overflow-auto p-1 outline-none"
          renderEmptyState={() => <p className="px-2 py-1.5 text-subtle">{nothing}</p>}
        >
          {(option: T) => <OptionLine option={option} />}
        </ListBox>
        {tail !== undefined && <p className="border-t border-line px-3 py-1.5 text-xs text-subtle">{tail}</p>}
      </FloatingPanel>
    </AriaComboBox>
  );
}
