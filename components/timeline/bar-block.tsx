import { ChevronLeft, ChevronRight } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";
import { labelWidth } from "#lib/timeline/label-width.ts";
import type { Block } from "#lib/timeline/layout-row.ts";
import type { DrawnSession, PersonDay } from "#lib/timeline/person-day.ts";
import { rangeOfSession } from "#lib/timeline/session-words.ts";
import { blockFills, blockTarget, openEdges } from "./block-looks.ts";
import { CountedBlock } from "./counted-block.tsx";
import type { OpenSession } from "./session-block.tsx";
import { SessionIcon } from "./session-icon.tsx";
import type { ToStyle } from "./use-track-width.ts";

const LEAST_WORD_PX = 40;
const barHeight = "h-[60px]";

type BarBlockProps = {
  block: Block;
  sessions: readonly DrawnSession[];
  personDay: PersonDay;
  toStyle: ToStyle;
  top: number;
  tabStopId: string | null;
  selectedId: string | null;
  onOpen: OpenSession;
};

/** A large block: title and time in it where they fit, else beside it. */
export function BarBlock(props: BarBlockProps) {
  const { block, sessions, top } = props;
  const first = sessions[0];
  if (first === undefined) return null;
  if (sessions.length > 1) {
    return (
      <CountedBlock
        {...props}
        drawn={sessions}
        item={{ "data-bar-item": first.id }}
        isTabStop={props.tabStopId === first.id}
        className={classNames("rounded-sm text-xs", barHeight, blockTarget, blockFills[block.kind])}
      />
    );
  }
  return (
    <>
      <SingleBar {...props} drawn={first} />
      {block.labelPlace === "beside" && <BesideLabel {...props} drawn={first} top={top + 14} />}
    </>
  );
}

function SingleBar({
  block,
  drawn,
  personDay: { axis, cycle },
  toStyle,
  top,
  tabStopId,
  selectedId,
  onOpen,
}: BarBlockProps & { drawn: DrawnSession }) {
  const time = rangeOfSession(drawn.session, axis, cycle);
  const isTold = block.width >= LEAST_WORD_PX && block.width >= labelWidth(time) + 6;
  return (
    <button
      type="button"
      data-bar-item={drawn.id}
      tabIndex={tabStopId === drawn.id ? 0 : -1}
      aria-label={drawn.name}
      aria-current={selectedId === drawn.id ? "true" : undefined}
      title={drawn.name}
      onClick={(event) => onOpen(drawn.id, event.detail === 0)}
      style={{ ...toStyle(block), top }}
      className={classNames(
        "absolute z-2 flex flex-col text-left text-xs font-medium focus-visible:z-4",
        barHeight,
        blockTarget,
        blockFills[block.kind],
        block.kind === "webinar" && "[--edge-y:3px]",
        drawn.isRunning ? "rounded-l-sm" : "rounded-sm",
        isTold ? "px-1.5 py-1.5" : "items-center justify-center",
        drawn.isSinceBefore && openEdges.before,
        drawn.isUntilAfter && openEdges.after,
        selectedId === drawn.id && "z-3 shadow-ring!",
      )}
    >
      {isTold ? (
        <>
          <span className="line-clamp-2 max-w-full break-words">{drawn.label || "Unknown"}</span>
          <span className="flex items-center text-2xs leading-[15px] font-normal whitespace-nowrap tabular-nums">
            {drawn.isSinceBefore && <ChevronLeft aria-hidden size={10} className="-ml-1 shrink-0" />}
            {time}
            {drawn.isUntilAfter && <ChevronRight aria-hidden size={10} className="shrink-0" />}
          </span>
        </>
      ) : (
        block.width > 13 && <SessionIcon session={drawn.session} size={12} />
      )}
    </button>
  );
}

function BesideLabel({
  block,
  drawn,
  personDay: { axis, cycle },
  toStyle,
  top,
}: BarBlockProps & { drawn: DrawnSession }) {
  return (
    <span
      aria-hidden
      style={{ left: toStyle({ left: block.left + block.width + 8, width: 0 }).left, top }}
      className="pointer-events-none absolute z-2 text-xs leading-4 whitespace-nowrap text-muted"
    >
      {drawn.label || "Unknown"}
      <span className="block text-2xs leading-[15px] text-subtle tabular-nums">
        {rangeOfSession(drawn.session, axis, cycle)}
      </span>
    </span>
  );
}
