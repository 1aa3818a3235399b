"use server";

import { z } from "zod";
import { guardedAction } from "#lib/access/guarded-action.ts";
import { applyPeopleImport, previewPeopleImport } from "#lib/access/import-people.ts";
import { type AlsoDo, addPerson, editPerson, inviteToSignIn, setPersonActive } from "#lib/access/manage-people.ts";
import { LONGEST_IMPORT } from "#lib/access/people-import-types.ts";
import { personSchema } from "#lib/access/person-schema.ts";
import { searchPeople } from "#lib/db/people-search.ts";
import { matchPeople } from "#lib/integration/match-people.ts";

const idSchema = z.object({ personId: z.uuid() });
const textSchema = z.string().max(LONGEST_IMPORT, { error: "The file is larger than 3 MB. Split it into several." });
const MOST_MATCHES = 20;

/** New people and new e-mails may be those of Zoom users who are waiting for them. */
const match: AlsoDo = (tx, organisationId) => matchPeople(tx, organisationId, { now: new Date() });

/** Adds a person; Zoom users with the same e-mail are mapped at once. */
export const add = guardedAction("people.manage", personSchema, (input, viewer) => addPerson(viewer, input, match));

export const edit = guardedAction(
  "people.manage",
  z.object({ personId: z.uuid(), person: personSchema }),
  ({ personId, person }, viewer) => editPerson(viewer, personId, person, match),
);

export const deactivate = guardedAction("people.manage", idSchema, ({ personId }, viewer) =>
  setPersonActive(viewer, personId, false, new Date()),
);

export const reactivate = guardedAction("people.manage", idSchema, ({ personId }, viewer) =>
  setPersonActive(viewer, personId, true, new Date(), match),
);

/** Makes a one-time link and mails it when a mail server is set. */
export const invite = guardedAction("people.manage", idSchema, async ({ personId }, viewer) => {
  const { url, purpose, mailed, email } = await inviteToSignIn(viewer, personId, new Date());
  return { url, purpose, mailed, email };
});

/** Active people whose name or e-mail has the text in it, to choose a manager from. */
export const findManagers = guardedAction(
  "people.manage",
  z.object({ find: z.string().max(100) }),
  async ({ find }, viewer) => {
    const page = { skip: 0, take: MOST_MATCHES };
    const { people } = await searchPeople(viewer.organisationId, { find, state: "active" }, page);
    return people.map(({ id, name, email }) => ({ id, name, email }));
  },
);

export const previewImport = guardedAction("people.manage", z.object({ text: textSchema }), ({ text }, viewer) =>
  previewPeopleImport(viewer, text),
);

export const applyImport = guardedAction(
  "people.manage",
  z.object({ text: textSchema, stamp: z.string().max(100) }),
  ({ text, stamp }, viewer) => applyPeopleImport(viewer, text, stamp, match),
);
