"use client";

import dynamic from "next/dynamic";
import type { TimelineViewer } from "#lib/timeline/timeline-types.ts";
import { TeamDay } from "./team-day.tsx";
import { useTimelineState } from "./use-timeline-state.ts";

/** Loaded when it is looked at: most look at the day. */
const TeamWeekView = dynamic(() => import("./team-week-view.tsx").then((file) => file.TeamWeekView));

/** The team's day, or its week, as the address says. */
export function TeamTimeline(props: { viewer: TimelineViewer; readAt: number }) {
  const [{ range }] = useTimelineState();
  return range === "week" ? <TeamWeekView {...props} /> : <TeamDay {...props} />;
}
