import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { initialsOf } from "./initials.ts";

const sizes = {
  xs: "size-5 text-[0.5rem]",
  sm: "size-6 text-[0.5625rem]",
  md: "size-7 text-[0.625rem]",
  lg: "size-9 text-2xs",
  xl: "size-10 text-sm",
} as const;

export type AvatarProps = {
  name: string;
  size?: keyof typeof sizes;
  /** "outline" for someone who is not (yet) a person here. */
  look?: "solid" | "outline";
  /** Instead of initials. */
  icon?: ReactNode;
  className?: string;
};

/** Initials in a circle. Decoration: the name always stands beside it or in the button around it. */
export function Avatar({ name, size = "md", look = "solid", icon, className }: AvatarProps) {
  return (
    <span
      aria-hidden
      data-edge=""
      className={classNames(
        "grid shrink-0 place-items-center rounded-full font-semibold tracking-[0.02em] select-none",
        look === "solid" ? "bg-selected text-muted" : "text-subtle inset-ring inset-ring-field",
        sizes[size],
        className,
      )}
    >
      {icon ?? initialsOf(name)}
    </span>
  );
}
