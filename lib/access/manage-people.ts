/**
 * Adding, editing, deactivating and inviting people. Each change checks the rules under a lock that only one
 * transaction of the organisation holds, is audited, and tells open pages. Matching to Zoom is the caller's next step.
 */
import "server-only";
import { addAuditEntry } from "#lib/db/audit.ts";
import { announceChange } from "#lib/db/changes.ts";
import { type Transaction, transaction } from "#lib/db/client.ts";
import { deleteUnusedLinks } from "#lib/db/one-time-links.ts";
import { findPerson, findPersonByEmail, type PersonRow } from "#lib/db/people.ts";
import {
  countOtherOwners,
  insertPerson,
  isBelow,
  lockPeople,
  setDeactivated,
  setSingleKeys,
  updatePerson,
} from "#lib/db/people-changes.ts";
import { AppError } from "#lib/errors.ts";
import { InvalidFields } from "./invalid-fields.ts";
import { createLink, type NewLink } from "./links.ts";
import { changeProblem, mayChangePerson } from "./people-rules.ts";
import { grantableRoles, roleNames } from "./permissions.ts";
import { describeChanges } from "./person-changes.ts";
import type { PersonInput, Preferences } from "./person-schema.ts";
import { type LinkRecipient, sendLink } from "./send-link.ts";
import type { Viewer } from "./viewer-types.ts";

/** More to do in the same transaction once people have changed: matching to Zoom, which this room knows nothing of. */
export type AlsoDo = (tx: Transaction, organisationId: string) => Promise<unknown>;

const nothingMore: AlsoDo = async () => undefined;

function actorOf(viewer: Viewer): { personId: string; name: string } {
  return { personId: viewer.personId, name: viewer.name };
}

async function existing(tx: Transaction, viewer: Viewer, personId: string): Promise<PersonRow> {
  const person = await findPerson(viewer.organisationId, personId, tx);
  if (person === null) throw new AppError("not-found", "This person is not there any more. Reload the page.");
  return person;
}

async function refuseTakenEmail(
  tx: Transaction,
  viewer: Viewer,
  email: string,
  exceptId: string | null,
): Promise<void> {
  const holder = await findPersonByEmail(viewer.organisationId, email, tx);
  if (holder === null || holder.id === exceptId) return;
  const how = holder.deactivatedAt === null ? "already has" : "is deactivated and has";
  throw new InvalidFields({ email: `${holder.name} ${how} this e-mail.` });
}

async function refuseBadManager(
  tx: Transaction,
  viewer: Viewer,
  managerId: string | null,
  ofId: string | null,
): Promise<void> {
  if (managerId === null) return;
  const manager = await findPerson(viewer.organisationId, managerId, tx);
  if (manager === null || manager.deactivatedAt !== null) {
    throw new InvalidFields({ managerId: "This manager is not an active person here. Choose someone else." });
  }
  if (ofId !== null && (await isBelow(tx, viewer.organisationId, ofId, managerId))) {
    throw new InvalidFields({ managerId: `${manager.name} stands below this person, so they can not be the manager.` });
  }
}

/** Adds a person; returns their id. Throws `InvalidFields` for a taken e-mail, a bad manager or too high a role. */
export async function addPerson(
  viewer: Viewer,
  input: PersonInput,
  alsoDo: AlsoDo = nothingMore,
): Promise<{ id: string }> {
  const { organisationId } = viewer;
  return transaction(async (tx) => {
    await lockPeople(tx, organisationId);
    if (!grantableRoles(viewer.role).includes(input.role)) {
      throw new InvalidFields({ role: `Your role may not make someone ${roleNames[input.role].toLowerCase()}.` });
    }
    await refuseTakenEmail(tx, viewer, input.email, null);
    await refuseBadManager(tx, viewer, input.managerId, null);
    const id = await insertPerson(tx, organisationId, input);
    await addAuditEntry(tx, organisationId, {
      actor: actorOf(viewer),
      action: "person.added",
      subjectId: id,
      summary: `added ${input.name} as ${roleNames[input.role].toLowerCase()}`,
    });
    await announceChange(tx, organisationId, { topic: "people", personIds: [id] });
    await alsoDo(tx, organisationId);
    return { id };
  });
}

