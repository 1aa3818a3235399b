import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** How a total looks that can not be complete. */
export const dotted = "underline decoration-gap-ink decoration-dotted decoration-1 underline-offset-4";

/** One of a row of figures in a `<dl>`: what it is, how much, and a note. */
export function Figure({
  icon,
  title,
  note,
  isAtLeast = false,
  children,
}: {
  icon: ReactNode;
  title: string;
  note: string;
  isAtLeast?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="flex min-w-0 flex-col border-line py-4 pl-5 not-first:border-l max-lg:odd:border-l-0 max-lg:odd:pl-0 max-lg:nth-[n+3]:border-t lg:first:pl-0">
      <dt className="flex items-center gap-1.5 text-xs text-muted">
        {icon}
        {title}
      </dt>
      <dd className="mt-1 text-xl font-semibold tracking-title tabular-nums">
        {isAtLeast && <small className="text-sm font-normal tracking-normal text-muted">at least </small>}
        <span className={classNames(isAtLeast && dotted)}>{children}</span>
      </dd>
      <dd className="text-xs text-subtle tabular-nums">{note}</dd>
    </div>
  );
}
