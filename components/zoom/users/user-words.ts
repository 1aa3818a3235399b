/** The words of the Users tab: why a Zoom user has no person, how one was matched. Pure. */
import type {
  Candidate,
  ImportView,
  ZoomUserFilter,
  ZoomUserNeed,
  ZoomUserView,
} from "#lib/integration/zoom-users-schema.ts";
import { clockOf, dayOf, type Eyes } from "../instants.ts";

export const filterNames: Record<ZoomUserFilter, string> = {
  all: "All",
  mapped: "Mapped",
  unmapped: "Unmapped",
  suggested: "Suggested",
  conflict: "Conflict",
  ignored: "Ignored",
  noEmail: "No e-mail",
  pending: "Pending",
  gone: "Gone",
  excluded: "Excluded",
  noPhone: "No Phone licence",
};

/** The name under which a Zoom user is listed. */
export function nameOfUser(user: Pick<ZoomUserView, "displayName" | "email">): string {
  return user.displayName || user.email || "No name";
}

const hints: Record<Candidate["why"], string> = {
  alias: "A former e-mail of this Zoom user",
  sameNameAndAddress: "Same name, at another domain",
  sameName: "Same name only, so check first",
};

/** How a Zoom user came to its person, in a word. */
export function howInAWord(user: ZoomUserView): string {
  const words: Record<Exclude<ZoomUserNeed, "mapped">, string> = {
    unmapped: "Unmapped",
    suggested: "Suggested",
    conflict: "Conflict",
    ignored: "Ignored",
    noEmail: "No e-mail",
    pending: "Pending",
    gone: "Gone",
  };
  if (user.need !== "mapped") return words[user.need];
  return user.mappedHow === "email" ? "E-mail" : "By hand";
}

/** Why, as a short line; null where the word says it all. */
export function whyOf(user: ZoomUserView, eyes: Eyes, now: number): string | null {
  switch (user.need) {
    case "mapped":
      if (user.status === "gone") return "No longer in the Zoom account";
      if (user.status === "inactive") return "Deactivated in Zoom";
      return user.mappedHow === "manual" ? decision(user, eyes, now) : null;
    case "suggested":
      return hints[user.candidates[0]?.why ?? "sameName"];
    case "conflict":
      return `${user.candidates.length} people could be meant`;
    case "ignored":
      return decision(user, eyes, now);
    case "noEmail":
      return "Zoom has none: map by hand";
    case "pending":
      return "Invited, has not accepted yet";
    case "gone":
      return "No longer in the Zoom account";
    case "unmapped":
      return whyUnmapped(user, eyes, now);
  }
}

function whyUnmapped(user: ZoomUserView, eyes: Eyes, now: number): string {
  if (user.mappedHow === "manual") return `Unmapped by ${decision(user, eyes, now) ?? "someone"}`;
  if (user.isOwnerDeactivated) return "The person with this e-mail is deactivated";
  if (user.status === "inactive") return "Deactivated in Zoom, and nobody has this e-mail";
  return "No person has this e-mail";
}

function decision(user: ZoomUserView, eyes: Eyes, now: number): string | null {
  if (user.decidedBy === null || user.decidedAt === null) return null;
  return `${user.decidedBy}, ${whenOf(user.decidedAt, eyes, now)}`;
}

/** "16:02 today", "yesterday", "3 Nov". */
export function whenOf(iso: string, eyes: Eyes, now: number): string {
  const day = (at: number) => new Intl.DateTimeFormat("en-CA", { timeZone: eyes.timeZone }).format(at);
  if (day(Date.parse(iso)) === day(now)) return `${clockOf(iso, eyes)} today`;
  if (day(Date.parse(iso)) === day(now - 86_400_000)) return "yesterday";
  return dayOf(iso, eyes, now);
}

/** What a Zoom user may use: "Licensed", "Basic", "Phone only". */
export function licenceOf(user: Pick<ZoomUserView, "licence" | "hasPhone">): { main: string; sub: string | null } {
  if (user.licence === "none") return { main: user.hasPhone ? "Phone only" : "None", sub: null };
  return {
    main: user.licence === "licensed" ? "Licensed" : "Basic",
    sub: user.hasPhone ? "with Phone" : "no Phone",
  };
}

const steps: Record<ImportView["step"], string> = {
  account: "Asking Zoom who we are",
  users: "Reading Zoom users",
  phoneUsers: "Reading who has Zoom Phone",
  matching: "Matching by e-mail",
};

/** What an import is doing now. */
export function stepOf(run: ImportView, eyes: Eyes): string {
  if (run.waitUntil !== null) return `Zoom lets us go on at ${clockOf(run.waitUntil, eyes)}`;
  return steps[run.step];
}

/** How the last import ended. */
export function endOfImport(run: ImportView, eyes: Eyes, now: number): string {
  if (run.finishedAt === null) return "";
  const when = whenOf(run.finishedAt, eyes, now).replace(/^(\d.*) today$/, "at $1");
  if (run.state === "failed") return `Import failed ${when}: ${failures[run.failure ?? ""] ?? "we will try again"}`;
  return `Imported ${when}: ${run.added} added, ${run.changed} changed, ${run.gone} gone`;
}

const failures: Record<string, string> = {
  auth: "Zoom does not accept our access, reconnect the account",
  missingScope: "a permission to read users is missing, reconnect the account",
  refused: "the Zoom role of the person who connected may not read users",
  configuration: "this server's Zoom app is not set up right",
  paused: "the connection is paused",
  ended: "the connection was ended",
  disconnected: "the connection was ended",
  transient: "Zoom could not be reached, we will try again",
  cutOff: "it was cut off, start it again",
};