/** Changes a person. A new role, or no sign-in any more, ends their open sessions. */
export async function editPerson(
  viewer: Viewer,
  personId: string,
  input: PersonInput,
  alsoDo: AlsoDo = nothingMore,
): Promise<void> {
  const { organisationId } = viewer;
  await transaction(async (tx) => {
    await lockPeople(tx, organisationId);
    const before = await existing(tx, viewer, personId);
    const after = { role: input.role, maySignIn: input.maySignIn, deactivatedAt: before.deactivatedAt };
    const others = await countOtherOwners(tx, organisationId, personId);
    const problem = changeProblem(viewer, before, after, others);
    if (problem !== null) throw new AppError("conflict", problem);
    await refuseTakenEmail(tx, viewer, input.email, personId);
    if (input.managerId !== before.managerId) await refuseBadManager(tx, viewer, input.managerId, personId);
    const managers = [before.managerId, input.managerId].filter((id) => id !== null);
    const names = new Map(
      await Promise.all(managers.map(async (id) => [id, (await existing(tx, viewer, id)).name] as const)),
    );
    const changes = describeChanges(before, input, (id) => names.get(id) ?? "someone");
    if (changes.length === 0) return;
    const mustSignInAgain = before.role !== input.role || (before.maySignIn && !input.maySignIn);
    await updatePerson(tx, organisationId, personId, input, mustSignInAgain);
    // A link that was made for an earlier address, or for someone who may no longer come in, must not open anything.
    if (before.email !== input.email || !input.maySignIn) await deleteUnusedLinks(tx, organisationId, [personId]);
    await addAuditEntry(tx, organisationId, {
      actor: actorOf(viewer),
      action: before.role === input.role ? "person.changed" : "person.roleChanged",
      subjectId: personId,
      summary: `changed ${before.name}: ${changes.join(", ")}`,
    });
    // A new manager changes what others may see, so everyone asks again.
    const isWide = before.managerId !== input.managerId;
    await announceChange(tx, organisationId, { topic: "people", ...(isWide ? {} : { personIds: [personId] }) });
    await alsoDo(tx, organisationId);
  });
}

/** Deactivates a person or brings them back. Their sessions end, their unused links stop working. */
export async function setPersonActive(
  viewer: Viewer,
  personId: string,
  isActive: boolean,
  now: Date,
  alsoDo: AlsoDo = nothingMore,
): Promise<void> {
  const { organisationId } = viewer;
  await transaction(async (tx) => {
    await lockPeople(tx, organisationId);
    const before = await existing(tx, viewer, personId);
    if ((before.deactivatedAt === null) === isActive) return;
    const deactivatedAt = isActive ? null : now;
    const others = await countOtherOwners(tx, organisationId, personId);
    const problem = changeProblem(viewer, before, { ...before, deactivatedAt }, others);
    if (problem !== null) throw new AppError("conflict", problem);
    await setDeactivated(tx, organisationId, personId, deactivatedAt);
    if (!isActive) await deleteUnusedLinks(tx, organisationId, [personId]);
    await addAuditEntry(tx, organisationId, {
      actor: actorOf(viewer),
      action: isActive ? "person.reactivated" : "person.deactivated",
      subjectId: personId,
      summary: `${isActive ? "reactivated" : "deactivated"} ${before.name}`,
    });
    await announceChange(tx, organisationId, { topic: "people", personIds: [personId] });
    await alsoDo(tx, organisationId);
  });
}

export type SentLink = NewLink & { mailed: "sent" | "off" | "failed"; email: string };

/**
 * Makes an invitation (or, for someone who has a password, a link for a new one) and mails it when that is set up.
 * The address is returned to be shown once.
 */
export async function inviteToSignIn(viewer: Viewer, personId: string, now: Date): Promise<SentLink> {
  const { organisationId } = viewer;
  const { link, recipient } = await transaction(async (tx) => {
    const person = await existing(tx, viewer, personId);
    if (!mayChangePerson(viewer, person)) throw new AppError("not-allowed", "Your role may not invite this person.");
    if (person.deactivatedAt !== null)
      throw new AppError("conflict", `${person.name} is deactivated. Reactivate them first.`);
    if (!person.maySignIn)
      throw new AppError("conflict", `${person.name} may not sign in. Allow that first, under Edit.`);
    const purpose = person.hasPassword ? ("password" as const) : ("invitation" as const);
    const made = await createLink(tx, organisationId, { personId, purpose, createdById: viewer.personId }, now);
    await addAuditEntry(tx, organisationId, {
      actor: actorOf(viewer),
      action: purpose === "invitation" ? "person.invited" : "person.passwordLink",
      subjectId: personId,
      summary: purpose === "invitation" ? `invited ${person.name}` : `made a password link for ${person.name}`,
    });
    const to: LinkRecipient = {
      name: person.name,
      email: person.email,
      organisationName: viewer.organisationName,
      senderName: viewer.name,
    };
    return { link: made, recipient: to };
  });
  return { ...link, email: recipient.email, mailed: await sendLink(link, recipient) };
}

/** Stores how the viewer wants times shown and in which zone their day is. */
export async function savePreferences(viewer: Viewer, preferences: Preferences): Promise<void> {
  await transaction(async (tx) => {
    await lockPeople(tx, viewer.organisationId);
    const before = await existing(tx, viewer, viewer.personId);
    const { singleKeys, ...shown } = preferences;
    const changes = describeChanges(before, { ...before, ...shown }, () => "");
    if (viewer.singleKeys !== singleKeys) changes.push(`single keys ${singleKeys ? "on" : "off"}`);
    if (changes.length === 0) return;
    await updatePerson(tx, viewer.organisationId, viewer.personId, shown, false);
    await setSingleKeys(tx, viewer.organisationId, viewer.personId, singleKeys);
    await addAuditEntry(tx, viewer.organisationId, {
      actor: actorOf(viewer),
      action: "person.preferences",
      subjectId: viewer.personId,
      summary: `changed their own settings: ${changes.join(", ")}`,
    });
    await announceChange(tx, viewer.organisationId, { topic: "people", personIds: [viewer.personId] });
  });
}
