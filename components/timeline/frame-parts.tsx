"use client";

import type { ReactNode } from "react";
import type { LiveState } from "#components/shell/live-source.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { TimelineDay, TimelineLayer, TimelineViewer } from "#lib/timeline/timeline-types.ts";
import { LiveMark, NotLiveStrip } from "./live-mark.tsx";
import { NotLoaded } from "./not-loaded.tsx";
import { GroundLegend, ProductLegend } from "./product-legend.tsx";
import { RowBones } from "./timeline-skeleton.tsx";
import { useWasLive } from "./use-was-live.ts";

/** What a view has read, how fresh it is, and what of it the legend shows. */
export type Shown = {
  /** The days on screen; none while the first reading is under way. */
  days: readonly TimelineDay[];
  /** The first of them. */
  first: TimelineDay | undefined;
  /** As of when, and the present, in milliseconds. */
  asOf: number;
  now: number;
  live: LiveState;
  error: Error | null;
  /** What is on screen is not what is asked for yet. */
  isPlaceholderData: boolean;
  isFetching: boolean;
  refetch: () => Promise<unknown>;
  legend: {
    layers: readonly TimelineLayer[];
    selected: readonly TimelineLayer[];
    counts: Record<TimelineLayer, number>;
    onToggle: (layer: TimelineLayer) => void;
  };
};

/** The legend, which is the filter too, and how live the page is. */
export function LegendLine({
  viewer,
  shown,
  hasGrounds,
  className,
}: {
  viewer: TimelineViewer;
  shown: Shown;
  /** Whether hatches and days off are explained. */
  hasGrounds: boolean;
  className?: string;
}) {
  return (
    <div className={classNames("flex min-h-legend flex-wrap items-start gap-x-3 pb-2 sm:px-page", className)}>
      <ProductLegend {...shown.legend} />
      {hasGrounds && (
        <>
          <span aria-hidden className="mt-1 h-4 w-px shrink-0 bg-line-strong max-lg:hidden" />
          <GroundLegend />
        </>
      )}
      <span className="ml-auto shrink-0 max-sm:w-full max-sm:px-page">
        {shown.first !== undefined && (
          <LiveMark live={shown.live} asOf={shown.asOf} zone={viewer.timeZone} cycle={viewer.hourCycle} />
        )}
      </span>
    </div>
  );
}

/** The last line of a view: that it is not live, else what it has to say itself. */
export function FrameFoot({ viewer, shown, children }: { viewer: TimelineViewer; shown: Shown; children?: ReactNode }) {
  const wasLive = useWasLive(shown.live);
  return (
    <>
      {shown.error !== null && shown.first !== undefined && (
        <p role="status" className="sr-only">
          The newest state could not be loaded; we try again.
        </p>
      )}
      {wasLive && !shown.live.isLive ? (
        <NotLiveStrip live={shown.live} asOf={shown.asOf} zone={viewer.timeZone} cycle={viewer.hourCycle} />
      ) : (
        children
      )}
    </>
  );
}

/** While nothing is read: bones, or why it failed. */
export function NotRead({ error, isFetching, refetch }: Pick<Shown, "error" | "isFetching" | "refetch">) {
  return error === null ? (
    <RowBones />
  ) : (
    <NotLoaded
      error={error}
      title="The timeline could not be loaded"
      safe="Nothing is lost: Zoom’s events are still being received. We try again by ourselves."
      isRetrying={isFetching}
      onRetry={() => void refetch()}
    />
  );
}
