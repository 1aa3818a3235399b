/** How a connection does, in words: the stored state, and what its products, waits and receivers add to it. Pure. */
import "server-only";
import type { AttentionReason, StallReason } from "#lib/db/connection-types.ts";
import type { ConnectionRow } from "#lib/db/connections.ts";
import { type ConnectionCondition, isListeningState, isLiveState, isTokenReason } from "./connection-moves.ts";
import {
  attentionSentences,
  awayWords,
  conditionNames,
  pausedWords,
  stallSentences,
  type Words,
} from "./connection-words-types.ts";
import { workingState } from "./move-connection.ts";
import type { ConnectionFace, HealthTone, ProductView } from "./overview-types.ts";

/** Deliveries that come this long after what they tell of are late, as long as they are not old news. */
const LATE_MS = 5 * 60_000;
const NEWS_MS = 3_600_000;

/** What is known beside the row. */
export type FaceFacts = {
  products: readonly Pick<ProductView, "product" | "health" | "cause" | "effect" | "next">[];
  /** Whether a read of history is under way. */
  isReading: boolean;
  /** Until when Zoom asks a read or an import to wait. */
  waitUntil: Date | null;
  /** The last line of the log about its token when that is a failure. */
  tokenTrouble: string | null;
  /** The last sign of a process that receives, when none is there. */
  awaySince: Date | null;
  now: Date;
};

type Row = Pick<
  ConnectionRow,
  "state" | "stateReason" | "lastDeliveryAt" | "lastDelayMs" | "connectedAt" | "lastImportAt" | "unansweredSince"
>;

/** Whether a product's condition needs a person: an account that does not have it needs nobody. */
export function isTroubled(product: Pick<ProductView, "health">): boolean {
  return product.health !== "ok" && product.health !== "notLicensed";
}

/** The condition of a connection: one of the ten that the table of moves knows, `connecting` excepted. */
export function conditionOf(row: Row, facts: FaceFacts): ConnectionCondition {
  const { state } = row;
  if (!isLiveState(state) || state === "paused" || state === "attention" || state === "stalled") return state;
  if (isAway(row, facts) || facts.tokenTrouble !== null) return "stalled";
  if (facts.products.some(isTroubled)) return "attention";
  if (isWaiting(facts) || lateMs(row, facts.now) !== null) return "delayed";
  // The first delivery is noted at once, the move to "active" follows at the next job.
  return state === "waiting" ? workingState(row) : state;
}

const isAway = (row: Row, { awaySince }: FaceFacts) =>
  awaySince !== null && isListeningState(row.state, row.stateReason);
const isWaiting = ({ waitUntil, now }: FaceFacts) => waitUntil !== null && waitUntil > now;

function lateMs({ lastDelayMs, lastDeliveryAt }: Row, now: Date): number | null {
  if (lastDelayMs === null || lastDelayMs < LATE_MS || lastDeliveryAt === null) return null;
  return now.getTime() - lastDeliveryAt.getTime() < NEWS_MS ? lastDelayMs : null;
}

type Trouble = NonNullable<ConnectionFace["trouble"]>;

/** The face of one connection. */
export function faceOf(row: Row, facts: FaceFacts): ConnectionFace {
  const condition = conditionOf(row, facts);
  const face = (tone: HealthTone, trouble: Trouble | null, label = conditionNames[condition]): ConnectionFace => ({
    condition,
    tone,
    label,
    trouble,
  });
  switch (condition) {
    case "attention":
      return face(
        row.state === "attention" && isTokenReason(row.stateReason) ? "bad" : "warn",
        attentionOf(row, facts),
      );
    case "stalled":
      return face("warn", { ...stallOf(row, facts), cure: "none" });
    case "delayed":
      return face(isWaiting(facts) ? "neutral" : "warn", { ...delayOf(row, facts), cure: "none" });
    case "paused":
      return face("neutral", { ...pausedWords, cure: "resume" });
    case "active":
    case "waiting":
      if (facts.isReading) return face("neutral", null, "Reading history");
      return face(condition === "active" ? "ok" : "neutral", null);
    default:
      return face("neutral", null);
  }
}

function attentionOf(row: Row, { products }: FaceFacts): Trouble {
  if (row.state === "attention") {
    const words = attentionSentences[row.stateReason as AttentionReason] ?? attentionSentences.tokenDead;
    return { ...words, cure: "reconnect" };
  }
  const [first] = products.filter(isTroubled);
  const cure = first?.health === "planRefuses" ? "none" : "reconnect";
  return { cause: first?.cause ?? "", effect: first?.effect ?? "", next: first?.next ?? "", cure };
}

function stallOf(row: Row, { awaySince, tokenTrouble, ...facts }: FaceFacts): Words {
  if (row.state === "stalled" && row.stateReason !== "unanswered") {
    const words = stallSentences[row.stateReason as StallReason] ?? stallSentences.silent;
    const since = row.lastDeliveryAt?.toISOString();
    return since === undefined ? words : { ...words, effect: `Last event: {${since}}. ${words.effect}` };
  }
  if (awaySince !== null && isAway(row, { awaySince, tokenTrouble, ...facts })) {
    return { cause: `Nothing receives what Zoom sends since {${awaySince.toISOString()}}.`, ...awayWords };
  }
  const words = stallSentences.unanswered;
  const since = row.unansweredSince?.toISOString();
  if (tokenTrouble !== null && since === undefined) return { ...words, cause: `${tokenTrouble}.` };
  return since === undefined ? words : { ...words, cause: `Zoom does not answer our questions since {${since}}.` };
}

function delayOf(row: Row, facts: FaceFacts): Words {
  if (isWaiting(facts)) {
    return {
      cause: `Zoom asks us to wait until {${facts.waitUntil?.toISOString() ?? ""}}: its rate limit is reached.`,
      effect: "Live events arrive as ever; the history and new Zoom users wait until then.",
      next: "Nothing to do: it goes on by itself. A larger share of the limit makes this rarer.",
    };
  }
  const minutes = Math.round((lateMs(row, facts.now) ?? 0) / 60_000);
  return {
    cause: `Events arrive ${minutes} minutes after they happened.`,
    effect: "The timeline is behind by as much; nothing is lost.",
    next: "Nothing to do if it passes. If it stays, look whether this server was down, and at status.zoom.us.",
  };
}
