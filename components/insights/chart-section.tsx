"use client";

import { ChartColumn, Table2 } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Button } from "#components/ui/button.tsx";

/** A question with its answer in a sentence, then as a chart, or the same as a table. */
export function ChartSection({
  title,
  sentence,
  chart,
  chartName,
  table,
  isTable,
  onTable,
  controls,
  foot,
}: {
  title: string;
  sentence: ReactNode;
  chart: ReactNode;
  /** What the chart shows, for those who do not see it. */
  chartName: string;
  table: ReactNode;
  isTable: boolean;
  onTable: (isTable: boolean) => void;
  controls?: ReactNode;
  /** How to read it, under both. */
  foot?: ReactNode;
}) {
  const id = useId();
  const toggle = isTable ? "Show as chart" : "Show as table";
  return (
    <section aria-labelledby={id} className="border-b border-line py-6">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-[1_1_20rem]">
          <h2 id={id}>{title}</h2>
          <p className="mt-1 max-w-[80ch] text-muted tabular-nums">{sentence}</p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {controls}
          <Button
            aria-label={`${toggle}: ${title}`}
            icon={isTable ? <ChartColumn aria-hidden size={14} /> : <Table2 aria-hidden size={14} />}
            onPress={() => onTable(!isTable)}
          >
            {toggle}
          </Button>
        </div>
      </div>
      <div className="mt-4">
        {isTable ? (
          table
        ) : (
          <div role="img" aria-label={`${chartName} The button “Show as table” gives all figures.`}>
            {chart}
          </div>
        )}
      </div>
      {foot !== undefined && <p className="mt-3 text-xs text-subtle">{foot}</p>}
    </section>
  );
}
