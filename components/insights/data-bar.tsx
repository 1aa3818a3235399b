import type { SessionKind } from "#lib/timeline/timeline-types.ts";

/** How bars of a kind are filled; in forced colours a bar is solid, whatever its kind. */
const fills: Record<SessionKind, string> = {
  meeting: "fill-(--color-meeting)",
  call: "fill-(--color-call) stroke-(--color-call-edge) forced-colors:stroke-[CanvasText]",
  webinar: "fill-(--color-webinar)",
};
const DOTS_OVER_BAR = 3;

export type BarBox = { x: number; y: number; width: number; height: number };

/**
 * A bar from the base line up. What can only be "at least" carries a dotted line over it: it may go on from there. Calls
 * have an edge, webinars their double top edge, as on the timeline.
 */
export function DataBar({
  box: { x, y, width, height },
  kind,
  isAtLeast,
}: {
  box: BarBox;
  kind: SessionKind;
  isAtLeast: boolean;
}) {
  const left = Math.round(x);
  const wide = Math.max(1, Math.round(width));
  const base = Math.round(y + height);
  // What is not nothing can be seen.
  const high = height > 0 ? Math.max(2, Math.round(height)) : 0;
  const isEdged = kind === "call" && wide > 3 && high > 3;
  const inset = isEdged ? 0.5 : 0;
  return (
    <g className="forced-colors:forced-color-adjust-none">
      {high > 0 && (
        <rect
          x={left + inset}
          y={base - high + inset}
          width={wide - 2 * inset}
          height={high - inset}
          rx={wide > 6 ? 2 : 0}
          strokeWidth={isEdged ? 1 : 0}
          className={`${fills[kind]} forced-colors:fill-[CanvasText]`}
        />
      )}
      {kind === "webinar" && high > 6 && (
        <rect
          x={left}
          y={base - high + 2}
          width={wide}
          height={1}
          className="fill-(--color-on-webinar) forced-colors:fill-[Canvas]"
        />
      )}
      {isAtLeast && (
        <line
          x1={left + 1}
          x2={left + wide}
          y1={base - high - DOTS_OVER_BAR}
          y2={base - high - DOTS_OVER_BAR}
          strokeWidth={1.5}
          strokeLinecap="round"
          strokeDasharray="0.1 3"
          className="stroke-(--color-gap-ink) forced-colors:stroke-[CanvasText]"
        />
      )}
    </g>
  );
}
