/** Where the words of a gap go: into free room, never over a block, its label or the line of now. */
import type { Box } from "./layout-row.ts";

export type GapLabel = {
  /** `hidden` is for screen readers only. */
  form: "long" | "short" | "hidden";
  /** Px from the left of the gap. */
  left: number;
};

const EDGE_PX = 8;
const LEAST_EDGE_PX = 4;

/**
 * Places a label in the largest free stretch of a gap: the long form when it fits, else the short one, else none.
 * `gap` and `taken` are px of the track; `widths` are the whole labels' widths, null for a form that is not wanted.
 */
export function placeGapLabel(
  gap: Box,
  taken: readonly Box[],
  widths: { long: number | null; short: number | null },
): GapLabel {
  const free = largestFree(gap, taken);
  if (widths.long !== null && free.width >= widths.long + 2 * EDGE_PX)
    return { form: "long", left: free.left + EDGE_PX - gap.left };
  if (widths.short !== null && free.width >= widths.short + 2 * LEAST_EDGE_PX)
    return { form: "short", left: Math.round(free.left + shortEdge(free.width, widths.short) - gap.left) };
  return { form: "hidden", left: 0 };
}

/** In a narrow gap the short form stands in the middle, in a wide one where the long form would. */
function shortEdge(room: number, width: number): number {
  return Math.min((room - width) / 2, Math.max(EDGE_PX, room < 3 * width ? (room - width) / 2 : EDGE_PX));
}

function largestFree(gap: Box, taken: readonly Box[]): Box {
  const end = gap.left + gap.width;
  let best: Box = { left: gap.left, width: 0 };
  let from = gap.left;
  const take = (to: number) => {
    if (to - from > best.width) best = { left: from, width: to - from };
  };
  for (const box of [...taken].sort((a, b) => a.left - b.left)) {
    if (box.left >= end) break;
    take(Math.min(box.left, end));
    from = Math.max(from, box.left + box.width);
  }
  take(end);
  return best;
}

/**
 * Where the words under known time begin, in px of the track: in the widest part when they fit, else in `after`, the
 * free room behind the line of now, else nowhere.
 */
export function placeKnownLabel(parts: readonly Box[], after: Box | null, width: number): number | null {
  const widest = [...parts].sort((a, b) => b.width - a.width)[0];
  const fits = [widest, after].find((box) => box != null && box.width >= width + 2 * EDGE_PX);
  return fits == null ? null : fits.left + EDGE_PX;
}
