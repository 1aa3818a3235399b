"use client";

import type { ReactNode } from "react";
import { ToggleButton } from "react-aria-components";
import { classNames } from "./class-names.ts";

export type FilterChipProps = {
  isSelected: boolean;
  onPress: () => void;
  children: ReactNode;
  count?: number;
  /** A swatch or icon before the words. */
  icon?: ReactNode;
  /** "show" keeps what is on looking plain and fades what is off; "pick" fills the picked one with ink. */
  look?: "show" | "pick";
  isDisabled?: boolean;
  className?: string;
};

/** A filter that also counts what it stands for. */
export function FilterChip({
  isSelected,
  onPress,
  children,
  count,
  icon,
  look = "pick",
  isDisabled = false,
  className,
}: FilterChipProps) {
  return (
    <ToggleButton
      isSelected={isSelected}
      isDisabled={isDisabled}
      onChange={onPress}
      data-edge=""
      className={classNames(
        "group hit inline-flex h-control-sm shrink-0 items-center gap-1.5 rounded-md px-2 text-xs font-medium whitespace-nowrap transition-colors data-disabled:cursor-default max-sm:px-2.5 max-sm:text-sm",
        look === "pick"
          ? "bg-surface text-text inset-ring inset-ring-line-strong data-hovered:bg-hover data-selected:bg-ink data-selected:text-on-ink data-selected:inset-ring-0"
          : "text-subtle inset-ring inset-ring-line data-hovered:bg-hover data-selected:bg-surface data-selected:text-text data-selected:inset-ring-line-strong data-selected:data-hovered:bg-hover",
        className,
      )}
    >
      {icon !== undefined && (
        <span className={classNames("contents", look === "show" && !isSelected && "[&>*]:opacity-35")}>{icon}</span>
      )}
      {children}
      {count !== undefined && (
        <span
          className={classNames(
            "font-normal tabular-nums",
            look === "pick" ? "text-subtle group-data-selected:text-inherit" : "text-subtle",
          )}
        >
          {count.toLocaleString("en-GB")}
        </span>
      )}
    </ToggleButton>
  );
}
