import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { type Tone, toneFill } from "./tones.ts";

/** A small count. `label` says in words what is counted. */
export function Badge({ tone = "neutral", label, children }: { tone?: Tone; label?: string; children: ReactNode }) {
  return (
    <span
      data-edge=""
      className={classNames(
        "inline-grid h-4 min-w-4 place-items-center rounded-full px-[5px] text-2xs font-medium tabular-nums",
        tone === "neutral" ? "bg-selected text-muted" : toneFill[tone],
      )}
    >
      {label === undefined ? (
        children
      ) : (
        <>
          <span aria-hidden>{children}</span>
          <span className="sr-only">{label}</span>
        </>
      )}
    </span>
  );
}
