"use client";

import dynamic from "next/dynamic";
import { PersonView, type PersonViewProps } from "./person-view.tsx";
import { useTimelineState } from "./use-timeline-state.ts";

/** Loaded when it is looked at: most look at the day. */
const PersonWeekView = dynamic(() => import("./person-week-view.tsx").then((file) => file.PersonWeekView));

/** One person's day, or week, as the address says. */
export function PersonTimeline(props: PersonViewProps) {
  const [{ range }] = useTimelineState();
  return range === "week" ? <PersonWeekView {...props} /> : <PersonView {...props} />;
}
