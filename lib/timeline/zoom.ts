/** How close one looks at the day, and which part of the ruler that shows. Pure. */
import type { RulerView } from "./layout-row.ts";

/** From far to near: the whole day, working hours with an hour on each side, six hours, two hours. */
export const zoomSteps = ["day", "work", "6", "2"] as const;
export type Zoom = (typeof zoomSteps)[number];

const DAY = 1440;
const windows: Partial<Record<Zoom, number>> = { 6: 360, 2: 120 };
/** Windows begin on these minutes. */
const GRAIN = 5;

/** How many minutes a zoom's movable window has; null for those that do not move. */
export function windowOf(zoom: Zoom): number | null {
  return windows[zoom] ?? null;
}

/** A window's first minute as it may be: inside the day, on the grain. */
export function clampFrom(from: number, length: number): number {
  return Math.min(DAY - length, Math.max(0, Math.round(from / GRAIN) * GRAIN));
}

/** The hours in view. `around` is the minute that a window without a beginning of its own shows in its middle. */
export function viewOfZoom(zoom: Zoom, from: number | null, work: RulerView, around: number): RulerView {
  const length = windowOf(zoom);
  if (length === null) return zoom === "day" ? { from: 0, to: DAY } : work;
  const first = clampFrom(from ?? around - length / 2, length);
  return { from: first, to: first + length };
}

/** One step nearer (1) or away (-1), keeping `anchor` (a minute) where it is on the screen; null at either end. */
export function stepZoom(
  zoom: Zoom,
  direction: 1 | -1,
  view: RulerView,
  anchor: number,
): { hours: Zoom; from: number | null } | null {
  const next = zoomSteps[zoomSteps.indexOf(zoom) + direction];
  return next === undefined ? null : { hours: next, from: fromAround(next, view, anchor) };
}

/** The first minute of a zoom's window that keeps `anchor` at its place on the screen; null when it does not move. */
export function fromAround(zoom: Zoom, view: RulerView, anchor: number): number | null {
  const length = windowOf(zoom);
  if (length === null) return null;
  const inside = Math.min(view.to, Math.max(view.from, anchor));
  const share = (inside - view.from) / (view.to - view.from);
  return clampFrom(inside - share * length, length);
}
