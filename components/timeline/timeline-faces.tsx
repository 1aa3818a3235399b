import { CalendarCheck, FunnelX, Lock } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Face } from "#components/ui/face.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { TimelineDay, TimelineViewer } from "#lib/timeline/timeline-types.ts";
import { countOf, listOf } from "#lib/timeline/words.ts";

/** Nothing is connected: a sample behind, marked as one, and the one next step. */
export function NothingConnected({ zoom, viewer }: { zoom: TimelineDay["zoom"]; viewer: TimelineViewer }) {
  const isFirst = zoom.state === "never";
  return (
    <div className="relative min-h-96 flex-1 overflow-hidden">
      <SampleRows />
      <div className="absolute inset-x-4 top-[min(50%,14rem)] mx-auto max-w-sm -translate-y-1/2 rounded-lg bg-raised p-5 text-center shadow-pop">
        <h2>{isFirst ? "Meetings, calls and webinars go here" : "Zoom is not connected any more"}</h2>
        <p className="mt-1 text-balance text-muted">
          {isFirst
            ? viewer.mayConnect
              ? "Connect Zoom once for the whole account. "
              : "Zoom is not connected here yet. "
            : "Nothing new is received. Earlier days are still here. "}
          What you see behind this is a sample.
        </p>
        {viewer.mayConnect ? (
          <div className="mt-4 flex justify-center">
            <LinkButton href="/services" variant="primary">
              Connect Zoom
            </LinkButton>
          </div>
        ) : (
          <p className="mt-3 font-medium">
            {zoom.whoConnects.length === 0
              ? "Ask an owner or admin of your organisation to connect it."
              : `${listOf(zoom.whoConnects)} can connect it: ask one of them.`}
          </p>
        )}
      </div>
    </div>
  );
}

const sample: readonly (readonly [kind: "meeting" | "call" | "webinar", left: number, width: number])[][] = [
  [
    ["meeting", 14, 9],
    ["call", 30, 2],
    ["meeting", 58, 12],
  ],
  [
    ["meeting", 8, 7],
    ["webinar", 26, 22],
  ],
  [
    ["call", 18, 3],
    ["meeting", 48, 10],
  ],
  [
    ["meeting", 21, 13],
    ["call", 66, 2],
    ["call", 72, 3],
  ],
  [
    ["meeting", 10, 8],
    ["meeting", 52, 11],
  ],
  [
    ["call", 34, 4],
    ["webinar", 62, 14],
  ],
  [
    ["meeting", 27, 9],
    ["meeting", 40, 6],
  ],
  [
    ["call", 12, 2],
    ["meeting", 55, 16],
  ],
];

function SampleRows() {
  return (
    <div aria-hidden className="absolute inset-0 opacity-40">
      {sample.map((row) => (
        <div key={row.join()} className="relative h-row border-b border-line">
          <span className="absolute top-2 left-page size-7 rounded-full bg-selected" />
          <span className="absolute top-[18px] left-16 h-2 w-28 rounded-xs bg-selected" />
          {row.map(([kind, left, width]) => (
            <i
              key={left}
              style={{
                left: `calc(244px + (100% - 244px) * ${left / 100})`,
                width: `calc((100% - 244px) * ${width / 100})`,
              }}
              className={`absolute top-3 h-lane rounded-sm fill-${kind}`}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

/** Known to be empty: everything that could have happened would be here. */
export function NothingHappened({
  dayName,
  isAlone,
  before,
  onEarlier,
}: {
  dayName: string;
  isAlone: boolean;
  /** The day before, for the way there. */
  before: string;
  onEarlier: () => void;
}) {
  return (
    <Face
      className="flex-1"
      icon={<CalendarCheck />}
      title={`No sessions on ${dayName}`}
      actions={<Button onPress={onEarlier}>Go to {before}</Button>}
    >
      {isAlone
        ? "Zoom data for this day is complete, and you hosted nothing and had no call."
        : "Zoom data for this day is complete, and nobody here hosted or called."}
    </Face>
  );
}

/** Waiting is not the same as empty. `since` is null when it is longer than this day. */
export function NothingYet({
  since,
  mappedPeople,
  mayMap,
}: {
  since: string | null;
  mappedPeople: number | null;
  mayMap: boolean;
}) {
  return (
    <Face
      title={since === null ? "No sessions yet today" : `Listening since ${since}`}
      actions={mayMap ? <LinkButton href="/integrations/zoom/users">Check the mapping</LinkButton> : undefined}
      className="min-h-40"
    >
      {mappedPeople === null ? "" : `${countOf(mappedPeople, "person is", "people are")} mapped. `}The first session
      that ends, or starts, shows here at once.
    </Face>
  );
}

/** Something is there, and hidden by the viewer. */
export function NothingMatches({ title, why, onClear }: { title: string; why: string; onClear: () => void }) {
  return (
    <Face
      className="flex-1"
      icon={<FunnelX />}
      title={title}
      actions={<Button onPress={onClear}>Clear filters</Button>}
    >
      {why}
    </Face>
  );
}

/** All products are hidden for everyone. */
export function NothingVisible({ mayMap }: { mayMap: boolean }) {
  return (
    <Face
      className="flex-1"
      icon={<Lock />}
      title="Zoom activity is hidden in this organisation"
      actions={mayMap ? <LinkButton href="/integrations/zoom/features">Open features</LinkButton> : undefined}
    >
      Meetings, phone and webinars are all switched off for everyone. Nothing is lost: showing them again brings them
      back.
    </Face>
  );
}
