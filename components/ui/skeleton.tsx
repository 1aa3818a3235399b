import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** A bone of what is coming, at its final size. The page says once that it loads; bones are silent. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames("block animate-breathe rounded-sm bg-selected forced-colors:border", className)}
    />
  );
}

/** Says "Loading" once for a group of bones. */
export function SkeletonGroup({
  label = "Loading",
  className,
  children,
}: {
  label?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div role="status" aria-busy="true" className={className}>
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}
