import { ChevronLeft, ChevronRight } from "lucide-react";
import type { RowLayout } from "#lib/timeline/layout-row.ts";
import { EdgeButton } from "./edge-button.tsx";
import { EARLIER_ITEM, LATER_ITEM, laneTop, moreItem } from "./grid-items.ts";
import type { PersonRowProps } from "./person-row.tsx";
import type { ToStyle } from "./use-track-width.ts";

/** What lies before and after the hours in view. */
export function OutsideHours({
  personDay: { person },
  row,
  tabStopId,
  onShowAllHours,
}: Pick<PersonRowProps, "personDay" | "row" | "tabStopId" | "onShowAllHours">) {
  const words = (count: number, side: string) =>
    `${count} ${count === 1 ? "session" : "sessions"} ${side} these hours, show 24 hours`;
  return (
    <>
      {row.before.length > 0 && (
        <EdgeButton
          item={`${person.id} ${EARLIER_ITEM}`}
          isTabStop={tabStopId === EARLIER_ITEM}
          name={words(row.before.length, "before")}
          style={{ left: 4, top: laneTop(0, row) }}
          onPress={onShowAllHours}
        >
          <ChevronLeft aria-hidden size={12} className="-ml-0.5" />
          {row.before.length}
        </EdgeButton>
      )}
      {row.after.length > 0 && (
        <EdgeButton
          item={`${person.id} ${LATER_ITEM}`}
          isTabStop={tabStopId === LATER_ITEM}
          name={words(row.after.length, "after")}
          style={{ right: 4, top: laneTop(0, row) }}
          onPress={onShowAllHours}
        >
          {row.after.length}
          <ChevronRight aria-hidden size={12} className="-mr-0.5" />
        </EdgeButton>
      )}
    </>
  );
}

/** What a chip has room for. */
const MOST_SHOWN = 99;

/** The "+n" of a row or of its calendar: opens the row to all its lanes. */
export function MoreButtons({
  more,
  personId,
  where,
  top,
  toStyle,
  tabStopId,
  onExpand,
}: {
  more: RowLayout["more"];
  personId: string;
  where: string;
  top: number;
  toStyle: ToStyle;
  tabStopId: string | null;
  onExpand: (personId: string) => void;
}) {
  return more.map((chip) => {
    const id = moreItem(chip.ids[0] ?? "");
    const count = chip.ids.length;
    return (
      <EdgeButton
        key={id}
        item={`${personId} ${id}`}
        isTabStop={tabStopId === id}
        name={`${count} more ${where}, show all`}
        style={{ ...toStyle(chip), top }}
        className="justify-center font-semibold text-text"
        onPress={() => onExpand(personId)}
      >
        {count > MOST_SHOWN ? `${MOST_SHOWN}+` : `+${count}`}
      </EdgeButton>
    );
  });
}
