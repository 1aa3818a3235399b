import { ChevronLeft, ChevronRight } from "lucide-react";
import { memo } from "react";
import { classNames } from "#components/ui/class-names.ts";
import type { Block } from "#lib/timeline/layout-row.ts";
import type { DrawnSession, PersonDay } from "#lib/timeline/person-day.ts";
import { blockFills, blockTarget, openEdges } from "./block-looks.ts";
import { CountedBlock } from "./counted-block.tsx";
import { SessionIcon } from "./session-icon.tsx";
import type { ToStyle } from "./use-track-width.ts";

export type OpenSession = (id: string, isByKeyboard: boolean) => void;

/** A block of this width has room for the arrow to another day. */
const LEAST_ARROW_PX = 26;

export type SessionBlockProps = {
  block: Block;
  sessions: readonly DrawnSession[];
  personDay: PersonDay;
  /** How its items are told from those of other rows. */
  rowId: string;
  top: number;
  /** No other lane is above or below. */
  isAlone: boolean;
  toStyle: ToStyle;
  /** The item that takes the tab stop, when it is in this block. */
  tabStopId: string | null;
  selectedId: string | null;
  onOpen: OpenSession;
};

/** One block of the grid: a session, or narrow neighbours counted in one that opens as their list. */
export const SessionBlock = memo(function SessionBlock(props: SessionBlockProps) {
  const { block, sessions, rowId, tabStopId } = props;
  const first = sessions[0];
  if (first === undefined) return null;
  if (sessions.length === 1) return <SingleBlock {...props} drawn={first} />;
  return (
    <CountedBlock
      {...props}
      drawn={sessions}
      item={{ "data-item": `${rowId} ${first.id}` }}
      isTabStop={tabStopId === first.id}
      className={classNames("h-lane rounded-sm text-2xs leading-[14px]", blockTarget, blockFills[block.kind])}
    />
  );
});

function SingleBlock({
  block,
  drawn,
  rowId,
  top,
  isAlone,
  toStyle,
  tabStopId,
  selectedId,
  onOpen,
}: SessionBlockProps & { drawn: DrawnSession }) {
  const isNarrow = block.width < 13;
  const isIn = block.labelPlace === "in";
  const hasIcon = block.kind !== "meeting";
  const hasArrows = block.width >= LEAST_ARROW_PX;
  const mark = block.isRunning ? (
    <i className="mr-px size-[5px] shrink-0 animate-breathe rounded-full bg-current" />
  ) : hasIcon ? (
    <SessionIcon session={drawn.session} size={block.width < 18 ? 10 : 12} />
  ) : null;
  const isOpenEnded = drawn.session.state === "endUnknown";
  return (
    <>
      <button
        type="button"
        data-item={`${rowId} ${drawn.id}`}
        tabIndex={tabStopId === drawn.id ? 0 : -1}
        aria-label={drawn.name}
        title={drawn.name}
        aria-current={selectedId === drawn.id ? "true" : undefined}
        onClick={(event) => onOpen(drawn.id, event.detail === 0)}
        style={{ ...toStyle(block), top }}
        className={classNames(
          "absolute z-2 flex h-lane items-center text-2xs leading-[14px] font-medium whitespace-nowrap hover:brightness-110 focus-visible:z-4",
          blockTarget,
          isAlone && "max-sm:after:-inset-y-3",
          blockFills[block.kind],
          block.kind === "webinar" && "pt-[3px]",
          block.isRunning ? "rounded-l-sm" : block.width < 10 ? "rounded-[2px]" : "rounded-sm",
          isIn ? "gap-[3px] px-1.5" : "justify-center",
          isOpenEnded && "outline-1 outline-offset-1 outline-current outline-dashed",
          drawn.isSinceBefore && openEdges.before,
          drawn.isUntilAfter && openEdges.after,
          selectedId === drawn.id && "z-3 shadow-ring!",
        )}
      >
        {drawn.isSinceBefore && hasArrows && <ChevronLeft aria-hidden size={10} className="-ml-1 shrink-0" />}
        {(isIn || !isNarrow) && mark}
        {isIn && <span className="min-w-0 truncate">{block.label}</span>}
        {drawn.isUntilAfter && hasArrows && <ChevronRight aria-hidden size={10} className="-mr-1 ml-auto shrink-0" />}
      </button>
      {block.labelPlace === "beside" && (
        <span
          aria-hidden
          style={{ ...toStyle({ left: block.left + block.width + 5, width: 0 }), width: "auto", top }}
          className="pointer-events-none absolute z-2 flex h-lane items-center gap-[3px] text-2xs font-medium whitespace-nowrap text-muted"
        >
          {isNarrow && hasIcon && !block.isRunning && <SessionIcon session={drawn.session} size={10} />}
          {block.label}
        </span>
      )}
    </>
  );
}
