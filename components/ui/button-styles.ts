/** The looks of a button, shared by buttons and by links that look like one. Ink is the one colour of action. */
import { classNames } from "./class-names.ts";

export type ButtonVariant = "secondary" | "primary" | "plain" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const base =
  "hit inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap no-underline select-none transition-colors data-disabled:cursor-default data-disabled:bg-sunken data-disabled:text-subtle data-disabled:inset-ring data-disabled:inset-ring-line data-disabled:shadow-none [&_svg]:shrink-0 [&_svg]:stroke-2";

const variants: Record<ButtonVariant, string> = {
  secondary:
    "bg-surface text-text inset-ring inset-ring-line-strong shadow-control hover:not-data-disabled:bg-hover data-pressed:bg-selected aria-expanded:bg-hover [&_svg]:text-muted",
  primary: "bg-ink text-on-ink hover:not-data-disabled:bg-ink-hover data-pressed:bg-ink-hover",
  plain:
    "bg-transparent text-muted hover:not-data-disabled:bg-hover hover:not-data-disabled:text-text data-pressed:bg-selected aria-expanded:bg-hover aria-expanded:text-text",
  danger:
    "bg-surface text-bad inset-ring inset-ring-line-strong shadow-control hover:not-data-disabled:bg-bad-wash data-pressed:bg-bad-wash",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-control-sm px-2 text-xs",
  md: "h-control px-2.5 text-sm",
  lg: "h-control-lg px-4 text-base",
};

const squares: Record<ButtonSize, string> = {
  sm: "size-control-sm",
  md: "size-control",
  lg: "size-control-lg",
};

/** Class names of a button. `isSquare` is for one that shows nothing but an icon. */
export function buttonStyles(look: {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  isSquare?: boolean;
  className?: string | undefined;
}): string {
  const size = look.size ?? "md";
  return classNames(
    base,
    variants[look.variant ?? "secondary"],
    look.isSquare === true ? squares[size] : sizes[size],
    look.className,
  );
}
