"use client";

import { CalendarPlus, Ellipsis, FileUp, Link2, Pencil, RefreshCw, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useLiveChanges } from "#components/shell/use-live-changes.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Face } from "#components/ui/face.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { Page, PageHeader } from "#components/ui/page-header.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ActionOutcome } from "#lib/access/viewer-types.ts";
import type { FeedOnPage, FeedReading } from "#lib/calendar/feed-types.ts";
import type { CalendarActions } from "./action-types.ts";
import { AddCalendarDialog } from "./add-calendar-dialog.tsx";
import { type Eyes, readingWords, stateWords } from "./calendar-words.ts";
import { ChangeCalendarDialog } from "./change-calendar-dialog.tsx";
import { HowTo } from "./how-to.tsx";
import { sendFile } from "./send-file.ts";

type Open = { kind: "add" } | { kind: "name" | "address" | "remove"; feed: FeedOnPage };

const UNREACHABLE = "The server could not be reached. Check your connection, then try again.";

/** Someone's calendars: what each is, how it stands, and what can be done with it. */
export function CalendarsView({
  person,
  feeds,
  actions,
  eyes,
  now,
}: {
  /** `isViewer`: these are one's own. */
  person: { id: string; name: string; isViewer: boolean };
  feeds: readonly FeedOnPage[];
  actions: CalendarActions;
  eyes: Eyes;
  now: number;
}) {
  const router = useRouter();
  const [open, setOpen] = useState<Open | null>(null);
  const [busyId, setBusyId] = useState<string | null>(null);
  useLiveChanges((news) => {
    if (news.kind === "everything" || news.changes.some(({ topic }) => topic === "activity")) router.refresh();
  });
  const close = () => {
    setOpen(null);
    router.refresh();
  };
  const ask = async (feed: FeedOnPage, asking: Promise<ActionOutcome<FeedReading | null>>) => {
    setBusyId(feed.id);
    const outcome = await asking.catch(() => ({ kind: "refused", message: UNREACHABLE }) as const);
    setBusyId(null);
    if (outcome.kind === "refused") return toast.error(outcome.message);
    const { isGood, title, more } = readingWords(outcome.value, eyes, Date.now());
    toast[isGood ? "success" : "error"](title, more === "" ? {} : { description: more });
    router.refresh();
  };
  const ofFeed = (feed: FeedOnPage) => ({ personId: person.id, feedId: feed.id });
  const addButton = (
    <Button variant="primary" icon={<CalendarPlus aria-hidden size={16} />} onPress={() => setOpen({ kind: "add" })}>
      Add a calendar
    </Button>
  );

  return (
    <Page>
      <PageHeader
        title={person.isViewer ? "Your calendars" : `Calendars of ${person.name}`}
        meta={<span>What was planned, beside what was held. Read about every 15 minutes.</span>}
        {...(person.isViewer ? {} : { breadcrumbs: [{ name: "People", href: "/people" }, { name: person.name }] })}
        {...(feeds.length === 0 ? {} : { actions: addButton })}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <Card aria-label="Calendars">
          {feeds.length === 0 ? (
            <Face icon={<CalendarPlus />} title="No calendar yet" actions={addButton}>
              <p>With one, the timeline shows planned meetings as outlines, and which of them were held.</p>
            </Face>
          ) : (
            <ul className="divide-y divide-line">
              {feeds.map((feed) => (
                <CalendarItem
                  key={feed.id}
                  feed={feed}
                  eyes={eyes}
                  now={now}
                  isBusy={busyId === feed.id}
                  onOpen={(kind) => setOpen({ kind, feed })}
                  onReadNow={() => void ask(feed, actions.readNow(ofFeed(feed)))}
                  onFile={(file) => void ask(feed, sendFile(file, { personId: person.id, replaces: feed.id }))}
                />
              ))}
            </ul>
          )}
        </Card>
        <HowTo />
      </div>
      {open?.kind === "add" && <AddCalendarDialog personId={person.id} actions={actions} eyes={eyes} onClose={close} />}
      {(open?.kind === "name" || open?.kind === "address") && (
        <ChangeCalendarDialog
          what={open.kind}
          name={open.feed.name}
          onClose={close}
          onSave={async (value) => {
            const of = ofFeed(open.feed);
            const asking: Promise<ActionOutcome<FeedReading | null>> =
              open.kind === "name"
                ? actions.rename({ ...of, name: value })
                : actions.replaceAddress({ ...of, address: value });
            const outcome = await asking.catch(() => ({ kind: "refused", message: UNREACHABLE }) as const);
            if (outcome.kind === "refused") return outcome.message;
            if (outcome.value === null) return null;
            const { isGood, title, more } = readingWords(outcome.value, eyes, Date.now());
            if (isGood) toast.success("The address is replaced", { description: title });
            return isGood ? null : `${title}. ${more}`;
          }}
        />
      )}
      {open?.kind === "remove" && (
        <ConfirmDialog
          isOpen
          isDanger
          title={`Remove ${open.feed.name}?`}
          body="Its events leave the timeline, also those of past days. Meetings that were held stay. You can add it again at any time."
          confirmLabel="Remove"
          onOpenChange={() => setOpen(null)}
          onConfirm={async () => {
            const asking = actions.remove(ofFeed(open.feed));
            const outcome = await asking.catch(() => ({ kind: "refused", message: UNREACHABLE }) as const);
            if (outcome.kind === "refused") return toast.error(outcome.message);
            toast.success(`${open.feed.name} is removed`);
            router.refresh();
          }}
        />
      )}
    </Page>
  );
}

