import { ArrowDown, ArrowUp } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

/**
 * A plain table. It scrolls sideways inside its own frame when it does not fit; the frame can be reached by keyboard
 * then, so it carries the table's name.
 */
export function Table({ label, className, ...rest }: ComponentProps<"table"> & { label: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls, a section would be one more landmark
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable without a mouse
    <div role="group" aria-label={label} tabIndex={0} className="relative overflow-x-auto rounded-[inherit]">
      <table
        {...rest}
        aria-label={label}
        className={classNames("w-full border-separate border-spacing-0", className)}
      />
    </div>
  );
}

export type ThProps = Omit<ComponentProps<"th">, "align"> & {
  align?: "left" | "right";
  /** Set when the table is sorted by this column. */
  sort?: "ascending" | "descending" | undefined;
};

/** The head of a column. */
export function Th({ align = "left", sort, className, children, ...rest }: ThProps) {
  return (
    <th
      scope="col"
      {...rest}
      aria-sort={sort}
      className={classNames(
        "h-8 border-b border-line px-3 text-xs font-medium whitespace-nowrap text-subtle",
        align === "right" && "text-right",
        className,
      )}
    >
      {sort === undefined ? (
        children
      ) : (
        <span className="inline-flex items-center gap-1 text-text">
          {children}
          {sort === "ascending" ? <ArrowUp aria-hidden size={12} /> : <ArrowDown aria-hidden size={12} />}
        </span>
      )}
    </th>
  );
}

/** A row; it answers the mouse with its ground. */
export function Row({ isSelected, className, ...rest }: ComponentProps<"tr"> & { isSelected?: boolean }) {
  return (
    <tr
      {...rest}
      className={classNames(
        "group/row [&>td]:hover:bg-hover last:[&>td]:border-b-0",
        isSelected === true && "[&>td]:bg-hover",
        className,
      )}
    />
  );
}

export type TdProps = Omit<ComponentProps<"td">, "align"> & {
  align?: "left" | "right";
  /** Figures that stand under one another. */
  isNumeric?: boolean;
  children?: ReactNode;
};

/** A cell, 44 px high. */
export function Td({ align = "left", isNumeric, className, ...rest }: TdProps) {
  return (
    <td
      {...rest}
      className={classNames(
        "h-row border-b border-line px-3",
        align === "right" && "text-right",
        isNumeric === true && "whitespace-nowrap tabular-nums",
        className,
      )}
    />
  );
}
