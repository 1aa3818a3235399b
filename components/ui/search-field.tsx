"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef } from "react";
import {
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
  Group,
  Input,
} from "react-aria-components";
import { classNames } from "./class-names.ts";
import { FieldLabel, type FieldSize, fieldBox, fieldHeights, fieldInput } from "./field-parts.tsx";
import { IconButton } from "./icon-button.tsx";
import { Kbd } from "./kbd.tsx";

export type SearchFieldProps = Omit<AriaSearchFieldProps, "children" | "className"> & {
  label: string;
  isLabelHidden?: boolean;
  placeholder?: string;
  /** One key that jumps here from anywhere on the page, such as "/". */
  shortcut?: string;
  size?: FieldSize;
  className?: string;
};

/** A search. Escape and the cross empty it. Its label is hidden unless told otherwise: the lens says what it is. */
export function SearchField({
  label,
  isLabelHidden = true,
  placeholder,
  shortcut,
  size = "md",
  className,
  ...rest
}: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (shortcut === undefined) return;
    const jump = (event: KeyboardEvent) => {
      if (event.key !== shortcut || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener("keydown", jump);
    return () => removeEventListener("keydown", jump);
  }, [shortcut]);
  return (
    <AriaSearchField
      {...rest}
      className={classNames("group grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-1", className)}
    >
      <FieldLabel isHidden={isLabelHidden}>{label}</FieldLabel>
      <Group data-ring="" data-edge="" className={classNames(fieldBox, fieldHeights[size])}>
        <Search aria-hidden size={14} className="shrink-0" />
        <Input
          ref={input}
          data-ring-outside=""
          className={classNames(fieldInput, "h-full")}
          {...(shortcut === undefined ? {} : { "aria-keyshortcuts": shortcut })}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
        {shortcut !== undefined && (
          <span aria-hidden className="hidden group-data-empty:sm:contents">
            <Kbd>{shortcut}</Kbd>
          </span>
        )}
        <IconButton
          size="sm"
          label="Clear"
          className="-mr-1.5 group-data-empty:hidden"
          icon={<X aria-hidden size={14} />}
        />
      </Group>
    </AriaSearchField>
  );
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
