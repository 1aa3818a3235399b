"use client";

import { useZoomAction } from "../use-zoom-action.ts";
import type { UsersActions } from "./actions-types.ts";

export type Mapper = {
  isPending: boolean;
  map: (asks: { zoomUserId: string; personId: string }[], message: string) => void;
  unmap: (ids: string[], name: string) => void;
  ignore: (ids: string[], isIgnored: boolean) => void;
  include: (ids: string[], isIncluded: boolean, name: string) => void;
};

/** The decisions of the tab, each with the sentence that says it was done. `onDone` runs after one that worked. */
export function useMapper(actions: UsersActions, onDone?: () => void): Mapper {
  const { run, isPending } = useZoomAction();
  const then = async (done: Promise<unknown>) => {
    if ((await done) !== null) onDone?.();
  };
  const many = (ids: string[], one: string) => (ids.length === 1 ? one : `${ids.length} Zoom users`);
  return {
    isPending,
    map: (asks, message) => void then(run(() => actions.map({ asks }), message)),
    unmap: (ids, name) =>
      void then(
        run(
          () => actions.unmap({ ids }),
          `${many(ids, name)} no longer ${ids.length === 1 ? "belongs" : "belong"} to anyone.`,
        ),
      ),
    ignore: (ids, isIgnored) =>
      void then(
        run(
          () => actions.ignore({ ids, isIgnored }),
          isIgnored
            ? `${many(ids, "The Zoom user")} will be ignored.`
            : `${many(ids, "The Zoom user")} will be matched again.`,
        ),
      ),
    include: (ids, isIncluded, name) =>
      void then(
        run(
          () => actions.include({ ids, isIncluded }),
          isIncluded
            ? `${many(ids, name)} included; the recent past is filled in.`
            : `${many(ids, name)} excluded; nothing new is stored.`,
        ),
      ),
  };
}
