/** What of a lane may be stored and claimed: nothing of the time in which a product was not received. */
import type { FeatureRow } from "#lib/db/features.ts";
import type { HistoryLane } from "#lib/db/history-reads.ts";
import type { Product, Window } from "#lib/zoom/observation-types.ts";
import type { LaneName } from "./history-pieces.ts";

export type Features = Record<Product, FeatureRow>;

export function productsOf(lane: LaneName): readonly Product[] {
  return lane === "sessions" ? ["meetings", "webinars"] : ["phone"];
}

/** What is received of a lane's products, as a text that changes when that does. */
export function receptionOf(name: LaneName, features: Features): string {
  const of = ({ receiving, receivingStoppedAt, receivingSince }: FeatureRow) =>
    [receiving, receivingStoppedAt?.toISOString(), receivingSince?.toISOString()].join(" ");
  return productsOf(name)
    .map((product) => of(features[product]))
    .join(", ");
}

/** A lane none of whose products is received is not asked for at all. */
export function stopUnreceived(name: LaneName, lane: HistoryLane, features: Features): void {
  if (!productsOf(name).some((product) => features[product].receiving)) lane.stopped ??= "notReceived";
  else if (lane.stopped === "notReceived") lane.stopped = null;
}

/**
 * The time in which a product was not received, which nobody may fetch afterwards; null when there is none. `endAt` is
 * null while it still goes on.
 */
function pauseOf({ receiving, receivingStoppedAt, receivingSince }: FeatureRow) {
  if (receivingStoppedAt === null) return null;
  return { startAt: receivingStoppedAt, endAt: receiving ? receivingSince : null };
}

/** Whether an activity of this product that started then may be stored. */
export function isReceived(feature: FeatureRow, startAt: Date | null): boolean {
  const pause = pauseOf(feature);
  if (!feature.receiving) return false;
  if (pause === null || startAt === null) return true;
  return startAt < pause.startAt || (pause.endAt !== null && startAt >= pause.endAt);
}

/** The parts of a time that was read which we may say we know. */
export function knownParts(read: Window, feature: FeatureRow): Window[] {
  if (!feature.receiving) return [];
  const pause = pauseOf(feature);
  if (pause === null || pause.endAt === null) return [read];
  const before = { startAt: read.startAt, endAt: earlier(read.endAt, pause.startAt) };
  const after = { startAt: later(read.startAt, pause.endAt), endAt: read.endAt };
  return [before, after].filter(({ startAt, endAt }) => startAt < endAt);
}

const earlier = (a: Date, b: Date) => new Date(Math.min(a.getTime(), b.getTime()));
const later = (a: Date, b: Date) => new Date(Math.max(a.getTime(), b.getTime()));
