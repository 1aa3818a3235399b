import { CalendarCheck, CalendarClock, CircleDashed } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Face } from "#components/ui/face.tsx";
import { unknownInWords } from "#lib/timeline/insights.ts";
import type { Insights } from "#lib/timeline/insights-types.ts";

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
