"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { addDays } from "#lib/timeline/day.ts";
import type { DrawnEvent, DrawnSession, PersonDay } from "#lib/timeline/person-day.ts";
import { dayWithoutYear } from "#lib/timeline/words.ts";

/** What goes on over midnight leads to its part on the other day. */
export function OtherDays({
  drawn: { id, isSinceBefore, isUntilAfter },
  axis,
}: {
  drawn: DrawnSession | DrawnEvent;
  axis: PersonDay["axis"];
}) {
  const path = usePathname();
  const address = useSearchParams();
  const hrefOf = (day: string) => {
    const next = new URLSearchParams(address);
    next.set("day", day);
    next.set("block", id);
    return `${path}?${next}`;
  };
  const before = addDays(axis.day, -1);
  const after = addDays(axis.day, 1);
  if (!isSinceBefore && !isUntilAfter) return null;
  return (
    <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
      {isSinceBefore && (
        <Link href={hrefOf(before)} prefetch={false} className="link hit">
          Began on {dayWithoutYear(before)}
        </Link>
      )}
      {isUntilAfter && (
        <Link href={hrefOf(after)} prefetch={false} className="link hit">
          Goes on, {dayWithoutYear(after)}
        </Link>
      )}
    </p>
  );
}
