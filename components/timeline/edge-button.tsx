import type { CSSProperties, ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";

/** A small button over a row: what is there, and has no place of its own. */
export function EdgeButton({
  item,
  isTabStop,
  name,
  style,
  className,
  onPress,
  children,
}: {
  item: string;
  isTabStop: boolean;
  name: string;
  style: CSSProperties;
  className?: string;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      data-item={item}
      data-edge=""
      tabIndex={isTabStop ? 0 : -1}
      aria-label={name}
      title={name}
      onClick={onPress}
      style={style}
      className={classNames(
        "absolute z-3 flex h-lane min-w-6 items-center gap-px rounded-sm bg-surface px-1.5 text-2xs font-medium text-muted tabular-nums inset-ring inset-ring-field after:absolute after:-inset-0.5 focus-visible:z-4",
        className,
      )}
    >
      {children}
    </button>
  );
}
