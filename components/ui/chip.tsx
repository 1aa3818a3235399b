import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { type Tone, toneFill } from "./tones.ts";

export type ChipProps = { tone?: Tone; icon?: ReactNode; children: ReactNode; className?: string };

/** A state: an icon and a word. */
export function Chip({ tone = "neutral", icon, children, className }: ChipProps) {
  return (
    <span
      data-edge=""
      className={classNames(
        "inline-flex h-5 w-fit items-center gap-1 rounded-full pr-2 text-xs font-medium whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0",
        icon === undefined ? "pl-2" : "pl-1.5",
        toneFill[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
