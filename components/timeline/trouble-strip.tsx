import { TriangleAlert } from "lucide-react";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { TimelineDay, TimelineViewer } from "#lib/timeline/timeline-types.ts";
import { clockAt, dayWithoutYear, listOf } from "#lib/timeline/words.ts";

/** A connection needs someone: cause, effect, and what to do. */
export function TroubleStrip({
  zoom,
  viewer,
  now,
}: {
  zoom: TimelineDay["zoom"];
  viewer: TimelineViewer;
  now: number;
}) {
  const first = zoom.troubles.toSorted((a, b) => a.since.localeCompare(b.since))[0];
  if (first === undefined) return null;
  const names = listOf(zoom.troubles.map(({ name }) => name));
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-warn-line bg-warn-wash px-page py-2.5"
    >
      <TriangleAlert aria-hidden size={16} className="shrink-0 text-warn" />
      <p className="min-w-0 flex-[1_1_16rem]">
        <span className="font-medium">
          {names} needs attention since {sinceWords(first.since, viewer, now)}.
        </span>{" "}
        <span className="text-muted">
          Nothing is received from there until someone acts; what was missed can be read again.
        </span>
      </p>
      {viewer.mayConnect && (
        <LinkButton href="/integrations/zoom/connections" variant="primary">
          Open connections
        </LinkButton>
      )}
    </div>
  );
}

function sinceWords(since: string, { timeZone, hourCycle }: TimelineViewer, now: number): string {
  const at = Date.parse(since);
  const dayOf = (instant: number) =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  const clock = clockAt(at, timeZone, hourCycle);
  return dayOf(at) === dayOf(now) ? clock : `${dayWithoutYear(dayOf(at))}, ${clock}`;
}
