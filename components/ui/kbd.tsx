import type { ReactNode } from "react";

/** A key of the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd
      data-edge=""
      className="inline-grid h-4 min-w-4 shrink-0 place-items-center rounded-xs bg-sunken px-1 font-sans text-2xs font-medium text-muted inset-ring inset-ring-line-strong"
    >
      {children}
    </kbd>
  );
}
