/**
 * Days and zones stand on Temporal: native in Node and in present browsers. A browser without it loads the polyfill
 * once, before the first timeline is drawn; nobody else pays for it.
 */

/** Null when Temporal is there; else a promise to wait for (React's `use`) before anything of this room is called. */
export const temporalReady: Promise<unknown> | null =
  typeof Temporal === "undefined" ? import("temporal-polyfill/global") : null;
