/** How a connection does, in words: the stored state, and what its products and jobs add to it. Pure. */
import "server-only";
import type { AttentionReason } from "#lib/db/connection-types.ts";
import type { ConnectionRow } from "#lib/db/connections.ts";
import { isLiveState, isTokenReason } from "./connection-moves.ts";
import { attentionSentences, stateNames } from "./connection-words-types.ts";
import { workingState } from "./health.ts";
import type { ConnectionFace, ConnectionView, HealthTone, OverviewView, ProductView } from "./overview-types.ts";

/** Whether a product's condition needs a person: a plan without the product does not. */
export function isTroubled(product: Pick<ProductView, "health">): boolean {
  return product.health === "refused" || product.health === "missingScope";
}

/**
 * The face of one connection. `isReading` is whether a read of history is under way, `tokenTrouble` the last line of
 * the log about its token when that is a failure.
 */
export function faceOf(
  row: Pick<ConnectionRow, "state" | "stateReason" | "lastDeliveryAt" | "connectedAt" | "lastImportAt">,
  products: readonly ProductView[],
  { isReading, tokenTrouble }: { isReading: boolean; tokenTrouble: string | null },
): ConnectionFace {
  if (row.state === "attention") {
    const words = attentionSentences[row.stateReason as AttentionReason] ?? attentionSentences.tokenDead;
    const tone = isTokenReason(row.stateReason) ? "bad" : "warn";
    return { tone, label: stateNames.attention, trouble: { ...words, cure: "reconnect" } };
  }
  if (row.state === "paused") {
    const cause = "Someone here paused it: nothing is received or read.";
    return {
      tone: "neutral",
      label: stateNames.paused,
      trouble: { cause, next: "Resume when you are ready.", cure: "resume" },
    };
  }
  if (!isLiveState(row.state)) return { tone: "neutral", label: stateNames[row.state], trouble: null };
  if (tokenTrouble !== null) {
    const next = "We try again by ourselves, and read what was missed from Zoom’s history.";
    return { tone: "warn", label: "Zoom is silent", trouble: { cause: `${tokenTrouble}.`, next, cure: "none" } };
  }
  const troubled = products.find(isTroubled);
  if (troubled !== undefined) {
    const trouble = { cause: troubled.cause ?? "", next: troubled.next ?? "", cure: "reconnect" as const };
    return { tone: "warn", label: stateNames.attention, trouble };
  }
  if (row.state === "importing") return { tone: "neutral", label: stateNames.importing, trouble: null };
  if (isReading) return { tone: "neutral", label: "Reading history", trouble: null };
  // The first delivery is noted at once, the move to "active" follows at the next job.
  const isActive = row.state === "active" || workingState(row) === "active";
  return isActive
    ? { tone: "ok", label: stateNames.active, trouble: null }
    : { tone: "neutral", label: stateNames.waiting, trouble: null };
}

/** One chip for all connections: the worst of them speaks. */
export function chipOf(connections: readonly ConnectionView[]): { tone: HealthTone; label: string } {
  const live = connections.filter(({ isLive }) => isLive);
  if (live.length === 0) return { tone: "neutral", label: connections.length === 0 ? "Not connected" : "Disconnected" };
  const order = (tone: HealthTone) => ["bad", "warn", "neutral", "ok"].indexOf(tone);
  const [worst] = [...live].sort((a, b) => order(a.face.tone) - order(b.face.tone));
  return worst === undefined ? { tone: "neutral", label: "" } : { tone: worst.face.tone, label: worst.face.label };
}

/** The state of it all in a sentence, with cause and next step. */
export function sentenceOf(connections: readonly ConnectionView[]): OverviewView["sentence"] {
  const live = connections.filter(({ isLive }) => isLive);
  if (live.length === 0) {
    const detail = "Nothing is received. What was kept stays on the timeline. Connect again to go on.";
    return { tone: "neutral", title: "No Zoom account is connected.", detail, action: "connect", connectionId: null };
  }
  const of = (test: (connection: ConnectionView) => boolean) => live.find(test);
  const silent = of(({ state, face }) => state === "attention" || face.tone === "warn");
  if (silent?.face.trouble != null) {
    const { cause, next } = silent.face.trouble;
    const isPartial = silent.state !== "attention" && silent.face.trouble.cure === "reconnect";
    const troubled = isPartial ? silent.products.filter(isTroubled) : [];
    const what = troubled.length === 0 ? silent.name : `${silent.name}, ${productList(troubled)}`;
    return {
      tone: silent.face.tone,
      title: `${what}: ${cause}`,
      detail: next,
      action: silent.face.trouble.cure === "reconnect" ? ("reconnect" as const) : null,
      connectionId: silent.id,
    };
  }
  const paused = of(({ state }) => state === "paused");
  if (paused !== undefined) {
    const detail = "Nothing is received or read. When you resume, the time in between is read from Zoom’s history.";
    return { tone: "neutral", title: `${paused.name} is paused.`, detail, action: "resume", connectionId: paused.id };
  }
  const importing = of(({ state }) => state === "importing");
  if (importing !== undefined) {
    const title = `The users of ${importing.name} are being read.`;
    const detail = "People are matched by e-mail. Their activity follows at once; you can leave this page.";
    return { tone: "neutral", title, detail, action: null, connectionId: null };
  }
  const reading = of((connection) => connection.reading !== null);
  if (reading !== undefined) {
    const title = `Activity arrives; the past of ${reading.name} is being read.`;
    const detail = "This goes on in the background, and is safe to interrupt.";
    return { tone: "neutral", title, detail, action: null, connectionId: null };
  }
  const waiting = of(({ face }) => face.tone === "neutral");
  if (waiting !== undefined) {
    const title = "Everything is ready.";
    const detail = `Nothing has come from ${waiting.name} yet. The first session that starts or ends shows at once.`;
    return { tone: "neutral", title, detail, action: null, connectionId: null };
  }
  const title =
    live.length === 1 ? "Activity arrives from Zoom." : `Activity arrives from all ${live.length} Zoom accounts.`;
  return { tone: "ok", title, detail: "Nothing needs you.", action: null, connectionId: null };
}

function productList(products: readonly ProductView[]): string {
  const names = { meetings: "meetings", phone: "phone", webinars: "webinars" } as const;
  return products.map(({ product }) => names[product]).join(" and ");
}
