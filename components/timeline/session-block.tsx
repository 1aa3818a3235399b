import { memo } from "react";
import { classNames } from "#components/ui/class-names.ts";
import type { Block } from "#lib/timeline/layout-row.ts";
import type { DrawnSession } from "#lib/timeline/person-day.ts";
import { SessionIcon } from "./session-icon.tsx";
import type { ToStyle } from "./use-track-width.ts";

export type OpenSession = (id: string, isByKeyboard: boolean) => void;

const fills = {
  meeting: "fill-meeting",
  call: "fill-call",
  webinar: "fill-webinar pt-[3px]",
} as const;

/** Grows what is drawn small to a target of 24 px. */
const target = "after:absolute after:-inset-y-0.5 after:left-1/2 after:w-[max(100%,24px)] after:-translate-x-1/2";

export type SessionBlockProps = {
  block: Block;
  sessions: readonly DrawnSession[];
  personId: string;
  top: number;
  /** No other lane is above or below. */
  isAlone: boolean;
  toStyle: ToStyle;
  /** The item that takes the tab stop, when it is in this block. */
  tabStopId: string | null;
  selectedId: string | null;
  onOpen: OpenSession;
};

/** One block of the grid: a session, or short neighbours counted in one, each of them still reachable and named. */
export const SessionBlock = memo(function SessionBlock(props: SessionBlockProps) {
  const { sessions } = props;
  const first = sessions[0];
  if (first === undefined) return null;
  return sessions.length > 1 ? <CountedBlock {...props} /> : <SingleBlock {...props} drawn={first} />;
});

function SingleBlock({
  block,
  drawn,
  personId,
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
        data-item={`${personId} ${drawn.id}`}
        tabIndex={tabStopId === drawn.id ? 0 : -1}
        aria-label={drawn.name}
        title={drawn.name}
        aria-current={selectedId === drawn.id ? "true" : undefined}
        onClick={(event) => onOpen(drawn.id, event.detail === 0)}
        style={{ ...toStyle(block), top }}
        className={classNames(
          "absolute z-2 flex h-lane items-center text-2xs leading-[14px] font-medium whitespace-nowrap hover:brightness-110 focus-visible:z-4",
          target,
          isAlone && "max-sm:after:-inset-y-3",
          fills[block.kind],
          block.isRunning ? "rounded-l-sm" : block.width < 10 ? "rounded-[2px]" : "rounded-sm",
          isIn ? "gap-[3px] px-1.5" : "justify-center",
          isOpenEnded && "outline-1 outline-offset-1 outline-current outline-dashed",
          selectedId === drawn.id && "z-3 shadow-ring!",
        )}
      >
        {(isIn || !isNarrow) && mark}
        {isIn && <span className="min-w-0 truncate">{block.label}</span>}
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

function CountedBlock({ block, sessions, personId, top, toStyle, tabStopId, selectedId, onOpen }: SessionBlockProps) {
  const isSelected = sessions.some(({ id }) => id === selectedId);
  const share = block.width / sessions.length;
  return (
    <>
      <span
        aria-hidden
        style={{ ...toStyle(block), top }}
        className={classNames(
          "absolute z-2 grid h-lane place-items-center rounded-sm text-2xs leading-[14px] font-medium tabular-nums",
          fills[block.kind],
          isSelected && "z-3 shadow-ring!",
        )}
      >
        {sessions.length}
      </span>
      {sessions.map((drawn, index) => (
        <button
          key={drawn.id}
          type="button"
          data-item={`${personId} ${drawn.id}`}
          tabIndex={tabStopId === drawn.id ? 0 : -1}
          aria-label={drawn.name}
          title={drawn.name}
          aria-current={selectedId === drawn.id ? "true" : undefined}
          onClick={(event) => onOpen(drawn.id, event.detail === 0)}
          // Each has its share of the block: all of them can be hit, whatever their own width.
          style={{ ...toStyle({ left: block.left + index * share, width: share }), top: top - 2 }}
          className="absolute z-3 h-6 rounded-sm focus-visible:z-4"
        />
      ))}
    </>
  );
}
