"use client";

import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { IconButton } from "#components/ui/icon-button.tsx";
import { titleOfEvent } from "#lib/timeline/event-words.ts";
import { kindOf, titleOf } from "#lib/timeline/session-words.ts";
import type { HourCycle } from "#lib/timeline/words.ts";
import { EventDetail } from "./event-detail.tsx";
import { SessionDetail } from "./session-detail.tsx";
import { EventTile, SessionTile } from "./session-icon.tsx";
import { useMedia } from "./use-now.ts";
import type { Selected } from "./use-selection.ts";

export type DetailPanelProps = Selected & {
  now: number;
  cycle: HourCycle;
  /** Where the person's day is; null when it is this page. */
  personHref: string | null;
  onMove: (id: string) => void;
  onClose: () => void;
  /** Opened by a key: focus goes along. */
  takesFocus: boolean;
  className?: string;
};

/** What is known of the selected session: beside the timeline where there is room, else as a sheet over it. */
export function DetailPanel(props: DetailPanelProps) {
  const isWide = useMedia("(width >= 75rem)");
  // Until the page is alive nobody knows its width: the panel stands where there is room for it.
  if (isWide === null) return <SidePanel {...props} className={`max-[75rem]:hidden ${props.className ?? ""}`} />;
  return isWide ? <SidePanel {...props} /> : <Sheet {...props} />;
}

function SidePanel(props: DetailPanelProps) {
  const { drawn, takesFocus, onClose, className } = props;
  const panel = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each session that is opened by a key takes the focus
  useEffect(() => {
    if (takesFocus) panel.current?.focus();
  }, [takesFocus, drawn.id]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
  };
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={titleOfDrawn(drawn)}
      onKeyDown={onKeyDown}
      className={`flex min-h-0 flex-col overflow-y-auto border-l border-line-strong bg-surface focus-visible:inset-ring-2 focus-visible:inset-ring-focus focus-visible:[box-shadow:var(--tw-inset-ring-shadow)]! ${className ?? ""}`}
    >
      <PanelHead {...props} />
      <Detail {...props} />
    </aside>
  );
}

function Sheet(props: DetailPanelProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose();
      }}
      className="fixed inset-0 z-40 flex h-(--visual-viewport-height) items-end justify-end bg-black/40 data-entering:animate-fade"
    >
      <Modal className="flex max-h-[88%] w-full flex-col overflow-hidden rounded-t-xl bg-raised text-text shadow-pop data-entering:animate-arrive sm:h-full sm:max-h-full sm:max-w-96 sm:rounded-none">
        <Dialog
          aria-label={titleOfDrawn(props.drawn)}
          className="flex min-h-0 flex-1 flex-col overflow-y-auto outline-none"
        >
          <PanelHead {...props} />
          <Detail {...props} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function titleOfDrawn(drawn: Selected["drawn"]): string {
  return "session" in drawn ? titleOf(drawn.session) : titleOfEvent(drawn.event);
}

function Detail({ drawn, ...props }: DetailPanelProps) {
  return "session" in drawn ? <SessionDetail drawn={drawn} {...props} /> : <EventDetail drawn={drawn} {...props} />;
}

function PanelHead({ drawn, before, after, onMove, onClose }: DetailPanelProps) {
  return (
    <div className="flex h-12 shrink-0 items-center gap-2 pr-3 pl-5">
      {"session" in drawn ? <SessionTile session={drawn.session} /> : <EventTile />}
      <span className="font-medium">{"session" in drawn ? kindOf(drawn.session) : "Calendar event"}</span>
      <span className="ml-auto flex items-center gap-1">
        <IconButton
          label="Before"
          isDisabled={before === null}
          onPress={() => before !== null && onMove(before)}
          icon={<ChevronLeft aria-hidden size={16} />}
        />
        <IconButton
          label="After"
          isDisabled={after === null}
          onPress={() => after !== null && onMove(after)}
          icon={<ChevronRight aria-hidden size={16} />}
        />
        <IconButton label="Close" onPress={onClose} icon={<X aria-hidden size={16} />} />
      </span>
    </div>
  );
}
