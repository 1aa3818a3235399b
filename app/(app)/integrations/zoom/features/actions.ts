"use server";

import { guardedAction } from "#lib/access/guarded-action.ts";
import { setReceiving, setVisible } from "#lib/integration/features.ts";
import { receivingInput, visibleInput } from "#lib/integration/features-schema.ts";

/** Shows or hides a product. */
export const setVisibleAction = guardedAction("zoom.features", visibleInput, ({ product, isVisible }, viewer) =>
  setVisible(viewer, product, isVisible),
);

/** Stops or takes up receiving a product. */
export const setReceivingAction = guardedAction("zoom.features", receivingInput, ({ product, isReceiving }, viewer) =>
  setReceiving(viewer, product, isReceiving),
);
