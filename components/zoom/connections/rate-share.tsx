"use client";

import { useState } from "react";
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from "react-aria-components";
import type { ConnectionActions } from "#components/zoom/action-types.ts";
import { useZoomAction } from "#components/zoom/use-zoom-action.ts";
import type { ConnectionView } from "#lib/integration/overview-types.ts";

/** How much of the account's rate limits we take. Saved when the thumb is let go. */
export function RateShare({
  connection,
  setRateShare,
}: {
  connection: ConnectionView;
  setRateShare: ConnectionActions["setRateShare"];
}) {
  const [percent, setPercent] = useState(connection.rateShare);
  const { run } = useZoomAction();
  const save = async (value: number) => {
    if (value === connection.rateShare) return;
    const message = `${connection.name}: ${value} % of the rate limit`;
    const done = await run(() => setRateShare({ connectionId: connection.id, percent: value }), message);
    if (done === null) setPercent(connection.rateShare);
  };
  return (
    <div>
      <Slider
        minValue={5}
        maxValue={90}
        step={5}
        value={percent}
        onChange={setPercent}
        onChangeEnd={(value) => void save(value)}
        className="grid grid-cols-[auto_1fr] items-baseline gap-x-2"
      >
        <Label className="col-span-2 text-xs font-medium text-subtle">Share of this account’s rate limit</Label>
        <SliderTrack className="relative col-span-2 my-1 h-5">
          <span
            data-edge=""
            className="absolute inset-x-0 top-2 h-1 rounded-full bg-selected inset-ring inset-ring-line-strong"
          />
          <span
            className="absolute top-2 left-0 h-1 rounded-full bg-ink forced-colors:bg-[Highlight]"
            style={{ width: `${((percent - 5) / 85) * 100}%` }}
          />
          <SliderThumb
            data-ring=""
            data-edge=""
            className="hit top-2.5 size-4 rounded-full bg-surface inset-ring inset-ring-field shadow-control"
          />
        </SliderTrack>
        <SliderOutput className="text-xs font-medium tabular-nums">{`${percent} %`}</SliderOutput>
        <span className="text-xs text-subtle">The rest is left to your other Zoom apps.</span>
      </Slider>
      <p className="mt-1 text-xs text-subtle tabular-nums">
        {connection.callsToday.toLocaleString("en-GB")} {connection.callsToday === 1 ? "call" : "calls"} used today
        (UTC).
      </p>
    </div>
  );
}
