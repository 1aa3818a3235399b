"use client";

import { useId } from "react";
import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from "recharts";
import { classNames } from "#components/ui/class-names.ts";
import { Swatch } from "#components/ui/product-mark.tsx";
import type { SessionKind } from "#lib/timeline/timeline-types.ts";
import { DataBar } from "./data-bar.tsx";
import { Hatch } from "./hatch.tsx";

/** A place on the common axis, with what each lane has there. */
export type LaneRow = {
  key: string;
  /** In full, for the tip. */
  name: string;
  /** Under the axis; empty where there is no room for all. */
  tick: string;
  values: Record<SessionKind, number>;
  isAtLeast: Record<SessionKind, boolean>;
  /** What it stands on: a day off or an hour outside of working hours, or time of which nothing is known. */
  ground: "plain" | "quiet" | "unknown";
  /** Said last in the tip. */
  note: string | null;
};

export type Lane = {
  kind: SessionKind;
  title: string;
  /** Beside the title. */
  aside: string;
  /** Instead of a chart when nothing is in it. */
  none: string;
  /** The end of its scale. */
  most: number;
};

const AXIS_HEIGHT = 22;
const AXIS_WIDTH = 56;
const tick = { fill: "var(--color-subtle)", fontSize: 11 };

/**
 * One lane for each product over a common axis, each with its own scale. Stacked they would look like a sum, which
 * overlapping sessions are not; side by side twelve weeks of days would be hairs, and the rarer products slivers.
 */
export function LaneChart({
  lanes,
  rows,
  inWords,
  onAxis,
}: {
  lanes: readonly Lane[];
  rows: readonly LaneRow[];
  /** A value as the tip writes it. */
  inWords: (value: number) => string;
  onAxis: (value: number) => string;
}) {
  const hatch = useId();
  const isEmpty = ({ kind }: Lane) => rows.every((row) => row.values[kind] === 0 && !row.isAtLeast[kind]);
  const drawn = lanes.filter((lane) => !isEmpty(lane));
  return (
    <div className="forced-colors:[&_text]:fill-[CanvasText] [&_*]:outline-none">
      {drawn.map(({ kind, title, aside, most }, index) => {
        const isLast = index === drawn.length - 1;
        const height = (index === 0 ? 132 : 76) + (isLast ? AXIS_HEIGHT : 0);
        return (
          <div key={kind} className="relative not-first:mt-3">
            <LaneTitle kind={kind} title={title} aside={aside} />
            <div style={{ height }} className="mt-1">
              <ResponsiveContainer width="100%" height="100%">
                <BarChart
                  data={[...rows]}
                  margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
                  barCategoryGap={rows.length > 40 ? 1 : "18%"}
                  accessibilityLayer={false}
                >
                  <Hatch id={hatch} />
                  {groundRuns(rows).map(({ ground, first, last }) => (
                    <ReferenceArea
                      key={first}
                      x1={first}
                      x2={last}
                      zIndex={-200}
                      fill={ground === "unknown" ? `url(#${hatch})` : "var(--color-off-wash)"}
                      fillOpacity={1}
                      strokeOpacity={0}
                    />
                  ))}
                  <CartesianGrid vertical={false} stroke="var(--color-line)" />
                  <XAxis
                    dataKey="key"
                    hide={!isLast}
                    height={AXIS_HEIGHT}
                    tickLine={false}
                    axisLine={false}
                    interval={0}
                    tick={tick}
                    tickFormatter={(_key: string, place: number) => rows[place]?.tick ?? ""}
                  />
                  <YAxis
                    width={AXIS_WIDTH}
                    tickLine={false}
                    axisLine={false}
                    domain={[0, most]}
                    ticks={[0, most / 2, most]}
                    tick={tick}
                    tickFormatter={onAxis}
                  />
                  <Tooltip
                    cursor={{ fill: "var(--color-selected)", fillOpacity: 0.6 }}
                    isAnimationActive={false}
                    wrapperStyle={{ zIndex: 5 }}
                    content={(props) => <Tip {...props} lanes={lanes} inWords={inWords} />}
                  />
                  <Bar
                    dataKey={(row: LaneRow) => row.values[kind]}
                    maxBarSize={40}
                    isAnimationActive={false}
                    shape={({ x, y, width, height, payload }) => (
                      <DataBar
                        box={{ x: Number(x), y: Number(y), width: Number(width), height: Number(height) }}
                        kind={kind}
                        isAtLeast={(payload as LaneRow).isAtLeast[kind]}
                      />
                    )}
                  />
                </BarChart>
              </ResponsiveContainer>
            </div>
          </div>
        );
      })}
      {lanes.filter(isEmpty).map((lane) => (
        <LaneTitle key={lane.kind} {...lane} aside={lane.none} className="mt-3" />
      ))}
    </div>
  );
}

function LaneTitle({ kind, title, aside, className }: Pick<Lane, "kind" | "title" | "aside"> & { className?: string }) {
  return (
    <p className={classNames("flex items-center gap-1.5 text-xs text-muted tabular-nums", className)}>
      <Swatch kind={kind} />
      <span className="font-medium text-text">{title}</span>
      {aside}
    </p>
  );
}

type Run = { ground: LaneRow["ground"]; first: string; last: string };

/** Places in a row on the same ground, as their first and last keys; the plain ones are left out. */
function groundRuns(rows: readonly LaneRow[]): Run[] {
  const runs: Run[] = [];
  for (const { key, ground } of rows) {
    const run = runs.at(-1);
    if (run?.ground === ground) run.last = key;
    else runs.push({ ground, first: key, last: key });
  }
  return runs.filter(({ ground }) => ground !== "plain");
}

function Tip({
  active,
  payload,
  lanes,
  inWords,
}: TooltipContentProps & { lanes: readonly Lane[]; inWords: (value: number) => string }) {
  const row = payload?.[0]?.payload as LaneRow | undefined;
  if (active !== true || row === undefined) return null;
  return (
    <div className="min-w-46 rounded-lg bg-raised px-3 py-2.5 text-xs text-muted shadow-pop tabular-nums [&_b]:ml-auto [&_b]:pl-4 [&_b]:font-medium [&_b]:text-text">
      <p className="font-medium text-text">{row.name}</p>
      {lanes.map(({ kind, title }) => (
        <p key={kind} className="mt-1 flex items-center gap-2 whitespace-nowrap">
          <Swatch kind={kind} />
          {title}
          <b>
            {row.isAtLeast[kind] ? "at least " : ""}
            {inWords(row.values[kind])}
          </b>
        </p>
      ))}
      {row.note !== null && <p className="mt-2 border-t border-line pt-2">{row.note}</p>}
    </div>
  );
}
