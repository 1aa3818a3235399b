/**
 * The sign of life of a process that receives deliveries, and what its first one after a break does: what was listened
 * to ends at the last sign before, listening begins anew, and one read a connection fills the break in from Zoom's
 * history. While the database is away no sign can be given; that break is treated the same.
 */
import "server-only";
import { randomUUID } from "node:crypto";
import { announceChange } from "#lib/db/changes.ts";
import { type Transaction, transaction } from "#lib/db/client.ts";
import { addConnectionLog } from "#lib/db/connection-log.ts";
import { listLiveConnections } from "#lib/db/connection-rounds.ts";
import { breakListening } from "#lib/db/coverage.ts";
import { beatReceiver, type Receiver } from "#lib/db/receiver-heartbeats.ts";
import { log, serializeError } from "#lib/log.ts";
import type { Window } from "#lib/zoom/observation-types.ts";
import { isListeningState } from "./connection-moves.ts";
import { startRepair } from "./start-repair.ts";

const BEAT_MS = 10_000;

/** Gives one sign of life; repairs the break that it ends. */
export async function giveSign(receiver: Receiver, now: Date | null = null): Promise<void> {
  await transaction(async (tx) => {
    const gap = await beatReceiver(tx, receiver, now);
    if (gap !== null) await repairBreak(tx, gap);
  });
}

async function repairBreak(tx: Transaction, gap: Window): Promise<void> {
  await breakListening(tx, gap);
  for (const { organisationId, connectionId, state, stateReason } of await listLiveConnections(tx)) {
    if (!isListeningState(state, stateReason)) continue;
    await startRepair(tx, organisationId, connectionId, gap);
    await addConnectionLog(tx, organisationId, connectionId, {
      kind: "delivery",
      what: `Nothing could be received for ${lengthOf(gap)}; that time is read from Zoom’s history`,
      outcome: "back",
      at: gap.endAt,
    });
    await announceChange(tx, organisationId, { topic: "connection" });
  }
}

function lengthOf({ startAt, endAt }: Window): string {
  const minutes = Math.max(1, Math.round((endAt.getTime() - startAt.getTime()) / 60_000));
  if (minutes < 120) return minutes === 1 ? "a minute" : `${minutes} minutes`;
  return `${Math.round(minutes / 60)} hours`;
}

/** Gives signs until stopped; the last one is given while stopping, so that the break begins when it does. */
export function startReceiverLife(kind: Receiver["kind"]): { stop(): Promise<void> } {
  const receiver: Receiver = { id: randomUUID(), kind, startedAt: new Date() };
  const turn = () =>
    giveSign(receiver).catch((error: unknown) => {
      log.warn({ err: serializeError(error) }, "A receiver's sign of life could not be written");
    });
  let giving = turn();
  const timer = setInterval(() => {
    giving = giving.then(turn);
  }, BEAT_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await giving.then(turn);
    },
  };
}
