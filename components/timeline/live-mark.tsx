"use client";

import { WifiOff } from "lucide-react";
import { type LiveState, reconnectNow } from "#components/shell/live-source.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { clockAt, clockWithSeconds, type HourCycle } from "#lib/timeline/words.ts";
import { useNow } from "./use-now.ts";

type LiveProps = { live: LiveState; asOf: number; zone: string; cycle: HourCycle };

/** Whether the page is live, and as of when it shows. */
export function LiveMark({ live, asOf, zone, cycle }: LiveProps) {
  return (
    <span className="flex h-6 items-center gap-1.5 text-xs whitespace-nowrap text-muted tabular-nums">
      <i
        aria-hidden
        className={classNames("size-1.5 rounded-full", live.isLive ? "bg-ok ring-3 ring-ok-wash" : "bg-field")}
      />
      {live.isLive ? `Live, as of ${clockWithSeconds(asOf, zone, cycle)}` : `As of ${clockAt(asOf, zone, cycle)}`}
    </span>
  );
}

/** Said at the foot of the timeline while nothing can arrive: the page stays readable, and says how old it is. */
export function NotLiveStrip({ live, asOf, zone, cycle }: LiveProps) {
  const now = useNow(asOf, 1000);
  const seconds = live.retryAt === null ? 0 : Math.max(0, Math.ceil((live.retryAt - now) / 1000));
  return (
    <div className="flex min-h-11 items-center gap-2 border-t border-line-strong bg-surface px-page tabular-nums">
      <WifiOff aria-hidden size={16} className="shrink-0 text-muted" />
      <p className="flex-1">
        <span role="status" className="font-medium">
          As of {clockAt(asOf, zone, cycle)}.
        </span>{" "}
        <span className="text-muted">{seconds > 0 ? `Trying again in ${seconds} s.` : "Trying again."}</span>
      </p>
      <Button onPress={reconnectNow}>Try now</Button>
    </div>
  );
}
