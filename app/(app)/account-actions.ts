"use server";

import { guardedAction } from "#lib/access/guarded-action.ts";
import { savePreferences as store } from "#lib/access/manage-people.ts";
import { preferencesSchema } from "#lib/access/person-schema.ts";

/** Everyone sets for themselves how times are shown. */
export const savePreferences = guardedAction("timeline.view", preferencesSchema, (preferences, viewer) =>
  store(viewer, preferences),
);
