"use client";

import { useMemo } from "react";
import {
  type TimelineDay,
  type TimelineLayer,
  timelineLayers,
  timelineProducts,
} from "#lib/timeline/timeline-types.ts";

/** What the legend offers (the calendar only where someone has one), what of it is on (`chosen` without the calendar), and how to switch it. */
export function useLayers(
  data: Pick<TimelineDay, "products" | "people"> | undefined,
  asked: readonly TimelineLayer[] | null,
  onChange: (layers: TimelineLayer[] | null) => void,
) {
  const products = data?.products ?? timelineProducts;
  const hasCalendar = data?.people.some(({ calendar, events }) => calendar !== "none" || events.length > 0) ?? false;
  const layers = timelineLayers.filter((layer) => (layer === "calendar" ? hasCalendar : products.includes(layer)));
  const isOn = (layer: TimelineLayer) => asked?.includes(layer) ?? true;
  const key = layers.filter(isOn).join();
  // The same list while it says the same: rows are drawn from it.
  const shown = useMemo(() => timelineLayers.filter((layer) => key.split(",").includes(layer)), [key]);
  const chosen = useMemo(() => timelineProducts.filter((product) => shown.includes(product)), [shown]);
  const toggle = (layer: TimelineLayer) => {
    const next = timelineLayers.filter((one) => isOn(one) !== (one === layer));
    onChange(layers.every((one) => next.includes(one)) ? null : next);
  };
  return { layers, shown, chosen, toggle };
}
