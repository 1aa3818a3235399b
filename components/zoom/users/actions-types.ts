/** The server actions of the Users tab, as its page hands them over. */
import type { ActionOutcome } from "#lib/access/viewer-types.ts";

type Action<I, T = void> = (input: I) => Promise<ActionOutcome<T>>;

export type UsersActions = {
  map: Action<{ asks: { zoomUserId: string; personId: string }[] }, { mapped: number }>;
  unmap: Action<{ ids: string[] }>;
  ignore: Action<{ ids: string[]; isIgnored: boolean }>;
  include: Action<{ ids: string[]; isIncluded: boolean }>;
  importAgain: Action<{ connectionIds: string[] }>;
};
