"use client";

import { type CSSProperties, type RefObject, useEffect, useLayoutEffect, useState } from "react";
import type { Box } from "#lib/timeline/layout-row.ts";

/** Width of the track in px; null until it has been measured. */
export function useTrackWidth(box: RefObject<HTMLElement | null>): number | null {
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    if (box.current !== null) setWidth(box.current.clientWidth);
  }, [box]);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return width === 0 ? null : width;
}

export type ToStyle = (box: Box) => Pick<CSSProperties, "left" | "width">;

/** Places boxes on whole pixels once the track is measured; as the server draws it, in shares of a width it can not know. */
export function toTrackStyle(width: number, isMeasured: boolean): ToStyle {
  if (isMeasured) return ({ left, width: own }) => ({ left, width: own });
  return ({ left, width: own }) => ({
    left: `${(left / width) * 100}%`,
    width: own === 0 ? 0 : `max(4px, ${(own / width) * 100}%)`,
  });
}
