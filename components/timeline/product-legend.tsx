import { FilterChip } from "#components/ui/filter-chip.tsx";
import { Swatch } from "#components/ui/product-mark.tsx";
import type { TimelineProduct } from "#lib/timeline/timeline-types.ts";

const kindOfProduct = { meetings: "meeting", phone: "call", webinars: "webinar" } as const;
const nameOfProduct = { meetings: "Meetings", phone: "Calls", webinars: "Webinars" } as const;

/** The legend of products is also their filter, with how many there are. */
export function ProductLegend({
  products,
  selected,
  counts,
  onToggle,
}: {
  products: readonly TimelineProduct[];
  selected: readonly TimelineProduct[];
  counts: Record<TimelineProduct, number>;
  onToggle: (product: TimelineProduct) => void;
}) {
  return (
    <fieldset className="flex min-w-0 gap-1.5 max-sm:w-full max-sm:gap-2 max-sm:overflow-x-auto max-sm:px-page max-sm:py-1 max-sm:[scrollbar-width:none]">
      <legend className="sr-only">What is shown</legend>
      {products.map((product) => (
        <FilterChip
          key={product}
          look="show"
          isSelected={selected.includes(product)}
          onPress={() => onToggle(product)}
          count={counts[product]}
          icon={<Swatch kind={kindOfProduct[product]} />}
        >
          {nameOfProduct[product]}
        </FilterChip>
      ))}
    </fieldset>
  );
}

/** What the grounds mean. */
export function GroundLegend() {
  return (
    <span className="flex h-6 items-center gap-4 text-xs text-muted max-lg:hidden">
      {(
        [
          ["gap", "No data"],
          ["off", "Day off"],
          ["offHours", "Outside hours"],
        ] as const
      ).map(([kind, name]) => (
        <span key={kind} className="flex items-center gap-1.5">
          <Swatch kind={kind} />
          {name}
        </span>
      ))}
    </span>
  );
}
