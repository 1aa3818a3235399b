/** How blocks look that are drawn in more than one place. */
import type { Block } from "#lib/timeline/layout-row.ts";

/** The fill of a kind; what is counted over several kinds is of none of their colours. */
export const blockFills: Record<Block["kind"], string> = {
  meeting: "fill-meeting",
  call: "fill-call",
  webinar: "fill-webinar",
  mixed: "bg-muted text-surface forced-color-adjust-none forced-colors:bg-[CanvasText] forced-colors:text-[Canvas]",
};

/** Grows what is drawn small to a target of 24 px. */
export const blockTarget =
  "after:absolute after:-inset-y-0.5 after:left-1/2 after:w-[max(100%,24px)] after:-translate-x-1/2";

/** The edge over which something goes on to another day is open: dashed and not round. */
export const openEdges = {
  before: "rounded-l-none! border-l-2 border-dashed border-current",
  after: "rounded-r-none! border-r-2 border-dashed border-current",
} as const;
