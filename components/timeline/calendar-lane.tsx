import { ChevronLeft, ChevronRight, Lock } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";
import type { Block, RowLayout } from "#lib/timeline/layout-row.ts";
import type { DrawnEvent, PersonDay } from "#lib/timeline/person-day.ts";
import { CountedBlock, type CountedBlockProps } from "./counted-block.tsx";
import type { OpenSession } from "./session-block.tsx";
import type { ToStyle } from "./use-track-width.ts";

/** A block of this width has room for the arrow to another day. */
const LEAST_ARROW_PX = 18;

const outline =
  "h-calendar rounded-xs border border-calendar bg-surface/85 text-2xs leading-[12px] text-on-calendar after:absolute after:-inset-y-[5px] after:left-1/2 after:w-[max(100%,24px)] after:-translate-x-1/2 hover:border-text";

export type CalendarLaneProps = {
  calendar: RowLayout;
  personDay: PersonDay;
  /** How its items are told from those of other rows; null where there is only one row. */
  rowId: string | null;
  /** Px from the top of the row to a lane of the calendar. */
  topOf: (lane: number) => number;
  toStyle: ToStyle;
  tabStopId: string | null;
  selectedId: string | null;
  onOpen: OpenSession;
};

/** What was planned: an outline for each event, and only a bracket under the session in which one was held. */
export function CalendarLane({
  calendar,
  personDay,
  rowId,
  topOf,
  toStyle,
  tabStopId,
  selectedId,
  onOpen,
}: CalendarLaneProps) {
  const byId = new Map([...personDay.wholeDayEvents, ...personDay.events].map((one) => [one.id, one]));
  return calendar.blocks.map((block) => {
    const all = block.sessions.flatMap(({ id }) => byId.get(id) ?? []);
    const drawn = all[0];
    if (drawn === undefined) return null;
    const top = topOf(block.lane);
    const item = rowId === null ? { "data-bar-item": drawn.id } : { "data-item": `${rowId} ${drawn.id}` };
    if (all.length > 1) {
      return (
        <CountedBlock
          key={drawn.id}
          block={block}
          drawn={all}
          personDay={personDay}
          item={item}
          top={top}
          toStyle={toStyle}
          isTabStop={tabStopId === drawn.id}
          selectedId={selectedId}
          onOpen={onOpen}
          className={outline}
        />
      );
    }
    if (drawn.isHeld) {
      return (
        <i
          key={drawn.id}
          aria-hidden
          style={{ ...toStyle(block), top }}
          className="pointer-events-none absolute z-1 h-1.5 rounded-b-xs border border-t-0 border-calendar"
        />
      );
    }
    return (
      <EventOutline
        key={drawn.id}
        block={block}
        drawn={drawn}
        item={item}
        top={top}
        toStyle={toStyle}
        isTabStop={tabStopId === drawn.id}
        isSelected={selectedId === drawn.id}
        onOpen={onOpen}
      />
    );
  });
}

function EventOutline({
  block,
  drawn,
  item,
  top,
  toStyle,
  isTabStop,
  isSelected,
  onOpen,
}: {
  block: Block;
  drawn: DrawnEvent;
  item: CountedBlockProps["item"];
  top: number;
  toStyle: ToStyle;
  isTabStop: boolean;
  isSelected: boolean;
  onOpen: OpenSession;
}) {
  const { event } = drawn;
  const isIn = block.labelPlace === "in";
  const hasArrows = block.width >= LEAST_ARROW_PX;
  return (
    <>
      <button
        type="button"
        {...item}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={drawn.name}
        title={drawn.name}
        aria-current={isSelected ? "true" : undefined}
        onClick={(press) => onOpen(drawn.id, press.detail === 0)}
        style={{ ...toStyle(block), top }}
        className={classNames(
          "absolute z-1 flex items-center whitespace-nowrap focus-visible:z-4",
          outline,
          isIn ? "px-1" : "justify-center",
          event.isTentative && "border-dashed",
          drawn.isSinceBefore && "rounded-l-none border-l-0",
          drawn.isUntilAfter && "rounded-r-none border-r-0",
          isSelected && "z-3 shadow-ring!",
        )}
      >
        {drawn.isSinceBefore && hasArrows && <ChevronLeft aria-hidden size={8} className="shrink-0" />}
        {event.isPrivate && block.width >= 14 && <Lock aria-hidden size={8} className="shrink-0" />}
        {isIn && !event.isPrivate && <span className="min-w-0 truncate">{block.label}</span>}
        {drawn.isUntilAfter && hasArrows && <ChevronRight aria-hidden size={8} className="ml-auto shrink-0" />}
      </button>
      {block.labelPlace === "beside" && !event.isPrivate && (
        <span
          aria-hidden
          style={{ ...toStyle({ left: block.left + block.width + 4, width: 0 }), width: "auto", top }}
          className="pointer-events-none absolute z-1 flex h-calendar items-center text-2xs whitespace-nowrap text-subtle"
        >
          {block.label}
        </span>
      )}
    </>
  );
}
