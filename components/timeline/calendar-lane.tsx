import { Lock } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";
import type { Block, RowLayout } from "#lib/timeline/layout-row.ts";
import type { DrawnEvent, PersonDay } from "#lib/timeline/person-day.ts";
import type { OpenSession } from "./session-block.tsx";
import type { ToStyle } from "./use-track-width.ts";

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
    const drawn = byId.get(block.sessions[0]?.id ?? "");
    if (drawn === undefined) return null;
    const top = topOf(block.lane);
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
        item={rowId === null ? null : `${rowId} ${drawn.id}`}
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
  item: string | null;
  top: number;
  toStyle: ToStyle;
  isTabStop: boolean;
  isSelected: boolean;
  onOpen: OpenSession;
}) {
  const { event } = drawn;
  const isIn = block.labelPlace === "in";
  return (
    <>
      <button
        type="button"
        {...(item === null ? { "data-bar-item": drawn.id } : { "data-item": item })}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={drawn.name}
        title={drawn.name}
        aria-current={isSelected ? "true" : undefined}
        onClick={(press) => onOpen(drawn.id, press.detail === 0)}
        style={{ ...toStyle(block), top }}
        className={classNames(
          "absolute z-1 flex h-calendar items-center rounded-xs border border-calendar bg-surface/85 text-2xs leading-[12px] whitespace-nowrap text-on-calendar after:absolute after:-inset-y-[5px] after:left-1/2 after:w-[max(100%,24px)] after:-translate-x-1/2 hover:border-text focus-visible:z-4",
          isIn ? "px-1" : "justify-center",
          event.isTentative && "border-dashed",
          isSelected && "z-3 shadow-ring!",
        )}
      >
        {event.isPrivate && block.width >= 14 && <Lock aria-hidden size={8} className="shrink-0" />}
        {isIn && !event.isPrivate && <span className="min-w-0 truncate">{block.label}</span>}
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
