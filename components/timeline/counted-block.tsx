"use client";

import { type ReactNode, useRef, useState } from "react";
import { Menu as AriaMenu, MenuItem, Text } from "react-aria-components";
import { classNames } from "#components/ui/class-names.ts";
import { FloatingPanel } from "#components/ui/list-options.tsx";
import { nameOfCounted } from "#lib/timeline/counted-words.ts";
import type { Block } from "#lib/timeline/layout-row.ts";
import type { DrawnEvent, DrawnSession, PersonDay } from "#lib/timeline/person-day.ts";
import { clockInDay, rangeOfSession } from "#lib/timeline/session-words.ts";
import type { OpenSession } from "./session-block.tsx";
import { SessionIcon } from "./session-icon.tsx";
import type { ToStyle } from "./use-track-width.ts";

type Drawn = DrawnSession | DrawnEvent;

export type CountedBlockProps = {
  block: Block;
  drawn: readonly Drawn[];
  personDay: PersonDay;
  /** How it is found by the keys of what it stands in. */
  item: { "data-item": string } | { "data-bar-item": string };
  top: number;
  toStyle: ToStyle;
  isTabStop: boolean;
  selectedId: string | null;
  onOpen: OpenSession;
  className: string;
};

/** Narrow neighbours as one block with their number, which opens as a list of them. */
export function CountedBlock(props: CountedBlockProps) {
  const { block, drawn, personDay, item, top, toStyle, isTabStop, selectedId, onOpen, className } = props;
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const isByKeyboard = useRef(false);
  const isSelected = drawn.some(({ id }) => id === selectedId);
  const name = nameOfCounted(drawn, personDay);
  return (
    <>
      <button
        ref={button}
        type="button"
        {...item}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={name}
        title={name}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-current={isSelected ? "true" : undefined}
        onClick={(event) => {
          isByKeyboard.current = event.detail === 0;
          setIsOpen(true);
        }}
        style={{ ...toStyle(block), top }}
        className={classNames(
          "absolute z-2 grid place-items-center font-medium tabular-nums hover:brightness-110 focus-visible:z-4",
          className,
          isSelected && "z-3 shadow-ring!",
        )}
      >
        <span className="max-w-full overflow-hidden">{drawn.length}</span>
      </button>
      {isOpen && (
        <FloatingPanel
          triggerRef={button}
          isOpen
          onOpenChange={setIsOpen}
          placement="bottom start"
          className="min-w-44"
        >
          <AriaMenu
            aria-label={name}
            autoFocus="first"
            onAction={(id) => {
              setIsOpen(false);
              onOpen(String(id), isByKeyboard.current);
            }}
            className="max-h-[60vh] overflow-auto p-1 outline-none"
          >
            {drawn.map((one) => (
              <CountedLine key={one.id} drawn={one} personDay={personDay} isSelected={one.id === selectedId} />
            ))}
          </AriaMenu>
        </FloatingPanel>
      )}
    </>
  );
}

function CountedLine({ drawn, personDay, isSelected }: { drawn: Drawn; personDay: PersonDay; isSelected: boolean }) {
  return (
    <MenuItem
      id={drawn.id}
      textValue={drawn.label}
      aria-label={drawn.name}
      className={classNames(
        "flex min-h-8 max-w-80 cursor-pointer items-center gap-2 rounded-md px-2 py-1 outline-none max-sm:min-h-11 data-focused:bg-selected",
        isSelected && "font-medium",
      )}
    >
      {"session" in drawn && <SessionIcon session={drawn.session} size={14} />}
      <Text slot="label" className="min-w-0 flex-1 truncate">
        {drawn.label || "Unknown"}
      </Text>
      <span className="text-xs whitespace-nowrap text-subtle tabular-nums">{hoursOf(drawn, personDay)}</span>
    </MenuItem>
  );
}

function hoursOf(drawn: Drawn, { axis, cycle }: PersonDay): ReactNode {
  if ("session" in drawn) return rangeOfSession(drawn.session, axis, cycle);
  const at = (iso: string) => clockInDay(axis, Date.parse(iso), cycle);
  return `${at(drawn.event.startAt)} – ${at(drawn.event.endAt)}`;
}
