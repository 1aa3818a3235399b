import { CircleCheck, CirclePause, Clock, Loader, TriangleAlert, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { Chip } from "#components/ui/chip.tsx";
import type { HealthTone } from "#lib/integration/overview-types.ts";

const quietIcons: Record<string, ReactNode> = {
  Paused: <CirclePause aria-hidden />,
  Delayed: <Clock aria-hidden />,
  Disconnected: <Unplug aria-hidden />,
  "Not connected": <Unplug aria-hidden />,
  "Removed at Zoom": <Unplug aria-hidden />,
};

/** How a connection does: an icon and a word. */
export function StateChip({ tone, label }: { tone: HealthTone; label: string }) {
  const icon =
    tone === "ok" ? (
      <CircleCheck aria-hidden />
    ) : tone === "neutral" ? (
      quietIcons[label]
    ) : (
      <TriangleAlert aria-hidden />
    );
  return (
    <Chip tone={tone} icon={icon ?? <Loader aria-hidden />}>
      {label}
    </Chip>
  );
}
