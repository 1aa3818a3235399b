import type { WeekBars } from "#lib/timeline/week-bars.ts";

/** Colours as classes: in forced colours solid stays solid, outlined stays outlined, hatches stay hatches. */
const fills = {
  ground: "fill-off-wash forced-colors:fill-[Canvas] forced-colors:stroke-[GrayText]",
  work: "fill-sunken forced-colors:fill-[Canvas]",
  meeting: "[fill:var(--color-meeting)] forced-colors:fill-[CanvasText]",
  webinar: "[fill:var(--color-webinar)] forced-colors:fill-[CanvasText]",
  edge: "fill-on-webinar forced-colors:fill-[Canvas]",
  call: "fill-call-edge forced-colors:fill-[CanvasText]",
  now: "fill-now forced-colors:fill-[Highlight]",
} as const;

/** The bars of a row in one drawing. Decoration: each day's link says the same in words. */
export function WeekBar({ bars, height }: { bars: WeekBars; height: number }) {
  const fill = (key: keyof typeof fills) => bars[key] !== "" && <path d={bars[key]} className={fills[key]} />;
  const hatch = (d: string, name: string) => d !== "" && <path d={d} fill={`url(#${name})`} />;
  return (
    <svg
      aria-hidden
      width="100%"
      height={height}
      className="pointer-events-none absolute inset-x-0 top-0 forced-color-adjust-none [print-color-adjust:exact]"
    >
      {fill("ground")}
      {fill("work")}
      {hatch(bars.off, "week-off")}
      {hatch(bars.gap, "week-gap")}
      {hatch(bars.partGap, "week-gap")}
      {fill("meeting")}
      {fill("webinar")}
      {fill("edge")}
      {fill("call")}
      {bars.event !== "" && (
        <path d={bars.event} className="fill-none stroke-calendar forced-colors:stroke-[CanvasText]" />
      )}
      {fill("now")}
    </svg>
  );
}

/** The hatches of all rows, once a page. */
export function WeekHatches() {
  return (
    <svg aria-hidden width="0" height="0" className="absolute forced-color-adjust-none">
      <defs>
        <pattern id="week-gap" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className="fill-gap-wash forced-colors:fill-[Canvas]" />
          <rect width="1.5" height="5" className="fill-gap-line forced-colors:fill-[CanvasText]" />
        </pattern>
        <pattern id="week-off" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect width="5" height="5" className="fill-off-wash forced-colors:fill-[Canvas]" />
          <rect width="1" height="5" className="fill-off-line forced-colors:fill-[GrayText]" />
        </pattern>
      </defs>
    </svg>
  );
}
