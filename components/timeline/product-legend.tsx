import { FilterChip } from "#components/ui/filter-chip.tsx";
import { Swatch } from "#components/ui/product-mark.tsx";
import type { TimelineLayer } from "#lib/timeline/timeline-types.ts";

const kindOfLayer = { meetings: "meeting", phone: "call", webinars: "webinar", calendar: "calendar" } as const;
const nameOfLayer = { meetings: "Meetings", phone: "Calls", webinars: "Webinars", calendar: "Calendar" } as const;

/** The legend of products and the calendar is also their filter, with how many there are. */
export function ProductLegend({
  layers,
  selected,
  counts,
  onToggle,
}: {
  layers: readonly TimelineLayer[];
  selected: readonly TimelineLayer[];
  counts: Record<TimelineLayer, number>;
  onToggle: (layer: TimelineLayer) => void;
}) {
  return (
    <fieldset className="flex min-w-0 gap-1.5 max-sm:w-full max-sm:gap-2 max-sm:overflow-x-auto max-sm:px-page max-sm:py-1 max-sm:[scrollbar-width:none]">
      <legend className="sr-only">What is shown</legend>
      {layers.map((layer) => (
        <FilterChip
          key={layer}
          look="show"
          isSelected={selected.includes(layer)}
          onPress={() => onToggle(layer)}
          count={counts[layer]}
          icon={<Swatch kind={kindOfLayer[layer]} />}
        >
          {nameOfLayer[layer]}
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
