import { Ban, Eye, EyeOff } from "lucide-react";
import { Card } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { ProductMark } from "#components/ui/product-mark.tsx";
import { agoOf, clockOf, dayOf, type Eyes, lengthOf, momentOf } from "#components/zoom/instants.ts";
import { productNames, type Words } from "#lib/integration/connection-words-types.ts";
import type { ProductCardView } from "#lib/integration/overview-types.ts";
import type { Span } from "#lib/timeline/spans.ts";
import { findHoles, placeOf } from "./coverage.ts";

const kinds = { meetings: "meeting", phone: "call", webinars: "webinar" } as const;
const unitOf = (product: ProductCardView["product"], count: number) =>
  product === "phone" ? `${count === 1 ? "call" : "calls"} today` : "held today";
const bars = {
  meetings: "bg-meeting",
  phone: "bg-call border-y border-call-edge",
  webinars: "bg-webinar",
} as const;
const DAY_MS = 86_400_000;

/** One product: today's count, what is known whole, when something came last, and what is wrong. */
export function ProductCard({ view, now, eyes }: { view: ProductCardView; now: number; eyes: Eyes }) {
  const { startAt, endAt, perConnection } = view.coverage;
  const bounds = { startAt, endAt };
  const isLicensed =
    view.troubles.length < perConnection.length || view.troubles.some((t) => t.health !== "notLicensed");
  const holes = findHoles(bounds, perConnection);
  const data = dataSentence(view, bounds, holes, now, eyes, isLicensed);
  return (
    <Card aria-label={productNames[view.product]} className="p-4">
      <div className="flex items-center gap-2">
        <ProductMark kind={kinds[view.product]} />
        <h2>{productNames[view.product]}</h2>
        <Chip
          className="ml-auto"
          icon={!view.isReceived ? <Ban aria-hidden /> : view.isVisible ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
        >
          {!view.isReceived ? "Not received" : view.isVisible ? "Visible" : "Hidden"}
        </Chip>
      </div>
      <p className="mt-4 mb-3 flex items-baseline gap-2">
        {view.today === null ? (
          <span className="text-base leading-7 text-muted">Hidden everywhere, also here</span>
        ) : (
          <>
            <strong className="text-xl font-semibold tracking-title tabular-nums">
              {view.today.toLocaleString("en-GB")}
            </strong>
            <span className="text-muted">{unitOf(view.product, view.today)}</span>
          </>
        )}
      </p>
      <Strip product={view.product} bounds={bounds} holes={holes} label={data} isKnown={perConnection.length > 0} />
      <div className="mt-1 flex justify-between text-2xs text-subtle tabular-nums">
        <span>{dayOf(new Date(startAt).toISOString(), eyes, now)}</span>
        <span>Now</span>
      </div>
      <dl className="mt-3 grid grid-cols-[72px_1fr] gap-x-2 gap-y-1 border-t border-line pt-3 text-xs tabular-nums [&_dt]:text-subtle">
        <dt>Data</dt>
        <dd>{data}</dd>
        <dt>Last event</dt>
        <dd>{lastEvent(view.lastEventAt, now, eyes)}</dd>
        {view.troubles.map(({ connection, health, ...words }) => (
          <Trouble key={connection} name={connection} words={words} isQuiet={health === "notLicensed"} />
        ))}
      </dl>
    </Card>
  );
}

function Trouble({ name, words, isQuiet }: { name: string; words: Words; isQuiet: boolean }) {
  return (
    <>
      <dt className="truncate" title={name}>
        {name}
      </dt>
      <dd className={isQuiet ? "text-muted" : "text-warn"}>
        {words.cause} {!isQuiet && words.effect} {words.next}
      </dd>
    </>
  );
}

function Strip({
  product,
  bounds,
  holes,
  label,
  isKnown,
}: {
  product: ProductCardView["product"];
  bounds: Span;
  holes: readonly Span[];
  label: string;
  isKnown: boolean;
}) {
  return (
    <div
      role="img"
      aria-label={label}
      className={classNames("relative h-2 overflow-hidden rounded-xs", isKnown ? bars[product] : "bg-selected")}
    >
      {holes.map((hole) => {
        const { left, width } = placeOf(hole, bounds);
        return (
          <i
            key={hole.startAt}
            style={{ left: `${left}%`, width: `${width}%` }}
            className="absolute -inset-y-px hatch-gap inset-ring inset-ring-gap-ink [--hatch:4px]"
          />
        );
      })}
    </div>
  );
}

function lastEvent(at: string | null, now: number, eyes: Eyes): string {
  if (at === null) return "None yet";
  const when = now - Date.parse(at) < DAY_MS ? clockOf(at, eyes, true) : momentOf(at, eyes, now);
  return `${when}, ${agoOf(at, now)}`;
}

function dataSentence(
  view: ProductCardView,
  bounds: Span,
  holes: readonly Span[],
  now: number,
  eyes: Eyes,
  isLicensed: boolean,
): string {
  if (view.coverage.perConnection.length === 0) return "Nothing is connected";
  if (!isLicensed) return "This Zoom account does not have it";
  if (!view.isReceived) return "Receiving is stopped";
  if (holes.length === 0) return "Complete";
  const iso = (ms: number) => new Date(ms).toISOString();
  const [first] = holes;
  if (holes.length === 1 && first !== undefined) {
    if (first.startAt <= bounds.startAt && first.endAt >= bounds.endAt) return "Not read yet";
    if (first.startAt <= bounds.startAt) return `Complete since ${momentOf(iso(first.endAt), eyes, now)}`;
    if (first.endAt >= bounds.endAt) return `Complete until ${momentOf(iso(first.startAt), eyes, now)}`;
    return `Complete, except ${lengthOf(first.endAt - first.startAt)} on ${dayOf(iso(first.startAt), eyes, now)}`;
  }
  const missing = holes.reduce((sum, { startAt, endAt }) => sum + endAt - startAt, 0);
  return `Complete, except ${lengthOf(missing)} in ${holes.length} places`;
}
