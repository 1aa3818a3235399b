import type { WeekBars } from "#lib/timeline/week-bars.ts";

/** The bars of a row in one drawing. Decoration: each day's link says the same in words. */
export function WeekBar({ bars, height }: { bars: WeekBars; height: number }) {
  const fill = (d: string, colour: string) => d !== "" && <path d={d} style={{ fill: colour }} />;
  const line = (d: string, colour: string) => d !== "" && <path d={d} fill="none" style={{ stroke: colour }} />;
  return (
    <svg
      aria-hidden
      width="100%"
      height={height}
      className="pointer-events-none absolute inset-x-0 top-0 [print-color-adjust:exact]"
    >
      {fill(bars.ground, "var(--color-off-wash)")}
      {fill(bars.work, "var(--color-sunken)")}
      {fill(bars.off, "url(#week-off)")}
      {fill(bars.gap, "url(#week-gap)")}
      {fill(bars.partGap, "url(#week-gap)")}
      {fill(bars.meeting, "var(--color-meeting)")}
      {fill(bars.webinar, "var(--color-webinar)")}
      {fill(bars.edge, "var(--color-on-webinar)")}
      {fill(bars.call, "var(--color-call-edge)")}
      {line(bars.event, "var(--color-calendar)")}
      {fill(bars.now, "var(--color-now)")}
    </svg>
  );
}

/** The hatches of all rows, once a page. */
export function WeekHatches() {
  return (
    <svg aria-hidden width="0" height="0" className="absolute">
      <defs>
        <pattern id="week-gap" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" style={{ fill: "var(--color-gap-wash)" }} />
          <rect width="1.5" height="5" style={{ fill: "var(--color-gap-line)" }} />
        </pattern>
        <pattern id="week-off" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect width="5" height="5" style={{ fill: "var(--color-off-wash)" }} />
          <rect width="1" height="5" style={{ fill: "var(--color-off-line)" }} />
        </pattern>
      </defs>
    </svg>
  );
}
