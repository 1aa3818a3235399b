/** The state of all connections together: one chip, and one sentence with cause, effect and next step. Pure. */
import "server-only";
import { isTroubled } from "./connection-face.ts";
import { conditionNames } from "./connection-words-types.ts";
import type { ConnectionView, HealthTone, OverviewView } from "./overview-types.ts";

const worstFirst: readonly HealthTone[] = ["bad", "warn", "neutral", "ok"];

/** One chip for all connections: the worst of them speaks; without any, whoever is on the way to Zoom. */
export function chipOf(
  connections: readonly ConnectionView[],
  isConnecting: boolean,
): { tone: HealthTone; label: string } {
  const live = connections.filter(({ isLive }) => isLive);
  if (live.length === 0 && isConnecting) return { tone: "neutral", label: conditionNames.connecting };
  if (live.length === 0) return { tone: "neutral", label: connections.length === 0 ? "Not connected" : "Disconnected" };
  const [worst] = [...live].sort((a, b) => worstFirst.indexOf(a.face.tone) - worstFirst.indexOf(b.face.tone));
  return worst === undefined ? { tone: "neutral", label: "" } : { tone: worst.face.tone, label: worst.face.label };
}

/** The state of it all in a sentence; the connection that is worst off speaks. */
export function sentenceOf(connections: readonly ConnectionView[]): OverviewView["sentence"] {
  const live = connections.filter(({ isLive }) => isLive);
  if (live.length === 0) {
    const detail = "Nothing is received. What was kept stays on the timeline. Connect again to go on.";
    return { tone: "neutral", title: "No Zoom account is connected.", detail, action: "connect", connectionId: null };
  }
  const troubled = worstFirst.flatMap((tone) =>
    live.filter(({ face }) => face.tone === tone && face.trouble !== null && face.condition !== "paused"),
  );
  const [worst] = troubled;
  if (worst !== undefined) return troubleSentence(worst);
  const of = (test: (connection: ConnectionView) => boolean) => live.find(test);
  const paused = of(({ state }) => state === "paused");
  if (paused?.face.trouble != null) {
    const { effect, next } = paused.face.trouble;
    const detail = `${effect} ${next}`;
    return { tone: "neutral", title: `${paused.name} is paused.`, detail, action: "resume", connectionId: paused.id };
  }
  const quiet = { tone: "neutral", action: null, connectionId: null } as const;
  const importing = of(({ state }) => state === "importing");
  if (importing !== undefined) {
    const detail = "People are matched by e-mail. Their activity follows at once; you can leave this page.";
    return { ...quiet, title: `The users of ${importing.name} are being read.`, detail };
  }
  const reading = of((connection) => connection.reading !== null);
  if (reading?.reading != null) return { ...quiet, ...readingWords(reading.name, reading.reading) };
  const waiting = of(({ face }) => face.tone === "neutral");
  if (waiting !== undefined) {
    const detail = `Nothing has come from ${waiting.name} yet. The first session that starts or ends shows at once.`;
    return { ...quiet, title: "Everything is ready.", detail };
  }
  const title =
    live.length === 1 ? "Activity arrives from Zoom." : `Activity arrives from all ${live.length} Zoom accounts.`;
  return { ...quiet, tone: "ok", title, detail: "Nothing needs you." };
}

function troubleSentence(worst: ConnectionView): OverviewView["sentence"] {
  const { tone, condition, trouble } = worst.face;
  const { cause = "", effect = "", next = "", cure = "none" } = trouble ?? {};
  const isPartial = condition === "attention" && worst.state !== "attention";
  const products = isPartial ? worst.products.filter(isTroubled).map(({ product }) => product) : [];
  const what = products.length === 0 ? worst.name : `${worst.name}, ${products.join(" and ")}`;
  return {
    tone,
    title: `${what}: ${cause}`,
    detail: `${effect} ${next}`,
    action: cure === "reconnect" ? cure : null,
    connectionId: worst.id,
  };
}

function readingWords(name: string, { reason, startAt, endAt }: NonNullable<ConnectionView["reading"]>) {
  if (reason === "repair") {
    return {
      title: `Activity arrives; what ${name} may have missed is being read.`,
      detail: `Zoom’s history is asked for {${startAt}} to {${endAt}}. Until that is done, timelines show the gap.`,
    };
  }
  return {
    title: `Activity arrives; the past of ${name} is being read.`,
    detail: "This goes on in the background, and is safe to interrupt.",
  };
}
