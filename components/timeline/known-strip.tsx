import { placeKnownLabel } from "#lib/timeline/gap-label.ts";
import { labelWidth } from "#lib/timeline/label-width.ts";
import type { RulerView } from "#lib/timeline/layout-row.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { productWords } from "#lib/timeline/session-words.ts";
import { subtractSpans } from "#lib/timeline/spans.ts";
import type { TimelineProduct } from "#lib/timeline/timeline-types.ts";
import { listOf } from "#lib/timeline/words.ts";
import type { ToStyle } from "./use-track-width.ts";

/** A green line under the time that is known whole. */
export function KnownStrip({
  personDay,
  products,
  view,
  px,
  toStyle,
  top,
}: {
  personDay: PersonDay;
  products: readonly TimelineProduct[];
  view: RulerView;
  px: (minute: number) => number;
  toStyle: ToStyle;
  top: number;
}) {
  const { nowMinute, gaps, person } = personDay;
  const isPast = nowMinute === null && personDay.gaps.length === 0;
  const end = nowMinute ?? view.to;
  const known = subtractSpans(
    [{ startAt: view.from, endAt: end }],
    gaps.map(({ from, to }) => ({ startAt: from, endAt: to })),
  );
  if (!person.isMapped || (nowMinute === null && !isPast && known.length === 0)) return null;
  const words = `${sentence(listOf(products.map((product) => productWords[product])))} complete`;
  const isFreeAfter = nowMinute !== null && gaps.every(({ to }) => to <= nowMinute);
  const left = placeKnownLabel(
    known.map((part) => ({ left: px(part.startAt), width: px(part.endAt) - px(part.startAt) })),
    isFreeAfter ? { left: px(nowMinute) + 2, width: px(view.to) - px(nowMinute) - 2 } : null,
    labelWidth(words),
  );
  return (
    <>
      {known.map((part) => (
        <i
          key={part.startAt}
          aria-hidden
          style={{ ...toStyle({ left: px(part.startAt), width: px(part.endAt) - px(part.startAt) }), top }}
          className="absolute z-2 h-1 rounded-r-xs bg-ok opacity-55"
        />
      ))}
      {left !== null && (
        <span style={{ left, top: top + 8 }} className="absolute z-2 text-2xs leading-[14px] text-subtle">
          {words}
        </span>
      )}
    </>
  );
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
