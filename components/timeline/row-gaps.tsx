import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { classNames } from "#components/ui/class-names.ts";
import { labelWidth } from "#lib/timeline/label-width.ts";
import { pxOfMinute } from "#lib/timeline/layout-row.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { type GridFrame, MAP_ITEM } from "./grid-items.ts";
import type { ToStyle } from "./use-track-width.ts";

const LABEL_ROOM = 36;

type RowGapsProps = {
  personDay: PersonDay;
  frame: GridFrame;
  toStyle: ToStyle;
  mapHref: string | null;
  tabStopId: string | null;
};

/** Where we could not have known: hatched, with the reason in words. Time that is known in part is hatched at the foot. */
export function RowGaps({ personDay, frame, toStyle, mapHref, tabStopId }: RowGapsProps) {
  const px = (minute: number) => Math.min(frame.width, Math.max(0, pxOfMinute(minute, frame.view, frame.width)));
  return personDay.gaps.map(({ gap, from, to, words, short }) => {
    const box = { left: px(from), width: px(to) - px(from) };
    if (box.width <= 0)
      return (
        <span key={gap.startAt} className="sr-only">
          {words}
        </span>
      );
    const isLong = box.width >= labelWidth(words) + LABEL_ROOM;
    const isShort = !isLong && gap.isWhole && box.width >= labelWidth(short) + 16;
    const showsMap = mapHref !== null && gap.reason === "notMapped" && gap.isOpen;
    const firstName = personDay.person.name.split(" ")[0] ?? personDay.person.name;
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
          className={classNames(
            "inset-ring-gap-line absolute flex h-[18px] items-center gap-1 rounded-sm bg-gap-wash px-1.5 text-2xs font-medium whitespace-nowrap text-gap-ink inset-ring",
            isLong && gap.isWhole ? "top-1 left-2" : isShort ? "top-[13px] left-1/2 -translate-x-1/2" : "sr-only",
          )}
        >
          {isLong && <TriangleAlert aria-hidden size={12} />}
          {isShort ? <span aria-hidden>{short}</span> : null}
          <span className={isShort ? "sr-only" : undefined}>{words}</span>
          {isLong && showsMap && (
            <Link
              href={mapHref}
              data-item={`${personDay.person.id} ${MAP_ITEM}`}
              tabIndex={tabStopId === MAP_ITEM ? 0 : -1}
              className="ml-1 rounded-xs underline underline-offset-2"
            >
              Map {firstName}
            </Link>
          )}
        </span>
      </div>
    );
  });
}
