import "server-only";
import { addAuditEntry } from "#lib/db/audit.ts";
import { announceChange } from "#lib/db/changes.ts";
import { transaction } from "#lib/db/client.ts";
import { findIntegrationOwnerId, setIntegrationOwner } from "#lib/db/integrations.ts";
import { findPerson, type PersonRole } from "#lib/db/people.ts";
import { AppError } from "#lib/errors.ts";

/**
 * Makes another person answer for the integration. They must be active and hold one of `eligible`, the roles that may
 * manage Zoom. Throws `AppError` not-found, or invalid with the reason.
 */
export async function reassignOwner(
  actor: { organisationId: string; personId: string; name: string },
  personId: string,
  eligible: readonly PersonRole[],
): Promise<{ name: string }> {
  const { organisationId } = actor;
  return transaction(async (tx) => {
    const person = await findPerson(organisationId, personId, tx);
    if (person === null) throw new AppError("not-found", "This person does not exist any more.");
    if (person.deactivatedAt !== null || !person.maySignIn) {
      throw new AppError("invalid", `${person.name} can not sign in. Choose someone who can.`);
    }
    if (!eligible.includes(person.role)) {
      throw new AppError(
        "invalid",
        `${person.name} may not manage Zoom. Change the role first, or choose someone else.`,
      );
    }
    const before = await findIntegrationOwnerId(organisationId, tx);
    if (before === person.id) return { name: person.name };
    await setIntegrationOwner(tx, organisationId, person.id);
    await addAuditEntry(tx, organisationId, {
      actor: { personId: actor.personId, name: actor.name },
      action: "zoom.owner",
      subjectId: person.id,
      summary: `made ${person.name} the owner of the Zoom integration`,
      details: { before },
    });
    await announceChange(tx, organisationId, { topic: "connection" });
    return { name: person.name };
  });
}
