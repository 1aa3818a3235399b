import { classNames } from "#components/ui/class-names.ts";
import type { TimelineLayer } from "#lib/timeline/timeline-types.ts";
import type { WeekRow } from "#lib/timeline/week.ts";
import { leadingKind } from "#lib/timeline/week.ts";
import { lengthAsFigure } from "#lib/timeline/words.ts";

/** A total as a figure, dotted where it can only be "at least". Nothing where nothing could be known. */
export function WeekFigure({
  totals,
  layers,
  isKnown,
}: {
  totals: WeekRow["totals"];
  layers: readonly TimelineLayer[];
  isKnown: boolean;
}) {
  const { ms, isAtLeast } = totals[leadingKind(layers)];
  if (!isKnown) return null;
  return (
    <span
      title={isAtLeast ? `At least ${lengthAsFigure(ms)}: part is not known` : undefined}
      className={classNames(
        "tabular-nums",
        ms === 0 && "text-subtle",
        isAtLeast && "underline decoration-gap-ink decoration-dotted underline-offset-3",
      )}
    >
      {lengthAsFigure(ms)}
    </span>
  );
}
