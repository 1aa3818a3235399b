/**
 * The condition of a connection and of each of its products. Health is kept per product, because Zoom answers in the
 * name of the person who authorised: their role may cover meetings and not phone, and may change later.
 * A passing failure (network, rate limit, 5xx) changes nothing here.
 */
import "server-only";
import { announceChange } from "#lib/db/changes.ts";
import { type Transaction, transaction } from "#lib/db/client.ts";
import { addConnectionLog } from "#lib/db/connection-log.ts";
import { writeProductHealth } from "#lib/db/connection-products.ts";
import type { ProductHealth } from "#lib/db/connection-types.ts";
import { findConnection, lockConnection, updateConnection } from "#lib/db/connections.ts";
import type { ZoomError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import type { Product } from "#lib/zoom/observation-types.ts";
import { missingScopes } from "#lib/zoom/scopes.ts";
import type { RequiredScope } from "#lib/zoom/scopes-types.ts";
import { attentionReasonOf, isLiveState, isTokenReason } from "./connection-moves.ts";
import { productHealthSentences, productNames } from "./connection-words-types.ts";
import { moveConnection, workingState } from "./move-connection.ts";

export const products = ["meetings", "phone", "webinars"] as const satisfies readonly Product[];

/** Notes that Zoom refused a call of a job. Passing failures change nothing; the job tries again. */
export async function noteZoomFailure(
  organisationId: string,
  connectionId: string,
  error: ZoomError,
  product: Product | "directory",
): Promise<void> {
  switch (error.kind) {
    case "auth":
      await transaction((tx) =>
        moveConnection(tx, organisationId, connectionId, "attention", attentionReasonOf(error)),
      );
      return;
    case "missingScope":
    case "refused":
      await noteRefusal(organisationId, connectionId, error, product);
      return;
    case "configuration":
      log.error({ connectionId, err: error }, "Zoom does not accept this app's client id, secret or redirect address");
      return;
    default:
      return;
  }
}

/** What Zoom said first tells most: a later failure without a number of its own does not replace it. */
export async function noteDeadAccess(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  error: ZoomError,
): Promise<void> {
  const row = await lockConnection(tx, organisationId, connectionId);
  if (row === null || !isLiveState(row.state)) return;
  const reason = attentionReasonOf(error);
  if (row.state === "attention" && isTokenReason(row.stateReason) && reason === "tokenDead") return;
  await moveConnection(tx, organisationId, connectionId, "attention", reason);
}

async function noteRefusal(
  organisationId: string,
  connectionId: string,
  error: ZoomError,
  product: Product | "directory",
): Promise<void> {
  if (product === "directory") {
    const reason = error.kind === "missingScope" ? "directoryMissingScope" : "directoryRefused";
    await transaction((tx) => moveConnection(tx, organisationId, connectionId, "attention", reason));
    return;
  }
  const reason = error.scopes.length > 0 ? error.scopes.join(" ") : null;
  const health = healthOf(error, product);
  await setProductHealth(organisationId, connectionId, product, { health, reason });
}

/** Where a plan refuses Zoom's phone lists, the account has no Zoom Phone; reports it opens with a paid plan only. */
function healthOf(error: ZoomError, product: Product): ProductHealth {
  if (error.kind === "missingScope") return "missingScope";
  if (!error.isByPlan) return "refused";
  return product === "phone" ? "notLicensed" : "planRefuses";
}

async function setProductHealth(
  organisationId: string,
  connectionId: string,
  product: Product,
  { health, reason, from }: { health: ProductHealth; reason: string | null; from?: readonly ProductHealth[] },
): Promise<void> {
  await transaction(async (tx) => {
    const now = new Date();
    const isNew = await writeProductHealth(tx, organisationId, connectionId, product, health, reason, now, from);
    if (isNew) await logProductHealth(tx, organisationId, connectionId, product, health);
  });
}

async function logProductHealth(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  product: Product,
  health: ProductHealth,
): Promise<void> {
  const cause = health === "ok" ? "Zoom answers again" : productHealthSentences[health].cause;
  await addConnectionLog(tx, organisationId, connectionId, {
    kind: "connection",
    what: `${productNames[product]}: ${cause.replace(/^(?:The|This|A)\b/, (first) => first.toLowerCase()).replace(/\.$/, "")}`,
    outcome: health === "ok" ? "back" : health === "notLicensed" ? "done" : "failed",
  });
  await announceChange(tx, organisationId, { topic: "connection" });
}

/** Notes that Zoom answered a job: the product is well, and a first or repaired connection moves on. */
export async function noteZoomSuccess(
  organisationId: string,
  connectionId: string,
  product: Product | "directory",
): Promise<void> {
  if (product !== "directory") {
    // A missing permission is not cured by a list that works without it; what Zoom grants decides about that.
    const from = ["refused", "planRefuses", "notLicensed"] as const;
    await setProductHealth(organisationId, connectionId, product, { health: "ok", reason: null, from });
  }
  const row = await findConnection(organisationId, connectionId);
  if (row === null || !isLiveState(row.state) || row.state === "paused") return;
  const isCured = row.state === "attention" && (product === "directory" || isTokenReason(row.stateReason));
  const isFirst = product === "directory" && row.state === "importing";
  const isAwake = row.state === "waiting" && workingState(row) === "active";
  if (!isCured && !isFirst && !isAwake) return;
  await transaction(async (tx) => {
    const to = isFirst && workingState(row) === "importing" ? "waiting" : workingState(row);
    const because = isCured ? "answered" : isFirst ? "imported" : "delivered";
    await moveConnection(tx, organisationId, connectionId, to, because);
  });
}

/** Whether a product or the directory can not do without a scope. */
export function isNeededBy(scope: RequiredScope, room: Product | "directory"): boolean {
  return scope.serves === room || (scope.alsoServes?.some((product) => product === room) ?? false);
}

/**
 * Compares what Zoom granted with what we need, at each authorisation and refresh, and notes per product what is
 * missing. A refusal by role or plan stays noted until Zoom answers otherwise, or someone authorises anew.
 */
export async function applyGrantedScopes(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  granted: readonly string[],
  { now, isNewGrant }: { now: Date; isNewGrant: boolean },
): Promise<{ suffering: Product[]; isDirectoryMissing: boolean }> {
  const missing = missingScopes(granted);
  const suffering: Product[] = [];
  for (const product of products) {
    const lacking = missing.filter((scope) => isNeededBy(scope, product)).map(({ granular }) => granular);
    if (lacking.length > 0) suffering.push(product);
    await writeProductHealth(
      tx,
      organisationId,
      connectionId,
      product,
      lacking.length > 0 ? "missingScope" : "ok",
      lacking.length > 0 ? lacking.join(" ") : null,
      now,
      lacking.length > 0 || isNewGrant ? undefined : ["missingScope"],
    );
  }
  await updateConnection(tx, organisationId, connectionId, { scopes: [...granted] });
  return { suffering, isDirectoryMissing: missing.some(({ serves }) => serves === "directory") };
}
