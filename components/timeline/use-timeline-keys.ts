"use client";

import { useEffect, useRef } from "react";

export type TimelineKeys = {
  /** Letters alone are shortcuts; everyone may switch that off for themselves. */
  isOn: boolean;
  onDay: (days: 1 | -1) => void;
  onToday: () => void;
  onZoom: ((direction: 1 | -1) => void) | null;
  onList: (() => void) | null;
  onRange: (range: "day" | "week") => void;
  onHelp: () => void;
};

/** Single keys of the timeline: `[` `]` day or week, `T` today, `D` day, `W` week, `+` `-` zoom, `L` list, `?` help. Never while one types or a dialog is open. */
export function useTimelineKeys(keys: TimelineKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { isOn, onDay, onToday, onZoom, onList, onRange, onHelp } = latest.current;
      if (!isOn || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isElsewhere(event.target)) return;
      const action = {
        "[": () => onDay(-1),
        "]": () => onDay(1),
        t: onToday,
        "+": () => onZoom?.(1),
        "=": () => onZoom?.(1),
        "-": () => onZoom?.(-1),
        l: () => onList?.(),
        d: () => onRange("day"),
        w: () => onRange("week"),
        "?": onHelp,
      }[event.key.toLowerCase()];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}

/** In a field, or in something that lies over the page and has keys of its own. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)) return true;
  if (target instanceof HTMLInputElement && !["radio", "checkbox"].includes(target.type)) return true;
  return target.closest('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') !== null;
}
