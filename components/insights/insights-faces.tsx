import { CalendarCheck, CalendarClock, CircleDashed, CloudAlert, Lock } from "lucide-react";
import { TimelineFailure } from "#components/timeline/timeline-query.ts";
import { Button } from "#components/ui/button.tsx";
import { Face } from "#components/ui/face.tsx";
import { unknownInWords } from "#lib/timeline/insights.ts";
import type { Insights } from "#lib/timeline/insights-types.ts";

/** It failed: what is safe, what to do, the reference last. */
export function InsightsFailed({
  error,
  onRetry,
  isRetrying,
}: {
  error: unknown;
  onRetry: () => void;
  isRetrying: boolean;
}) {
  const failure = error instanceof TimelineFailure ? error : null;
  if (failure?.code === "not-signed-in") {
    return (
      <Face
        className="flex-1"
        icon={<Lock />}
        title="Your session has ended"
        // A full load: the sign-in page must not find what this one still holds.
        actions={
          <Button variant="primary" onPress={() => location.reload()}>
            Sign in again
          </Button>
        }
      >
        You were signed out, or your role has changed.
      </Face>
    );
  }
  return (
    <Face
      className="flex-1"
      tone="bad"
      icon={<CloudAlert />}
      title="Insights could not be loaded"
      actions={
        <Button variant="primary" isPending={isRetrying} onPress={onRetry}>
          Try again now
        </Button>
      }
      reference={failure?.reference}
    >
      Nothing is lost: these are sums of what the timeline keeps.
    </Face>
  );
}

/** Nothing to add up: not begun, known to be empty, or not known. */
export function NothingToSum({ insights, onUsual }: { insights: Insights; onUsual: (() => void) | null }) {
  const actions = onUsual === null ? undefined : <Button onPress={onUsual}>Go to the last 4 weeks</Button>;
  if (insights.days.length === 0) {
    return (
      <Face className="flex-1" icon={<CalendarClock />} title="These weeks have not begun" actions={actions}>
        There is nothing to add up yet.
      </Face>
    );
  }
  if (insights.unknown.length === 0) {
    return (
      <Face className="flex-1" icon={<CalendarCheck />} title="No sessions in these weeks" actions={actions}>
        Zoom data of these weeks is complete: nothing was hosted, and there was no call.
      </Face>
    );
  }
  return (
    <Face className="flex-1" icon={<CircleDashed />} title="No sessions are known in these weeks" actions={actions}>
      That does not mean that there were none. For some of the time {unknownInWords(insights)}.
    </Face>
  );
}
