"use client";

import { useId } from "react";
import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { Hatch } from "./hatch.tsx";

/** Solid was held, outlined was only planned, hatched is not known. */
export type OutcomeLook = "held" | "planned" | "unknown";
export type Outcome = { name: string; count: number; look: OutcomeLook };

const ROW_HEIGHT = 32;
const NAME_WIDTH = 168;
const LABEL_ROOM = 56;

/** How often each outcome came about, as lying bars on one scale. */
export function OutcomeChart({ outcomes }: { outcomes: readonly Outcome[] }) {
  const hatch = useId();
  return (
    <div
      style={{ height: outcomes.length * ROW_HEIGHT }}
      className="forced-colors:[&_text]:fill-[CanvasText] [&_*]:outline-none"
    >
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          layout="vertical"
          data={[...outcomes]}
          margin={{ top: 0, right: LABEL_ROOM, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <Hatch id={hatch} />
          <XAxis type="number" hide domain={[0, "dataMax"]} />
          <YAxis
            type="category"
            dataKey="name"
            width={NAME_WIDTH}
            interval={0}
            tickLine={false}
            axisLine={false}
            tick={({ y, payload }) => (
              <text x={0} y={Number(y)} dy={4} fontSize={12} className="fill-(--color-muted)">
                {String(payload?.value)}
              </text>
            )}
          />
          <Bar
            dataKey="count"
            maxBarSize={16}
            isAnimationActive={false}
            shape={({ x, y, width, height, payload }) => (
              <OutcomeBar
                x={Number(x)}
                y={Number(y)}
                width={Number(width)}
                height={Number(height)}
                look={(payload as Outcome).look}
                hatch={hatch}
              />
            )}
          >
            <LabelList
              dataKey="count"
              position="right"
              offset={8}
              fontSize={12}
              fill="var(--color-text)"
              formatter={(value) => Number(value).toLocaleString("en-GB")}
            />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

const looks: Record<OutcomeLook, string> = {
  held: "fill-(--color-meeting) forced-colors:fill-[CanvasText]",
  planned: "fill-transparent stroke-(--color-calendar) forced-colors:stroke-[CanvasText]",
  unknown: "stroke-(--color-gap-ink) forced-colors:stroke-[CanvasText]",
};

function OutcomeBar({
  look,
  hatch,
  ...box
}: {
  x: number;
  y: number;
  width: number;
  height: number;
  look: OutcomeLook;
  hatch: string;
}) {
  if (box.width <= 0) return <g />;
  const edge = look === "held" ? 0 : 0.5;
  return (
    <rect
      x={box.x + edge}
      y={Math.round(box.y) + edge}
      width={Math.max(2, box.width) - 2 * edge}
      height={Math.round(box.height) - 2 * edge}
      rx={2}
      strokeWidth={look === "held" ? 0 : 1}
      {...(look === "unknown" ? { fill: `url(#${hatch})` } : {})}
      className={looks[look]}
    />
  );
}
