/**
 * Saves what was authorised, all of it or nothing: binding of the Zoom account, connection, sealed tokens, features,
 * products, first jobs, audit. The same account again replaces its tokens and is never added twice.
 */
import "server-only";
import { randomUUID } from "node:crypto";
import { addAuditEntry } from "#lib/db/audit.ts";
import { announceChange } from "#lib/db/changes.ts";
import { type Transaction, transaction } from "#lib/db/client.ts";
import { addConnectionLog } from "#lib/db/connection-log.ts";
import { ensureConnectionProducts } from "#lib/db/connection-products.ts";
import { readSealedTokens, replaceTokens } from "#lib/db/connection-tokens.ts";
import {
  bindZoomAccount,
  type ConnectionRow,
  findConnection,
  findOwnConnection,
  saveConnection,
} from "#lib/db/connections.ts";
import { beginListening } from "#lib/db/coverage.ts";
import { ensureFeatures, ensureIntegrationOwner } from "#lib/db/integrations.ts";
import { lockTokens } from "#lib/db/token-lock.ts";
import { cancelJobs } from "#lib/jobs/enqueue.ts";
import type { ZoomMe } from "#lib/zoom/account.ts";
import type { ZoomTokens } from "#lib/zoom/oauth.ts";
import { missingScopes, requiredScopes } from "#lib/zoom/scopes.ts";
import { applyGrantedScopes, products } from "./health.ts";
import { startImport } from "./import-start.ts";
import { moveConnection } from "./move-connection.ts";
import { reviveHistoryReads } from "./resume-reads.ts";
import { sealTokens } from "./seal-tokens.ts";

export type Authorisation = {
  asking: { organisationId: string; personId: string; name: string };
  attempt: { historyDays: number };
  tokens: ZoomTokens;
  me: ZoomMe;
  now: Date;
};

export type SavedAuthorisation =
  | { kind: "saved"; connectionId: string; isNew: boolean }
  /** `isHandedOn`: the grant is the other organisation's own, renewed, and was stored there. */
  | { kind: "otherOrganisation"; isHandedOn: boolean };

/** Thrown to undo a transaction whose Zoom account turned out to be bound elsewhere. */
class BoundElsewhere extends Error {
  readonly to: { organisationId: string; connectionId: string };
  constructor(to: { organisationId: string; connectionId: string }) {
    super("The Zoom account is bound to another organisation");
    this.to = to;
  }
}

/** Saves an authorisation, or says that the Zoom account belongs to another organisation. */
export async function saveAuthorisation(authorisation: Authorisation): Promise<SavedAuthorisation> {
  try {
    return await transaction((tx) => save(tx, authorisation));
  } catch (error) {
    if (!(error instanceof BoundElsewhere)) throw error;
    return { kind: "otherOrganisation", isHandedOn: await handOn(error.to, authorisation) };
  }
}

