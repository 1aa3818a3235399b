import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findGaps, type GapAsk, type KnownConnection, type KnownZoomUser } from "./gaps.ts";
import { intersectSpans, lengthOfSpans, subtractSpans } from "./spans.ts";
import { timelineProducts } from "./timeline-types.ts";

const H = 3_600_000;
const day = { startAt: 0, endAt: 24 * H };
const receiving: GapAsk["receiving"] = {
  meetings: { isReceiving: true, receivingSince: null },
  phone: { isReceiving: true, receivingSince: null },
  webinars: { isReceiving: true, receivingSince: null },
};
const connection = (change: Partial<KnownConnection> = {}): KnownConnection => ({
  connectedAt: -100 * H,
  endedAt: null,
  isPaused: false,
  openReads: [],
  products: timelineProducts.map((product) => ({
    product,
    isAbsent: false,
    covered: [{ startAt: -100 * H, endAt: 24 * H }],
  })),
  ...change,
});
const covered = (...spans: [number, number][]): KnownConnection["products"] =>
  timelineProducts.map((product) => ({
    product,
    isAbsent: false,
    covered: spans.map(([from, to]) => ({ startAt: from * H, endAt: to * H })),
  }));
const user = (change: Partial<KnownZoomUser> = {}): KnownZoomUser => ({
  connection: connection(),
  mappedAt: -90 * H,
  isExcluded: false,
  hasPhone: true,
  readSinceMapped: [],
  ...change,
});
const ask = (change: Partial<GapAsk>): GapAsk => ({
  day,
  now: 20 * H,
  zoomUsers: [user()],
  products: timelineProducts,
  receiving,
  ...change,
});
const short = (change: Partial<GapAsk>) =>
  findGaps(ask(change)).map(({ startAt, endAt, reason, products, isOpen }) => [
    startAt / H,
    endAt / H,
    reason,
    products.length,
    isOpen,
  ]);

describe("findGaps", () => {
  it("finds none where all is proven, and says nothing of the future", () => {
    expect(short({})).toEqual([]);
    expect(short({ now: -5 * H, zoomUsers: [] })).toEqual([]);
  });

  it("gives each reason its time", () => {
    expect(short({ zoomUsers: [] })).toEqual([[0, 20, "notMapped", 3, true]]);
    expect(short({ zoomUsers: [user({ isExcluded: true })] })).toEqual([[0, 20, "excluded", 3, true]]);
    const young = connection({ connectedAt: 11 * H, products: covered([11, 24]) });
    expect(short({ zoomUsers: [user({ connection: young, mappedAt: 11 * H })] })).toEqual([
      [0, 11, "notConnected", 3, false],
    ]);
    const reading = { ...young, openReads: [{ startAt: 6 * H, endAt: 11 * H }] };
    expect(short({ zoomUsers: [user({ connection: reading, mappedAt: 11 * H })] })).toEqual([
      [0, 6, "notConnected", 3, false],
      [6, 11, "historyNotRead", 3, false],
    ]);
    const broken = connection({ products: covered([-90, 12], [13, 18]) });
    expect(short({ zoomUsers: [user({ connection: broken })] })).toEqual([
      [12, 13, "noData", 3, false],
      [18, 20, "noData", 3, true],
    ]);
    const ended = connection({ endedAt: 15 * H, products: covered([-90, 15]) });
    expect(short({ zoomUsers: [user({ connection: ended })] })).toEqual([[15, 20, "notConnected", 3, true]]);
  });

  it("does not count coverage from before the mapping, unless history was read after it", () => {
    expect(short({ zoomUsers: [user({ mappedAt: 9 * H })] })).toEqual([[0, 9, "notMapped", 3, false]]);
    const read = [{ startAt: 2 * H, endAt: 9 * H }];
    expect(short({ zoomUsers: [user({ mappedAt: 9 * H, readSinceMapped: read })] })).toEqual([
      [0, 2, "notMapped", 3, false],
    ]);
  });

  it("tells products apart, and does not miss a phone that nobody has", () => {
    const noCalls = connection({
      products: covered([-90, 24]).map((one) => (one.product === "phone" ? { ...one, covered: [] } : one)),
    });
    expect(findGaps(ask({ zoomUsers: [user({ connection: noCalls })] }))).toMatchObject([
      { products: ["phone"], isWhole: false, reason: "noData" },
    ]);
    expect(findGaps(ask({ zoomUsers: [user({ connection: noCalls, hasPhone: false })] }))).toEqual([]);
    expect(findGaps(ask({ products: ["meetings"], zoomUsers: [user({ connection: noCalls })] }))).toEqual([]);
  });

  it("knows receiving that was off", () => {
    const paused = connection({ products: covered([-90, -1], [11, 24]) });
    const since = { ...receiving, meetings: { isReceiving: true, receivingSince: 11 * H } };
    expect(short({ products: ["meetings"], receiving: since, zoomUsers: [user({ connection: paused })] })).toEqual([
      [0, 11, "notReceived", 1, false],
    ]);
    const off = { ...receiving, meetings: { isReceiving: false, receivingSince: null } };
    const stopped = connection({ products: covered([-90, 14]) });
    expect(short({ products: ["meetings"], receiving: off, zoomUsers: [user({ connection: stopped })] })).toEqual([
      [14, 20, "notReceived", 1, true],
    ]);
  });

  it("does not miss an ended connection while the person has another one", () => {
    const ended = connection({ endedAt: 5 * H, products: covered([-90, 5]) });
    expect(short({ zoomUsers: [user({ connection: ended }), user()] })).toEqual([]);
  });

  it("is the exact rest of what is proven, whatever the coverage", () => {
    const span = fc
      .tuple(fc.integer({ min: -5, max: 30 }), fc.integer({ min: 1, max: 12 }))
      .map(([from, length]) => ({ startAt: from * H, endAt: (from + length) * H }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), fc.array(span, { maxLength: 3 }), (spans, openReads) => {
        const products = timelineProducts.map((product) => ({ product, isAbsent: false, covered: spans }));
        const gaps = findGaps(ask({ zoomUsers: [user({ connection: connection({ products, openReads }) })] }));
        const past = [{ startAt: 0, endAt: 20 * H }];
        expect(lengthOfSpans(gaps)).toBe(lengthOfSpans(subtractSpans(past, spans)));
        expect(lengthOfSpans(intersectSpans(gaps, spans))).toBe(0);
        for (const [index, gap] of gaps.entries())
          expect(gap.startAt).toBeGreaterThanOrEqual(gaps[index - 1]?.endAt ?? 0);
      }),
    );
  });
});
