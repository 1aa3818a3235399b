/** What the Users tab asks for and gets. */
import { z } from "zod";

/** Where a Zoom user stands: each is in one of these. */
export const zoomUserNeeds = [
  "mapped",
  "unmapped",
  "suggested",
  "conflict",
  "ignored",
  "noEmail",
  "pending",
  "gone",
] as const;
export type ZoomUserNeed = (typeof zoomUserNeeds)[number];

export const zoomUserFilters = ["all", ...zoomUserNeeds, "excluded", "noPhone"] as const;
export type ZoomUserFilter = (typeof zoomUserFilters)[number];

export const personFilters = ["all", "with", "without", "several"] as const;
export type PersonFilter = (typeof personFilters)[number];

const search = z.string().trim().max(100).default("");
const page = z.coerce.number().int().min(1).max(100_000).default(1);
const connection = z.preprocess((value) => (value === "" ? undefined : value), z.uuid().optional());

export const zoomUsersAsk = z.object({
  show: z.enum(zoomUserFilters).catch("all").default("all"),
  find: search,
  connection,
  page,
});
export type ZoomUsersAsk = z.output<typeof zoomUsersAsk>;

export const mappedPeopleAsk = z.object({
  show: z.enum(personFilters).catch("all").default("all"),
  find: search,
  connection,
  page,
});
export type MappedPeopleAsk = z.output<typeof mappedPeopleAsk>;

/** Why a person is offered for a Zoom user. Never enough to map by itself. */
export type SuggestionReason = "alias" | "sameNameAndAddress" | "sameName";

export type Candidate = { personId: string; name: string; email: string; why: SuggestionReason };

export type ZoomUserView = {
  id: string;
  displayName: string;
  email: string | null;
  connectionId: string;
  connectionName: string;
  status: "active" | "inactive" | "pending" | "gone";
  licence: "basic" | "licensed" | "none";
  hasPhone: boolean;
  need: ZoomUserNeed;
  person: { id: string; name: string; email: string } | null;
  mappedHow: "email" | "manual" | null;
  /** Who decided by hand, and when. Also for a Zoom user that was ignored or unmapped. */
  decidedBy: string | null;
  decidedAt: string | null;
  isExcluded: boolean;
  excludedBy: string | null;
  excludedAt: string | null;
  candidates: Candidate[];
  /** A deactivated person has this e-mail. */
  isOwnerDeactivated: boolean;
  /** The history that is being read for this mapping, in days; null when none is. */
  filling: { days: number; done: number } | null;
  /** Null for a viewer who may not see activity of others. */
  activity: { countedOnly: number; lastEventAt: string | null } | null;
};

export type ImportView = {
  connectionId: string;
  connectionName: string;
  state: "running" | "done" | "failed";
  step: "account" | "users" | "phoneUsers" | "matching";
  read: number;
  added: number;
  changed: number;
  gone: number;
  mapped: number;
  waitUntil: string | null;
  failure: string | null;
  startedAt: string;
  finishedAt: string | null;
};

export type ZoomUsersView = {
  /** When the server read it. */
  now: string;
  rows: ZoomUserView[];
  /** How many match filter and search. */
  total: number;
  pageSize: number;
  counts: Record<ZoomUserFilter, number>;
  connections: { id: string; name: string; isEnded: boolean }[];
  imports: ImportView[];
  /** Days that a new mapping fills in, per connection. */
  fillDays: Record<string, number>;
  /** False for a viewer who may not see activity of others. */
  showsActivity: boolean;
};

export type MappedPersonView = {
  id: string;
  name: string;
  email: string;
  zoomUsers: {
    id: string;
    displayName: string;
    email: string | null;
    connectionName: string;
    status: ZoomUserView["status"];
    mappedHow: "email" | "manual" | null;
    isExcluded: boolean;
  }[];
};

export type MappedPeopleView = {
  now: string;
  rows: MappedPersonView[];
  total: number;
  pageSize: number;
  counts: Record<PersonFilter, number>;
};

/** A choice in the lists that one maps from. */
export type PersonChoice = { id: string; name: string; email: string; zoomUsers: number };
export type ZoomUserChoice = {
  id: string;
  displayName: string;
  email: string | null;
  connectionName: string;
  personName: string | null;
};

/** The words of a search for choices. */
export const choicesAsk = z.object({ find: search });

const ids = z.array(z.uuid()).min(1).max(500);

/** What the Users tab may change. */
export const mapInput = z.object({
  asks: z
    .array(z.object({ zoomUserId: z.uuid(), personId: z.uuid() }))
    .min(1)
    .max(500),
});
export const unmapInput = z.object({ ids });
export const ignoreInput = z.object({ ids, isIgnored: z.boolean() });
export const includeInput = z.object({ ids, isIncluded: z.boolean() });
export const importInput = z.object({ connectionIds: z.array(z.uuid()).min(1).max(50) });
