/**
 * Where we could not have known, and why. Time of a person's day that no coverage proves is a gap, in every product
 * that the person can have; what is proven and empty means "nothing happened". Pure: the reader brings the facts.
 */
import { clipSpan, intersectSpans, type Span, subtractSpans } from "./spans.ts";
import type { GapReason, TimelineProduct } from "./timeline-types.ts";

/** One product of one connection. */
export type KnownProduct = {
  product: TimelineProduct;
  /** The account has no such product (no licence): there is nothing to know. */
  isAbsent: boolean;
  /** Proven time: read histories, and live events since we listen without a break. */
  covered: readonly Span[];
};

export type KnownConnection = {
  connectedAt: number;
  /** Set once it was ended on purpose, by us or by the Zoom account. */
  endedAt: number | null;
  /** Someone stopped it for a while. */
  isPaused: boolean;
  products: readonly KnownProduct[];
  /** Histories that are asked for and not read to their end. */
  openReads: readonly Span[];
};

/** A Zoom user of the person. */
export type KnownZoomUser = {
  connection: KnownConnection;
  mappedAt: number;
  isExcluded: boolean;
  hasPhone: boolean;
  /** Histories that were read whole after the mapping: they also know the time before it. */
  readSinceMapped: readonly Span[];
};

export type ReceivingFacts = Record<TimelineProduct, { isReceiving: boolean; receivingSince: number | null }>;

export type GapAsk = {
  /** The person's day. */
  day: Span;
  now: number;
  zoomUsers: readonly KnownZoomUser[];
  /** Visible products only. */
  products: readonly TimelineProduct[];
  receiving: ReceivingFacts;
};

export type Gap = Span & { reason: GapReason; products: TimelineProduct[]; isWhole: boolean; isOpen: boolean };

/** Shorter than this is not told: listening starts anew within seconds, and the day is shown to the minute. */
const LEAST_GAP_MS = 60_000;
const precedence: readonly GapReason[] = [
  "excluded",
  "notMapped",
  "notConnected",
  "notReceived",
  "noData",
  "historyNotRead",
];

type Slice = Span & { product: TimelineProduct; reason: GapReason };

/** The gaps of a person's day up to now, in order and without overlap. */
export function findGaps(ask: GapAsk): Gap[] {
  const past = clipSpan(ask.day, { startAt: ask.day.startAt, endAt: ask.now });
  if (past === null) return [];
  const asks = productsOf(ask);
  const slices = asks.flatMap((product) => slicesOf(product, ask, past));
  return joinSlices(slices, asks.length, ask.now).filter((gap) => gap.endAt - gap.startAt >= LEAST_GAP_MS);
}

/** Products that this person can have at all. */
function productsOf({ products, zoomUsers }: GapAsk): TimelineProduct[] {
  if (zoomUsers.length === 0) return [...products];
  return products.filter((product) =>
    zoomUsers.some(
      (user) =>
        (product !== "phone" || user.hasPhone) &&
        !user.connection.products.some((known) => known.product === product && known.isAbsent),
    ),
  );
}

function slicesOf(product: TimelineProduct, ask: GapAsk, past: Span): Slice[] {
  const whole = (reason: GapReason): Slice[] => [{ ...past, product, reason }];
  if (ask.zoomUsers.length === 0) return whole("notMapped");
  const included = ask.zoomUsers.filter((user) => !user.isExcluded);
  if (included.length === 0) return whole("excluded");
  const alive = (at: Span) =>
    included.some(({ connection }) => connection.endedAt === null || connection.endedAt > at.startAt);

  return included
    .filter((user) => product !== "phone" || user.hasPhone)
    .flatMap((user) => {
      const known = user.connection.products.find((one) => one.product === product);
      if (known?.isAbsent === true) return [];
      const sinceMapped = [{ startAt: user.mappedAt, endAt: ask.now }, ...user.readSinceMapped];
      const proven = intersectSpans(known?.covered ?? [], sinceMapped);
      return subtractSpans([past], proven)
        .flatMap((span) => cutAt(span, user, ask.receiving[product].receivingSince))
        .map((span) => ({ ...span, product, reason: reasonOf(span, product, user, ask) }))
        .filter((slice) => {
          // After a connection was ended on purpose, its Zoom user is not missed while the person has another one.
          const endedAt = user.connection.endedAt;
          return endedAt === null || slice.startAt < endedAt || !alive(slice);
        });
    });
}

/** Cuts a stretch where its reason may change. */
function cutAt(span: Span, user: KnownZoomUser, receivingSince: number | null): Span[] {
  const { connectedAt, endedAt, openReads } = user.connection;
  const cuts = [
    connectedAt,
    endedAt,
    user.mappedAt,
    receivingSince,
    ...openReads.flatMap((read) => [read.startAt, read.endAt]),
  ]
    .filter((cut) => cut !== null)
    .filter((cut) => cut > span.startAt && cut < span.endAt)
    .sort((a, b) => a - b);
  const edges = [span.startAt, ...cuts, span.endAt];
  return edges
    .slice(0, -1)
    .map((startAt, index) => ({ startAt, endAt: edges[index + 1] ?? startAt }))
    .filter((part) => part.endAt > part.startAt);
}

function reasonOf(span: Span, product: TimelineProduct, user: KnownZoomUser, ask: GapAsk): GapReason {
  const { connection } = user;
  const isToBeRead = connection.openReads.some((read) => clipSpan(read, span) !== null);
  if (connection.endedAt !== null && span.startAt >= connection.endedAt) return "notConnected";
  if (isToBeRead) return "historyNotRead";
  if (span.startAt < connection.connectedAt) return "notConnected";
  if (span.startAt < user.mappedAt) return "notMapped";
  const { isReceiving, receivingSince } = ask.receiving[product];
  if ((!isReceiving || connection.isPaused) && span.endAt >= ask.now) return "notReceived";
  if (isReceiving && receivingSince !== null && span.endAt === receivingSince) return "notReceived";
  return "noData";
}

/** Slices of several products and Zoom users to gaps without overlap. */
function joinSlices(slices: readonly Slice[], productCount: number, now: number): Gap[] {
  const edges = [...new Set(slices.flatMap((slice) => [slice.startAt, slice.endAt]))].sort((a, b) => a - b);
  const gaps: Gap[] = [];
  for (const [index, startAt] of edges.slice(0, -1).entries()) {
    const endAt = edges[index + 1] ?? startAt;
    const here = slices.filter((slice) => slice.startAt < endAt && slice.endAt > startAt);
    const reason = precedence.find((one) => here.some((slice) => slice.reason === one));
    if (reason === undefined) continue;
    const products = [...new Set(here.map((slice) => slice.product))].sort();
    const last = gaps.at(-1);
    const isSame = last?.endAt === startAt && last.reason === reason && last.products.join() === products.join();
    if (last !== undefined && isSame) last.endAt = endAt;
    else gaps.push({ startAt, endAt, reason, products, isWhole: products.length === productCount, isOpen: false });
  }
  for (const gap of gaps) gap.isOpen = gap.endAt >= now;
  return gaps;
}
