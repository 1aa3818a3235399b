/** Gaps of a row as boxes, each with its words where they are free to stand. */
import { type GapLabel, placeGapLabel } from "#lib/timeline/gap-label.ts";
import { labelWidth } from "#lib/timeline/label-width.ts";
import { type Box, pxOfMinute, type RulerView } from "#lib/timeline/layout-row.ts";
import type { DrawnGap, PersonDay } from "#lib/timeline/person-day.ts";

export type PlacedGap = {
  drawn: DrawnGap;
  /** Of no width when it lies outside the hours that are shown. */
  box: Box;
  label: GapLabel;
  /** Whether the label leads to the mapping. */
  hasMapLink: boolean;
};

const SHORT_EXTRA_PX = 14;
const LONG_EXTRA_PX = 34;
const LINK_EXTRA_PX = 12;

/** What the link to the mapping says. */
export function mapLinkText({ person }: Pick<PersonDay, "person">): string {
  return `Map ${person.name.split(" ")[0] ?? person.name}`;
}

/** Places the words of each gap; `taken` is what they must not run over, in px of the track. */
export function placeGaps(
  personDay: PersonDay,
  { view, width }: { view: RulerView; width: number },
  taken: readonly Box[],
  { isRepeated, mayMap }: { isRepeated: boolean; mayMap: boolean },
): PlacedGap[] {
  const px = (minute: number) => Math.min(width, Math.max(0, pxOfMinute(minute, view, width)));
  return personDay.gaps.map((drawn) => {
    const { gap, words, short } = drawn;
    const box = { left: px(drawn.from), width: px(drawn.to) - px(drawn.from) };
    const mayLink = mayMap && gap.reason === "notMapped" && gap.isOpen;
    const link = mayLink ? labelWidth(mapLinkText(personDay)) + LINK_EXTRA_PX : 0;
    const label = gap.isWhole
      ? placeGapLabel(box, taken, {
          long: isRepeated ? null : labelWidth(words) + LONG_EXTRA_PX + link,
          short: labelWidth(short) + SHORT_EXTRA_PX + (isRepeated ? link : 0),
        })
      : ({ form: "hidden", left: 0 } as const);
    const hasMapLink = mayLink && (label.form === "long" || (label.form === "short" && isRepeated));
    return { drawn, box, label, hasMapLink };
  });
}
