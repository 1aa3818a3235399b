/**
 * What the overview and the connections page show. Instants travel as ISO texts, within sentences in braces; nothing
 * here names an activity.
 */
import type { AfterRemoval, ConnectionState, LogKind, LogOutcome, ProductHealth } from "#lib/db/connection-types.ts";
import type { Product } from "#lib/zoom/observation-types.ts";
import type { ConnectionCondition } from "./connection-moves.ts";
import type { Words } from "./connection-words-types.ts";

/** For so many days a removal at Zoom can be taken back, where the organisation wants that. */
export const HOLD_DAYS = 10;

export type HealthTone = "neutral" | "ok" | "warn" | "bad";

/** How one connection does, as words. */
export type ConnectionFace = {
  condition: ConnectionCondition;
  tone: HealthTone;
  /** One or two words for a chip. */
  label: string;
  /** What is the case, what follows from it, and what a person can do; null while all is well. */
  trouble: (Words & { cure: "reconnect" | "resume" | "none" }) | null;
};

export type ProductView = {
  product: Product;
  health: ProductHealth;
  cause: string | null;
  effect: string | null;
  next: string | null;
  lastEventAt: string | null;
};

export type ScopeView = { name: string; purpose: string; serves: Product | "directory"; isGranted: boolean };

/** A read of history that is under way. Days are counted back from its end. */
export type HistoryView = {
  reason: string;
  startAt: string;
  endAt: string;
  daysRead: number;
  daysAsked: number;
  waitUntil: string | null;
  merged: number;
};

export type ImportView = { step: "account" | "users" | "phoneUsers" | "matching"; read: number };

export type ConnectionView = {
  id: string;
  name: string;
  plan: "free" | "pro" | "business";
  hasPhone: boolean;
  state: ConnectionState;
  isLive: boolean;
  /** Whether its history was deleted: then it can not be taken up again, only connected anew. */
  isDeleted: boolean;
  /** The Zoom account removed the app; until then its data is hidden and can be taken back. */
  deleteAt: string | null;
  face: ConnectionFace;
  since: string;
  connectedAt: string;
  connectedBy: string | null;
  historyDays: number;
  lastEventAt: string | null;
  lastImportAt: string | null;
  scopes: ScopeView[];
  rateShare: number;
  callsToday: number;
  users: { total: number; mapped: number; open: number };
  products: ProductView[];
  importing: ImportView | null;
  reading: HistoryView | null;
};

/** Somebody is on the way to Zoom; it ends by itself. */
export type ConnectingView = { by: string; until: string; connectionId: string | null };

/** Something about the door that all connections share. */
export type DoorView = { tone: "warn" | "bad"; title: string; detail: string };

export type HeaderView = {
  now: string;
  chip: { tone: HealthTone; label: string };
  connecting: ConnectingView | null;
  owner: { id: string; name: string; isActive: boolean } | null;
  lastEventAt: string | null;
  /** Zoom users that wait for a person; connections that need one. */
  openUsers: number;
  troubled: number;
  /** All that are listed, and those that were not ended. */
  connections: number;
  live: number;
};

export type ProductCardView = {
  product: Product;
  isVisible: boolean;
  isReceived: boolean;
  /** Null while hidden: hidden is hidden everywhere. */
  today: number | null;
  lastEventAt: string | null;
  /** What we know whole, for each live connection, since the first was asked for. In milliseconds. */
  coverage: { startAt: number; endAt: number; perConnection: { startAt: number; endAt: number }[][] };
  troubles: (Words & { connection: string; health: ProductHealth })[];
};

export type DeliveryDayView = {
  day: string;
  meetings: number;
  phone: number;
  webinars: number;
  repeated: number;
  other: number;
};

export type OverviewView = {
  now: string;
  sentence: {
    tone: HealthTone;
    title: string;
    detail: string;
    action: "reconnect" | "resume" | "connect" | null;
    connectionId: string | null;
  };
  /** What is wrong with the door itself, worst first. */
  door: DoorView[];
  connecting: ConnectingView | null;
  connections: ConnectionView[];
  owner: HeaderView["owner"];
  candidates: { id: string; name: string; roleName: string }[];
  products: ProductCardView[];
  deliveries: DeliveryDayView[];
  /** Null when the viewer's role does not read the audit trail. */
  changes: { id: string; at: string; actorName: string; isPerson: boolean; summary: string }[] | null;
  /** Whether anything has come from Zoom yet. */
  hasEvents: boolean;
};

export type LogView = {
  id: string;
  connectionId: string;
  at: string;
  kind: LogKind;
  what: string;
  outcome: LogOutcome;
};

export type ConnectionsView = {
  now: string;
  connecting: ConnectingView | null;
  connections: ConnectionView[];
  log: LogView[];
  /** What becomes of the data when a Zoom account removes the app. */
  afterRemoval: AfterRemoval;
};
