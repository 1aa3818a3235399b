/** The layers that the viewer chose, as the address of a page or of a file says them. */
import { type TimelineLayer, timelineLayers } from "./timeline-types.ts";

const NONE = "none";

/** Layers of a text such as `meetings,calendar`; `none` is the empty choice. What is unknown counts as not said. */
export function layersOfText(text: string): TimelineLayer[] {
  return text === NONE ? [] : timelineLayers.filter((layer) => text.split(",").includes(layer));
}

/** The text of a choice. */
export function textOfLayers(layers: readonly TimelineLayer[]): string {
  return layers.length === 0 ? NONE : layers.join(",");
}

/** Whether a text names layers and nothing else. */
export function isLayersText(text: string): boolean {
  return text === NONE || text.split(",").every((word) => (timelineLayers as readonly string[]).includes(word));
}
