"use server";

import { z } from "zod";
import { guardedAction } from "#lib/access/guarded-action.ts";
import { permissions } from "#lib/access/permissions.ts";
import { setAfterRemoval } from "#lib/integration/after-removal.ts";
import { disconnect } from "#lib/integration/disconnect.ts";
import {
  importAgain,
  pauseConnection,
  readAgain,
  renameConnection,
  resumeConnection,
  setPlan,
  setRateShare,
} from "#lib/integration/manage-connection.ts";
import { reassignOwner } from "#lib/integration/owner.ts";

const connectionId = z.uuid();

/** Gives a connection another name. */
export const renameConnectionAction = guardedAction(
  "zoom.manage",
  z.object({
    connectionId,
    name: z.string().trim().min(1, { error: "Give it a name." }).max(80, { error: "At most 80 characters." }),
  }),
  (input, viewer) => renameConnection(viewer, input.connectionId, input.name),
);

/** Says which plan the Zoom account has. */
export const setPlanAction = guardedAction(
  "zoom.manage",
  z.object({ connectionId, plan: z.enum(["free", "pro", "business"]) }),
  (input, viewer) => setPlan(viewer, input.connectionId, input.plan),
);

/** Sets the share of the rate limits, in percent. */
export const setRateShareAction = guardedAction(
  "zoom.manage",
  z.object({ connectionId, percent: z.int().min(5).max(90) }),
  (input, viewer) => setRateShare(viewer, input.connectionId, input.percent),
);

/** Pauses or resumes a connection. */
export const setPausedAction = guardedAction(
  "zoom.manage",
  z.object({ connectionId, isPaused: z.boolean() }),
  ({ connectionId: id, isPaused }, viewer) =>
    isPaused ? pauseConnection(viewer, id, new Date()) : resumeConnection(viewer, id, new Date()),
);

/** Reads the Zoom users again. */
export const importAgainAction = guardedAction("zoom.map", z.object({ connectionId }), (input, viewer) =>
  importAgain(viewer, input.connectionId),
);

const localTime = z.iso.datetime({ local: true, error: "Give a day and a time." });

/** Reads a time again from Zoom's history. `from` and `to` are times of the viewer's own clock. */
export const readAgainAction = guardedAction(
  "zoom.manage",
  z.object({ connectionId, from: localTime, to: localTime }),
  ({ connectionId: id, from, to }, viewer) => {
    const instantOf = (text: string) =>
      new Date(Temporal.PlainDateTime.from(text).toZonedDateTime(viewer.timeZone).epochMilliseconds);
    return readAgain(viewer, id, { startAt: instantOf(from), endAt: instantOf(to) }, new Date());
  },
);

/** Decides what becomes of the data when a Zoom account removes the app. */
export const setAfterRemovalAction = guardedAction(
  "zoom.manage",
  z.object({ afterRemoval: z.enum(["delete", "hold"]) }),
  (input, viewer) => setAfterRemoval(viewer, input.afterRemoval),
);

/** Ends a connection; says whether Zoom could be told. */
export const disconnectAction = guardedAction(
  "zoom.connect",
  z.object({ connectionId, history: z.enum(["keep", "delete"]) }),
  async (input, viewer) => {
    const { organisationId, personId, name } = viewer;
    const { isRevoked } = await disconnect({
      organisationId,
      connectionId: input.connectionId,
      actor: { personId, name },
      history: input.history,
      now: new Date(),
    });
    return { isRevoked };
  },
);

/** Makes another person answer for the integration. */
export const reassignOwnerAction = guardedAction("zoom.manage", z.object({ personId: z.uuid() }), (input, viewer) =>
  reassignOwner(viewer, input.personId, permissions["zoom.manage"]),
);
