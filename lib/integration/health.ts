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
import type { ConnectionState, ProductHealth } from "#lib/db/connection-types.ts";
import { type ConnectionRow, findConnection, lockConnection, updateConnection } from "#lib/db/connections.ts";
import { beginListening, stopListening } from "#lib/db/coverage.ts";
import type { ZoomError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import type { Product } from "#lib/zoom/observation-types.ts";
import { missingScopes } from "#lib/zoom/scopes.ts";
import type { RequiredScope } from "#lib/zoom/scopes-types.ts";
import { attentionReasonOf, isListeningState, isLiveState, isTokenReason, mayMove } from "./connection-moves.ts";
import { attentionSentences, moveSentences, productNames } from "./connection-words-types.ts";
import { startHistoryRead } from "./history-start.ts";

export const products = ["meetings", "phone", "webinars"] as const satisfies readonly Product[];

/** Zoom keeps reports for six months; a gap is repaired no further back. */
const LONGEST_REPAIR_MS = 180 * 86_400_000;
/** Sessions under way when the silence began are read again. */
const REPAIR_OVERLAP_MS = 3_600_000;
/** A dead token is noticed at its next use, which is a day after the last one at the latest. */
const UNNOTICED_MS = 26 * 3_600_000;

/**
 * Moves a connection, where the table allows it; says whether it moved. A silence that ends asks Zoom's history for
 * the time in between; listening and the log follow the move.
 */
export async function moveConnection(
  tx: Transaction,
  organisationId: string,
  connectionId: string,
  to: ConnectionState,
  reason: string | null,
  now = new Date(),
): Promise<boolean> {
  const row = await lockConnection(tx, organisationId, connectionId);
  if (row === null) return false;
  if (row.state === to && row.stateReason === reason) return false;
  if (!mayMove(row.state, to)) {
    log.warn({ connectionId, from: row.state, to }, "A move of a connection that is not legal was left out");
    return false;
  }
  await updateConnection(tx, organisationId, connectionId, {
    state: to,
    stateReason: reason,
    ...(row.state === to ? {} : { stateChangedAt: now }),
  });
  await followListening(tx, organisationId, row, { to, reason, now });
  await addConnectionLog(tx, organisationId, connectionId, {
    kind: "connection",
    what: sentenceOfMove(row, to, reason),
    outcome: to === "attention" ? "failed" : row.state === "attention" ? "back" : "done",
    at: now,
  });
  await announceChange(tx, organisationId, { topic: "connection" });
  return true;
}

function sentenceOfMove(row: ConnectionRow, to: ConnectionState, reason: string | null): string {
  if (to === "attention" && reason !== null && reason in attentionSentences) {
    return attentionSentences[reason as keyof typeof attentionSentences].cause;
  }
  if (row.state === "attention" && to !== "disconnected" && to !== "deauthorised") return "Zoom answers again";
  return moveSentences[to];
}

async function followListening(
  tx: Transaction,
  organisationId: string,
  row: ConnectionRow,
  move: { to: ConnectionState; reason: string | null; now: Date },
): Promise<void> {
  const before = isListeningState(row.state, row.stateReason);
  const after = isListeningState(move.to, move.reason);
  if (before && !after) {
    const at = isTokenReason(move.reason) ? lastSignOf(row, move.now) : move.now;
    await stopListening(tx, organisationId, row.id, move.to, { at });
  }
  if (before || !after) return;
  await beginListening(tx, organisationId, row.id, move.to, { at: move.now });
  const overlapMs = isTokenReason(row.stateReason) ? UNNOTICED_MS : REPAIR_OVERLAP_MS;
  const oldest = move.now.getTime() - LONGEST_REPAIR_MS;
  const startAt = new Date(Math.max(oldest, row.stateChangedAt.getTime() - overlapMs));
  await startHistoryRead(tx, organisationId, row.id, { reason: "repair", startAt, endAt: move.now });
}

/** When Zoom last showed that it still knows us; from then on we may have missed something. */
function lastSignOf(row: ConnectionRow, now: Date): Date {
  const known = [row.lastDeliveryAt, row.tokenRefreshedAt].map((at) => at?.getTime() ?? 0);
  return new Date(Math.min(now.getTime(), Math.max(...known)));
}

/** The state of a connection that works: `active` once something came since it was authorised. */
export function workingState(
  row: Pick<ConnectionRow, "lastDeliveryAt" | "connectedAt" | "lastImportAt">,
): ConnectionState {
  if (row.lastImportAt === null) return "importing";
  return row.lastDeliveryAt !== null && row.lastDeliveryAt >= row.connectedAt ? "active" : "waiting";
}

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

/** Zoom's numbers for "Zoom Phone is not enabled for this account". */
const noPhoneCodes = new Set(["2013", "2031"]);

function healthOf(error: ZoomError, product: Product): ProductHealth {
  if (error.kind === "missingScope") return "missingScope";
  return product === "phone" && noPhoneCodes.has(String(error.zoomCode)) ? "notLicensed" : "refused";
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
  const sentences: Record<ProductHealth, string> = {
    ok: `${productNames[product]}: Zoom answers again`,
    refused: `${productNames[product]}: the Zoom role of the person who connected does not cover it`,
    missingScope: `${productNames[product]}: a permission is missing`,
    notLicensed: `${productNames[product]}: this Zoom account does not have it`,
  };
  await addConnectionLog(tx, organisationId, connectionId, {
    kind: "connection",
    what: sentences[health],
    outcome: health === "ok" ? "back" : "failed",
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
    const from = ["refused", "notLicensed"] as const;
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
    await moveConnection(tx, organisationId, connectionId, to, null);
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