function CalendarItem({
  feed,
  eyes,
  now,
  isBusy,
  onOpen,
  onReadNow,
  onFile,
}: {
  feed: FeedOnPage;
  eyes: Eyes;
  now: number;
  isBusy: boolean;
  onOpen: (kind: "name" | "address" | "remove") => void;
  onReadNow: () => void;
  onFile: (file: File) => void;
}) {
  const file = useRef<HTMLInputElement>(null);
  const { tone, text } = stateWords(feed, eyes, now);
  const isFile = feed.kind === "file";
  const replace = isFile
    ? { name: "Replace the file", icon: <FileUp aria-hidden size={14} />, onAction: () => file.current?.click() }
    : { name: "Replace the address", icon: <Link2 aria-hidden size={14} />, onAction: () => onOpen("address") };
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <h2 className="truncate">{feed.name}</h2>
        <p className="truncate text-xs text-subtle">{isFile ? "From a file" : `From ${feed.host}`}</p>
        <p className={tone === "warn" ? "mt-1 text-warn" : "mt-1 text-muted tabular-nums"}>{text}</p>
      </div>
      {!isFile && (
        <Button
          size="sm"
          icon={<RefreshCw aria-hidden size={14} />}
          isPending={isBusy}
          aria-label={`Read ${feed.name} now`}
          onPress={onReadNow}
        >
          Read now
        </Button>
      )}
      <input
        ref={file}
        type="file"
        accept=".ics,text/calendar"
        aria-label={`A new file for ${feed.name}`}
        hidden
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = "";
          if (chosen !== undefined) onFile(chosen);
        }}
      />
      <Menu
        label={`Actions for ${feed.name}`}
        trigger={
          <IconButton label={`Actions for ${feed.name}`} hasTooltip={false} icon={<Ellipsis aria-hidden size={16} />} />
        }
        items={[
          { id: "rename", name: "Rename", icon: <Pencil aria-hidden size={14} />, onAction: () => onOpen("name") },
          { id: "replace", ...replace },
          {
            id: "remove",
            name: "Remove",
            isDanger: true,
            hasLineAbove: true,
            icon: <Trash2 aria-hidden size={14} />,
            onAction: () => onOpen("remove"),
          },
        ]}
      />
    </li>
  );
}
