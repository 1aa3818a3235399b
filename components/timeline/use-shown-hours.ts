"use client";

import { useMemo } from "react";
import type { RulerView } from "#lib/timeline/layout-row.ts";
import { type PersonDay, WHOLE_DAY } from "#lib/timeline/person-day.ts";
import { viewOfWorkAndNow } from "#lib/timeline/shown-hours.ts";
import type { TimelineDay } from "#lib/timeline/timeline-types.ts";
import type { Hours } from "./timeline-toolbar.tsx";

/** The hours in view; the same object while they are the same, so that no row is drawn again for nothing. */
export function useShownHours(
  hours: Hours,
  data: Pick<TimelineDay, "people"> | undefined,
  shown: readonly PersonDay[],
): RulerView {
  const { from, to } = hours === "day" ? WHOLE_DAY : viewOfWorkAndNow(data?.people ?? [], shown);
  return useMemo(() => ({ from, to }), [from, to]);
}
