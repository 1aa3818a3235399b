/**
 * The controls of the products. Visible or hidden decides what is shown and touches nothing that is stored; receiving
 * decides whether new activity is stored at all.
 */
import "server-only";
import { addAuditEntry } from "#lib/db/audit.ts";
import { announceChange } from "#lib/db/changes.ts";
import { type Transaction, transaction } from "#lib/db/client.ts";
import { listLiveConnectionIds } from "#lib/db/connection-rounds.ts";
import { beginListening, stopListening } from "#lib/db/coverage.ts";
import { changeFeature, type FeatureProduct, type FeatureRow, listFeatures } from "#lib/db/features.ts";
import type { Product } from "#lib/zoom/observation-types.ts";
import { isListeningState } from "./connection-moves.ts";
import { productNames } from "./connection-words-types.ts";
import type { Decider } from "./map.ts";

/** The controls of every product. Whatever shows activity shows only what is `visible` here. */
export async function readFeatures(organisationId: string): Promise<Record<Product, FeatureRow>> {
  return listFeatures(organisationId);
}

/** Shows or hides a product, at once and everywhere. Says whether that changed anything. */
export async function setVisible(
  decider: Decider,
  product: FeatureProduct,
  visible: boolean,
  now = new Date(),
): Promise<{ isChanged: boolean }> {
  return change(decider, product, async (tx, feature) => {
    if (feature.visible === visible) return null;
    await changeFeature(tx, decider.organisationId, product, {
      visible,
      visibleChangedAt: now,
      visibleChangedBy: decider.personId,
    });
    return {
      action: visible ? "feature.shown" : "feature.hidden",
      summary: `${visible ? "showed" : "hid"} ${productNames[product].toLowerCase()}`,
    };
  });
}

/**
 * Stops or takes up receiving a product. What was stored stays; what happens while it is stopped is not stored and not
 * fetched afterwards, and timelines say so.
 */
export async function setReceiving(
  decider: Decider,
  product: FeatureProduct,
  receiving: boolean,
  now = new Date(),
): Promise<{ isChanged: boolean }> {
  return change(decider, product, async (tx, feature) => {
    if (feature.receiving === receiving) return null;
    await changeFeature(tx, decider.organisationId, product, {
      receiving,
      receivingChangedBy: decider.personId,
      ...(receiving ? { receivingSince: now } : { receivingStoppedAt: now }),
    });
    await followListening(tx, decider.organisationId, product, receiving, now);
    const verb = receiving ? "started to receive" : "stopped receiving";
    return {
      action: receiving ? "feature.receiving" : "feature.stopped",
      summary: `${verb} ${productNames[product].toLowerCase()}`,
    };
  });
}

async function followListening(
  tx: Transaction,
  organisationId: string,
  product: FeatureProduct,
  receiving: boolean,
  at: Date,
): Promise<void> {
  for (const { connectionId, state, stateReason } of await listLiveConnectionIds(tx, organisationId)) {
    const ask = { products: [product], at };
    if (!receiving) await stopListening(tx, organisationId, connectionId, "not received", ask);
    else if (isListeningState(state, stateReason)) {
      await beginListening(tx, organisationId, connectionId, "received again", ask);
    }
  }
}

async function change(
  decider: Decider,
  product: FeatureProduct,
  apply: (tx: Transaction, feature: FeatureRow) => Promise<{ action: string; summary: string } | null>,
): Promise<{ isChanged: boolean }> {
  const { organisationId, personId, name } = decider;
  return transaction(async (tx) => {
    // An empty change makes the row, and its lock makes two who switch at once take turns.
    await changeFeature(tx, organisationId, product, {});
    const features = await listFeatures(organisationId, tx);
    const entry = await apply(tx, features[product]);
    if (entry === null) return { isChanged: false };
    await addAuditEntry(tx, organisationId, { actor: { personId, name }, subjectId: product, ...entry });
    await announceChange(tx, organisationId, { topic: "features" });
    return { isChanged: true };
  });
}
