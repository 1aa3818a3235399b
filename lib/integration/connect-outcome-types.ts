/** Every way back from Zoom, told apart. The code travels in the address; the words are chosen where it is shown. */
import { z } from "zod";
import type { Product } from "#lib/zoom/observation-types.ts";

export const connectOutcomeCodes = [
  "connected",
  "reconnected",
  "scopesMissing",
  "cancelled",
  "roleTooLow",
  "otherOrganisation",
  "otherAccount",
  "linkExpired",
  "linkReplayed",
  "otherSession",
  "startedAtZoom",
  "notReachable",
  "notConfigured",
  "notUnderstood",
] as const;
export type ConnectOutcomeCode = (typeof connectOutcomeCodes)[number];

/** What a return from Zoom came to. Only the first three have saved something. */
export type ConnectOutcome =
  | { kind: "connected" | "reconnected"; connectionId: string }
  /** `connectionId` is null when so much is missing that not even the account could be read. */
  | { kind: "scopesMissing"; connectionId: string | null; suffering: readonly (Product | "directory")[] }
  | { kind: Exclude<ConnectOutcomeCode, "connected" | "reconnected" | "scopesMissing"> };

/** The outcome as it stands in the address of the page that explains it. */
export const outcomeQuerySchema = z.object({
  outcome: z.enum(connectOutcomeCodes),
  suffering: z
    .string()
    .default("")
    .transform((text) => text.split(",").filter((part) => part !== ""))
    .pipe(z.array(z.enum(["meetings", "phone", "webinars", "directory"])).max(4))
    .catch([]),
});

/** Where the browser goes with an outcome: to the integration when something was saved, else to the page before Zoom. */
export function pathOfOutcome(outcome: ConnectOutcome): string {
  const query = new URLSearchParams({ outcome: outcome.kind });
  if (outcome.kind === "scopesMissing") {
    query.set("suffering", outcome.suffering.join(","));
    if (outcome.connectionId === null) return `/services/zoom?${query}`;
  }
  return "connectionId" in outcome ? `/integrations/zoom/overview?${query}` : `/services/zoom?${query}`;
}
