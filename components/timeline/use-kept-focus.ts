"use client";

import { type FocusEvent, useEffect, useRef } from "react";
import { isWithin } from "./grid-items.ts";

/** Focus survives when what had it is drawn away, such as a block that is counted in another one at a farther zoom. */
export function useKeptFocus(refocus: () => void) {
  const hasFocus = useRef(false);
  useEffect(() => {
    if (!hasFocus.current || document.activeElement !== document.body) return;
    hasFocus.current = false;
    refocus();
  });
  return {
    onFocus: (event: FocusEvent<HTMLElement>) => {
      hasFocus.current = isWithin(event);
    },
    onBlur: (event: FocusEvent<HTMLElement>) => {
      // What is drawn away tells nothing.
      if (event.target.isConnected) hasFocus.current = false;
    },
  };
}
