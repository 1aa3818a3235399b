"use client";

import { useMemo } from "react";
import type { RulerView } from "#lib/timeline/layout-row.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { viewOfWorkAndNow } from "#lib/timeline/shown-hours.ts";
import type { TimelineDay } from "#lib/timeline/timeline-types.ts";
import { viewOfZoom, type Zoom } from "#lib/timeline/zoom.ts";

/** The hours in view; the same object while they are the same, so that no row is drawn again for nothing. */
export function useShownHours(
  { hours, from: first }: { hours: Zoom; from: number | null },
  data: Pick<TimelineDay, "people"> | undefined,
  shown: readonly PersonDay[],
): RulerView {
  const work = useMemo(() => viewOfWorkAndNow(data?.people ?? [], shown), [data, shown]);
  const nowMinute = useMemo(() => shown.find((one) => one.nowMinute !== null)?.nowMinute ?? null, [shown]);
  const around = nowMinute ?? (work.from + work.to) / 2;
  const { from, to } = viewOfZoom(hours, first, work, around);
  return useMemo(() => ({ from, to }), [from, to]);
}