async function save(
  tx: Transaction,
  { asking, attempt, tokens, me, now }: Authorisation,
): Promise<Extract<SavedAuthorisation, { kind: "saved" }>> {
  const { organisationId, personId, name } = asking;
  const known = await lockOwnConnection(tx, organisationId, me.accountId);
  const connectionId = known?.id ?? randomUUID();
  await saveConnection(tx, organisationId, {
    id: connectionId,
    zoomAccountId: me.accountId,
    name: nameOf(me),
    authorisedBy: me.zoomUserId,
    connectedById: personId,
    historyDays: attempt.historyDays,
    scopes: tokens.scopes,
    ...sealTokens(connectionId, tokens),
    now,
  });
  const bound = await bindZoomAccount(tx, organisationId, connectionId, me.accountId);
  if (bound.organisationId !== organisationId || bound.connectionId !== connectionId) throw new BoundElsewhere(bound);
  await ensureConnectionProducts(tx, organisationId, connectionId, products);
  await ensureFeatures(tx, organisationId, products, now);
  await ensureIntegrationOwner(tx, organisationId, personId);
  const grant = { now, isNewGrant: true };
  const { isDirectoryMissing } = await applyGrantedScopes(tx, organisationId, connectionId, tokens.scopes, grant);
  const what = known === null ? "Authorised at Zoom" : "Authorised anew at Zoom";
  await addConnectionLog(tx, organisationId, connectionId, { kind: "token", what, outcome: "done", at: now });
  const isAnyScopeKnown = missingScopes(tokens.scopes).length < requiredScopes.length;
  await startWork(tx, organisationId, connectionId, { known, isDirectoryMissing, isAnyScopeKnown, now });
  await addAuditEntry(tx, organisationId, {
    actor: { personId, name },
    action: known === null ? "zoom.connected" : "zoom.reconnected",
    subjectId: connectionId,
    summary: `${known === null ? "connected" : "reconnected"} ${known?.name ?? nameOf(me)}`,
    details: { historyDays: attempt.historyDays, scopes: tokens.scopes.length },
  });
  await announceChange(tx, organisationId, { topic: "connection" });
  return { kind: "saved", connectionId, isNew: known === null };
}

/** The connection that the organisation has to the account; its data may have been deleted while we waited. */
async function lockOwnConnection(
  tx: Transaction,
  organisationId: string,
  zoomAccountId: string,
): Promise<ConnectionRow | null> {
  const found = await findOwnConnection(tx, organisationId, zoomAccountId);
  if (found === null) return null;
  await lockTokens(tx, found.id);
  return findOwnConnection(tx, organisationId, zoomAccountId);
}

async function startWork(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  ask: { known: ConnectionRow | null; isDirectoryMissing: boolean; isAnyScopeKnown: boolean; now: Date },
): Promise<void> {
  const { known, isDirectoryMissing, isAnyScopeKnown, now } = ask;
  // Its data was on hold: connected again in time, it is not deleted.
  if (known !== null && known.deleteAt !== null) await cancelJobs(tx, connectionId);
  if (isDirectoryMissing) {
    await moveConnection(tx, organisationId, connectionId, "attention", "directoryMissingScope", now);
  } else {
    await moveConnection(tx, organisationId, connectionId, "importing", "authorised", now);
  }
  // Names of which we know none say nothing: then an import tries, and one that works is the cure.
  if (!isDirectoryMissing || !isAnyScopeKnown) await startImport(tx, organisationId, connectionId);
  // A known connection that was silent begins to listen, and repairs the silence, by its move.
  if (known === null) await beginListening(tx, organisationId, connectionId, "connected", { at: now });
  // The recent past is read after the import, since activity is stored for mapped people only.
  await reviveHistoryReads(tx, organisationId, connectionId);
}

/** Zoom tells no name of an account: the person's company field or mail domain is the best first guess. */
function nameOf(me: ZoomMe): string {
  const domain = me.email?.split("@")[1];
  return (me.company ?? domain ?? me.displayName).slice(0, 120) || "Zoom account";
}

/**
 * Zoom keeps one grant per app and user. When the same Zoom user connected the account for its own organisation, this
 * grant has just ended that one: storing it there repairs what would otherwise be broken from outside.
 */
async function handOn(
  to: { organisationId: string; connectionId: string },
  { tokens, me, now }: Authorisation,
): Promise<boolean> {
  return transaction(async (tx) => {
    await lockTokens(tx, to.connectionId);
    const theirs = await findConnection(to.organisationId, to.connectionId, tx);
    if (theirs?.authorisedBy !== me.zoomUserId || theirs.zoomAccountId !== me.accountId) return false;
    const row = await readSealedTokens(to.organisationId, to.connectionId, tx);
    if (row?.refreshToken == null) return false;
    const renewed = { ...sealTokens(to.connectionId, tokens), now };
    return replaceTokens(to.organisationId, to.connectionId, row.refreshToken, renewed, tx);
  });
}
