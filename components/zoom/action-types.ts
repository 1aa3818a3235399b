/** The server actions of the integration, as pages hand them to components. */
import type { ActionOutcome } from "#lib/access/viewer-types.ts";

type Action<I, T = void> = (input: I) => Promise<ActionOutcome<T>>;

export type ConnectionActions = {
  rename: Action<{ connectionId: string; name: string }>;
  setPlan: Action<{ connectionId: string; plan: "free" | "pro" | "business" }>;
  setRateShare: Action<{ connectionId: string; percent: number }>;
  setPaused: Action<{ connectionId: string; isPaused: boolean }>;
  importAgain: Action<{ connectionId: string }>;
  /** `from` and `to` are times of the viewer's own clock, as 2026-11-17T11:00. */
  readAgain: Action<{ connectionId: string; from: string; to: string }>;
  setAfterRemoval: Action<{ afterRemoval: "delete" | "hold" }>;
  disconnect: Action<{ connectionId: string; history: "keep" | "delete" }, { isRevoked: boolean }>;
};

export type ReassignOwner = Action<{ personId: string }, { name: string }>;
