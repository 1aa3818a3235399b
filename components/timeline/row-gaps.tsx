import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { classNames } from "#components/ui/class-names.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { MAP_ITEM } from "./grid-items.ts";
import { mapLinkText, type PlacedGap } from "./placed-gaps.ts";
import type { ToStyle } from "./use-track-width.ts";

type RowGapsProps = {
  gaps: readonly PlacedGap[];
  person: PersonDay["person"];
  toStyle: ToStyle;
  /** Px from the top of the track to the labels. */
  labelTop: number;
  mapHref: string | null;
  tabStopId: string | null;
};

/** Where we could not have known: hatched, with the reason in words. Time that is known in part is hatched at the foot. */
export function RowGaps({ gaps, person, toStyle, labelTop, mapHref, tabStopId }: RowGapsProps) {
  return gaps.map(({ drawn: { gap, words, short }, box, label, hasMapLink }) => {
    if (box.width <= 0)
      return (
        <span key={gap.startAt} className="sr-only">
          {words}
        </span>
      );
    return (
      <div
        key={gap.startAt}
        title={words}
        style={toStyle(box)}
        className={classNames(
          "hatch-gap absolute z-1 border-x border-gap-line",
          gap.isWhole ? "inset-y-0" : "bottom-0 h-2 [--hatch:5px]",
        )}
      >
        <span
          data-gap-label={label.form}
          style={label.form === "hidden" ? undefined : { left: label.left, top: labelTop }}
          className={classNames(
            label.form === "hidden"
              ? "sr-only"
              : "absolute flex h-[18px] items-center gap-1 rounded-sm bg-gap-wash px-1.5 text-2xs font-medium whitespace-nowrap text-gap-ink",
            label.form === "long" && "inset-ring inset-ring-gap-line",
          )}
        >
          {label.form === "long" && <TriangleAlert aria-hidden size={12} />}
          {label.form === "short" && <span aria-hidden>{short}</span>}
          <span className={label.form === "short" ? "sr-only" : undefined}>{words}</span>
          {hasMapLink && mapHref !== null && (
            <Link
              href={mapHref}
              data-item={`${person.id} ${MAP_ITEM}`}
              tabIndex={tabStopId === MAP_ITEM ? 0 : -1}
              className="ml-1 rounded-xs underline underline-offset-2"
            >
              {mapLinkText({ person })}
            </Link>
          )}
        </span>
      </div>
    );
  });
}
