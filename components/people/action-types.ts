/** The server actions that the page hands to the people list. */
import type { ImportPreview } from "#lib/access/people-import-types.ts";
import type { PersonInput } from "#lib/access/person-schema.ts";
import type { ActionOutcome } from "#lib/access/viewer-types.ts";

export type LinkToShow = {
  url: string;
  purpose: "invitation" | "password";
  mailed: "sent" | "off" | "failed";
  email: string;
};

export type ManagerChoice = { id: string; name: string; email: string };

export type PeopleActions = {
  add: (person: PersonInput) => Promise<ActionOutcome<{ id: string }>>;
  edit: (ask: { personId: string; person: PersonInput }) => Promise<ActionOutcome<void>>;
  deactivate: (ask: { personId: string }) => Promise<ActionOutcome<void>>;
  reactivate: (ask: { personId: string }) => Promise<ActionOutcome<void>>;
  invite: (ask: { personId: string }) => Promise<ActionOutcome<LinkToShow>>;
  findManagers: (ask: { find: string }) => Promise<ActionOutcome<ManagerChoice[]>>;
  previewImport: (ask: { text: string }) => Promise<ActionOutcome<ImportPreview>>;
  applyImport: (ask: {
    text: string;
    stamp: string;
  }) => Promise<ActionOutcome<{ added: number; changed: number; left: number }>>;
};
