"use client";

import { type FocusEvent, useEffect, useRef } from "react";

/** Focus survives when what had it is drawn away, such as a block that is counted in another one at a farther zoom. */
export function useKeptFocus(refocus: () => void) {
  const hasFocus = useRef(false);
  useEffect(() => {
    if (!hasFocus.current || document.activeElement !== document.body) return;
    hasFocus.current = false;
    refocus();
  });
  return {
    onFocus: () => {
      hasFocus.current = true;
    },
    onBlur: (event: FocusEvent<HTMLElement>) => {
      // What is drawn away tells nothing.
      if (event.target.isConnected) hasFocus.current = false;
    },
  };
}
