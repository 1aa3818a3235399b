import { ArrowDownLeft, ArrowUpRight, CalendarDays, Phone, Radio, Video } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";
import type { TimelineSession } from "#lib/timeline/timeline-types.ts";

type Kinded = Pick<TimelineSession, "kind" | "call">;

/** The icon of what a session is; a call shows its direction. */
export function SessionIcon({ session, size }: { session: Kinded; size: number }) {
  const Icon = iconOf(session);
  return <Icon aria-hidden size={size} className="shrink-0" />;
}

function iconOf({ kind, call }: Kinded) {
  if (kind === "meeting") return Video;
  if (kind === "webinar") return Radio;
  if (call?.direction === "incoming") return ArrowDownLeft;
  return call?.direction === "outgoing" ? ArrowUpRight : Phone;
}

const tiles = { meeting: "fill-meeting", call: "fill-call", webinar: "fill-webinar [--edge-y:3px]" } as const;

/** The tile of a session beside its title. Decoration: the words stand beside it. */
export function SessionTile({ session }: { session: Kinded }) {
  return (
    <span aria-hidden className={classNames("grid size-6 shrink-0 place-items-center rounded-md", tiles[session.kind])}>
      <SessionIcon session={session} size={14} />
    </span>
  );
}

/** The tile of a calendar event: outlined, since it was planned. */
export function EventTile() {
  return (
    <span
      aria-hidden
      className="grid size-6 shrink-0 place-items-center rounded-md text-on-calendar inset-ring inset-ring-calendar"
    >
      <CalendarDays size={14} className="shrink-0" />
    </span>
  );
}
